using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Risk.Recent;

/// <summary>
/// What the orders of one correlation id have executed and can still execute, by account, symbol and side: children
/// never come to more than their parent. Counted from the orders themselves, whatever the client believes of its
/// fills. Derived, never stored.
/// </summary>
public sealed class ChildTable : IOrderWatcher
{
    private readonly Dictionary<(int Account, string Parent, int Symbol, bool Sells), decimal> committed = [];
    private readonly Dictionary<int, decimal> byOrder = [];

    public Qty Committed(AccountId account, string parent, SymbolId symbol, Side side) =>
        Qty.FromTrusted(committed.GetValueOrDefault((account.Value, parent, symbol.Value, side.IsSell())));

    public void Changed(Order order)
    {
        if (order.CorrelationId is not { } parent || !order.IsEntered) return;
        decimal after = order.CumQty.Value + order.WorstLeavesQty.Value;
        decimal before = byOrder.GetValueOrDefault(order.Handle.Value);
        if (after == before) return;
        byOrder[order.Handle.Value] = after;
        var key = (order.Account.Value, parent, order.Symbol.Value, order.Side.IsSell());
        committed[key] = committed.GetValueOrDefault(key) + after - before;
    }

    internal void Clear()
    {
        committed.Clear();
        byOrder.Clear();
    }
}
