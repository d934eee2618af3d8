using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;

namespace Truefill.Server.Preview;

/// <summary>The desk's own checks, on the durable books. What it would emit nobody hears.</summary>
public sealed class DeskCheck(UtcNanos now, string source) : IPreTradeCheck
{
    public DenyReason Check(Replica replica, NewOrderSingle order, out string? detail)
    {
        Deciding deciding = new(replica.Books, new Unheard());
        replica.Books.Names.Sources.TryGet(source, out int handle);
        deciding.Begin(new SourceId(handle), now);
        RiskDesk risk = new(deciding, new KillDesk(deciding));
        OrderDesk desk = new(deciding, new ExecutionDesk(deciding), risk);
        return desk.Preview(order, out detail);
    }

    private sealed class Unheard : SelectiveFacts;
}
