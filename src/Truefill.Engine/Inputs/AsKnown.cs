using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Engine.Inputs;

/// <summary>
/// What a report about an order would say if it said nothing new: the order as it stands before it, and the quantities
/// that follow from the trade that it reports. Writer and reader ask it alike, the reader deciding again with the same
/// books at the same place in the journal.
/// </summary>
internal readonly struct AsKnown(Order order, NameTables names, Qty? lastQty)
{
    public OrderHandle Order => order.Handle;

    public ClOrdId ClOrdId => order.WireIdInForce;

    /// <summary>Is it <see cref="ClOrdId"/>?</summary>
    public bool IsClOrdId(in ClOrdId id, WireId read) => order.IsWireIdInForce(in id, read);

    /// <summary>Is it <see cref="OrderId"/>?</summary>
    public bool IsOrderId(in OrderId id) => order.IsOrderId(in id);

    public OrderId OrderId => order.OrderId;

    public AccountId Account => order.Account;

    public string AccountName => names.Of(order.Account);

    public SymbolId Symbol => order.Symbol;

    public string SymbolName => names.Of(order.Symbol);

    public Side Side => order.Side;

    public OrdType OrdType => order.OrdType;

    public TimeInForce TimeInForce => order.TimeInForce;

    public Qty OrderQty => order.OrderQty;

    public Px? Price => order.Price;

    public Px? StopPx => order.StopPx;

    public Qty CumQty => lastQty is { } last ? order.CumQty + last : order.CumQty;

    public Qty LeavesQty => Qty.FromTrusted(Exact.Max(Exact.Zero, (OrderQty - CumQty).Number));
}
