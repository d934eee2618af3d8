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
