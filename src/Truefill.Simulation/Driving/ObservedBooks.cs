using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Driving;

/// <summary>
/// The engine's books as the comparison sees them. Of one set of books: after a recovery there is a new one.
/// </summary>
public sealed class ObservedBooks(Books books) : IObservedState
{
    private Dictionary<OrderName, OrderHandle> handles = [];
    private int indexed;

    public ObservedCounters Counters
    {
        get
        {
            IntakeCounters seen = books.Intake;
            return new ObservedCounters(seen.Settled, seen.Applied, seen.Duplicate, seen.Ignored, seen.DeadLettered);
        }
    }

    public IEnumerable<OrderName> Orders
    {
        get
        {
            Index();
            return handles.Keys;
        }
    }

    public IEnumerable<PositionName> Positions
    {
        get
        {
            foreach (Position position in books.Positions.All) yield return NameOf(position.Key);
        }
    }

    /// <summary>
    /// The same for books that came back with the state that these had when an order was last asked for; these are not
    /// asked any more.
    /// </summary>
    public ObservedBooks Recovered(Books recovered) => new(recovered) { handles = handles, indexed = indexed };

    public bool TryGetOrder(OrderName key, out ObservedOrder order)
    {
        Index();
        order = default;
        if (!handles.TryGetValue(key, out OrderHandle handle)) return false;
        Order found = books.Orders[handle];
        order = new ObservedOrder(
            found.OrdStatus,
            found.OrderQty.Value,
            found.CumQty.Value,
            found.LeavesQty.Value,
            found.AvgPx.Value,
            found.OverfillQty.Value);
        return true;
    }

    public bool TryGetPosition(PositionName key, out ObservedPosition position)
    {
        position = default;
        NameTables names = books.Names;
        if (!names.Accounts.TryGet(key.Account, out int account)
            || !names.Strategies.TryGet(key.Strategy, out int strategy)
            || !names.Symbols.TryGet(key.Symbol, out int symbol)) return false;
        PositionKey handle = new(new AccountId(account), new StrategyId(strategy), new SymbolId(symbol));
        if (!books.Positions.TryGet(handle, out Position found)) return false;
        IReadOnlyList<PositionFee> charged = found.Fees;
        Money[] fees = charged.Count == 0 ? [] : new Money[charged.Count];
        for (int i = 0; i < fees.Length; i++) fees[i] = charged[i].Amount;
        position = new ObservedPosition(
            found.Qty.Value, found.Realized.Amount, found.NetCash.Amount, fees, found.Cost.Amount);
        return true;
    }

    private PositionName NameOf(in PositionKey key) =>
        new(books.Names.Of(key.Account), books.Names.Of(key.Strategy), books.Names.Of(key.Symbol));

    // Orders only ever become more; where two sources used one id in one account, the first is the one that is named.
    private void Index()
    {
        while (indexed < books.Orders.Count)
        {
            Order order = books.Orders[new OrderHandle(++indexed)];
            handles.TryAdd(new OrderName(books.Names.Of(order.Account), order.ClOrdId.ToString()), order.Handle);
        }
    }
}
