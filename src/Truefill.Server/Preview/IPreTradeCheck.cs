using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Reading;

namespace Truefill.Server.Preview;

/// <summary>Says what the engine's gate would say about an order, without entering it.</summary>
public interface IPreTradeCheck
{
    /// <param name="replica">Read, and nothing else, during the call.</param>
    /// <param name="detail">What exactly is wrong, where there is more to say than the reason.</param>
    DenyReason Check(Replica replica, NewOrderSingle order, out string? detail);
}

/// <summary>The desk's own checks, on the durable books.</summary>
public sealed class DeskCheck(Domain.Time.UtcNanos now, string source) : IPreTradeCheck
{
    public DenyReason Check(Replica replica, NewOrderSingle order, out string? detail)
    {
        // The desk emits nothing while it checks; what it would emit goes to books that nobody reads.
        Domain.Deciding deciding = new(replica.Books, new Domain.Books());
        replica.Books.Names.Sources.TryGet(source, out int handle);
        deciding.Begin(new Domain.Names.SourceId(handle), now);
        OrderDesk desk = new(deciding, new Domain.Executions.ExecutionDesk(deciding));
        return desk.Preview(order, out detail);
    }
}
