using System.Collections.Generic;
using System.Runtime.InteropServices;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Risk.Exposures;

/// <summary>
/// Exposure with open, held and unknown orders at their worst, kept up to date fact by fact: what has changed is noted
/// when it changes, and valued when somebody asks, once for each change. Derived from orders, positions and marks, so
/// it is never stored.
/// </summary>
public sealed partial class ExposureTable(Books books) : IOrderWatcher, IPositionWatcher
{
    // No handle of a strategy, not even the one for a name that is still unknown.
    private const int WholeAccount = -2;

    private readonly Dictionary<(int Account, int Strategy, int Symbol), ExposureCell> cells = [];
    private readonly Dictionary<(int Account, int Strategy), ExposureTotal> totals = [];
    private readonly List<List<ExposureCell>?> bySymbol = [];
    private readonly Dictionary<(int Account, int Strategy, int Symbol), int> pairs = [];
    private readonly List<(ExposureCell Account, ExposureCell Strategy)> cellsOf = [default];
    private readonly List<ExposureTotal?> byAccount = [];
    private readonly List<Held> held = [];
    private readonly List<int> moved = [];

    /// <summary>What a position was when its cells last took it in.</summary>
    private record struct Held(ExposureCell? Account, ExposureCell? Strategy, Exact Qty, Exact Cash, bool HasMoved);

    /// <summary>The account's exposure in a symbol; null: there was never any.</summary>
    public ExposureCell? Of(AccountId account, SymbolId symbol) =>
        cells.GetValueOrDefault((account.Value, WholeAccount, symbol.Value));

    public ExposureCell? Of(AccountId account, StrategyId strategy, SymbolId symbol) =>
        cells.GetValueOrDefault((account.Value, strategy.Value, symbol.Value));

    public ExposureTotal? Of(AccountId account) =>
        account.Value >= 0 && account.Value < byAccount.Count ? byAccount[account.Value] : null;

    public ExposureTotal? Of(AccountId account, StrategyId strategy) =>
        totals.GetValueOrDefault((account.Value, strategy.Value));

    /// <summary>
    /// Of all accounts and strategies in one symbol, none: in all; symbols in the order of handles, the rest as they
    /// came.
    /// </summary>
    internal IEnumerable<ExposureCell> CellsOf(SymbolId symbol)
    {
        int first = symbol.IsNone ? 0 : symbol.Value;
        int last = symbol.IsNone ? bySymbol.Count - 1 : symbol.Value;
        for (int i = first; i <= last && i < bySymbol.Count; i++)
        {
            if (bySymbol[i] is not { } cells) continue;
            foreach (ExposureCell cell in cells) yield return cell;
        }
    }

    /// <summary>Both of an order's cells; null: there was never anything.</summary>
    internal void Find(
        AccountId account, StrategyId strategy, SymbolId symbol, out ExposureCell? whole, out ExposureCell? own)
    {
        if (pairs.TryGetValue((account.Value, strategy.Value, symbol.Value), out int pair))
            (whole, own) = cellsOf[pair];
        else
            (whole, own) = (Of(account, symbol), Of(account, strategy, symbol));
    }

    /// <summary>
    /// Values what has changed of one account, so that a mark costs an order only what its own account holds. What is
    /// read before is as of the last time.
    /// </summary>
    public void Settle(AccountId account)
    {
        TakeMoved();
        if (Of(account) is { } total) Settle(total);
    }

    /// <summary>Likewise; after the account that it is of, or is part of.</summary>
    internal void Settle(ExposureTotal total)
    {
        List<ExposureCell> stale = total.Stale;
        if (stale.Count == 0) return;
        foreach (ExposureCell cell in stale) Revalue(cell);
        stale.Clear();
    }

    /// <summary>Takes in what was booked since the last time, so that each position has its cells.</summary>
    internal void TakeMoved()
    {
        foreach (int position in moved) Take(position);
        moved.Clear();
    }

    /// <summary>What a cell's PnL lacks for want of a mark or a rate, before the multiplier.</summary>
    /// <param name="cash">−Σ signed quantity × price of what is open.</param>
    internal void Unmeasured(ExposureCell cell, out Exact cash, out Exact realized)
    {
        realized = RealizedOf(cell);
        cash = cell.Cash - realized;
        if (new Valuer(books, cell.Total.Account, cell.Symbol).TryPnl(realized, 0, 0, out _)) realized = 0;
    }

    public void Changed(Order order)
    {
        Exact signed = order.IsEntered ? order.WorstLeavesQty.Number : Exact.Zero;
        if (order.Side.IsSell() && !signed.IsZero) signed = -signed;
        (Exact before, int pair) = order.Exposed;
        if (signed == before) return;
        if (pair == 0) pair = PairOf(order);
        Exact more = signed - before;
        (ExposureCell account, ExposureCell strategy) = cellsOf[pair];
        Move(account, order.Side, more);
        Move(strategy, order.Side, more);
        order.Exposed = (signed, pair);
    }

    internal void Prefetch(Order order)
    {
        ref (ExposureCell? Account, ExposureCell? Strategy) pair =
            ref CollectionsMarshal.AsSpan(cellsOf)[order.Exposed.Cells]!;
        CacheHint.FetchObject(ref pair.Account, ExposureCell.CacheLines);
        CacheHint.FetchObject(ref pair.Strategy, ExposureCell.CacheLines);
    }

    public void Moved(PositionHandle position)
    {
        while (held.Count <= position.Value) held.Add(default);
        ref Held known = ref CollectionsMarshal.AsSpan(held)[position.Value];
        if (known.HasMoved) return;
        known.HasMoved = true;
        moved.Add(position.Value);
    }

    internal void Apply(in MarkSet e)
    {
        if (e.Symbol.Value >= bySymbol.Count || bySymbol[e.Symbol.Value] is not { } own) return;
        foreach (ExposureCell cell in own) Touch(cell);
    }

    /// <summary>
    /// A rate, a multiplier or a currency has changed: rare, and anything may be worth something else.
    /// </summary>
    internal void TouchAll()
    {
        foreach (ExposureCell cell in cells.Values) Touch(cell);
    }

    internal void Clear()
    {
        cells.Clear();
        totals.Clear();
        bySymbol.Clear();
        pairs.Clear();
        cellsOf.Clear();
        cellsOf.Add(default);
        byAccount.Clear();
        held.Clear();
        moved.Clear();
    }

    // What an order can still do keeps the sign of its side, so it is all on one side of the cell.
    private static void Move(ExposureCell cell, Side side, Exact more)
    {
        if (side.IsSell()) cell.Selling -= more;
        else cell.Buying += more;
        Touch(cell);
    }

    private int PairOf(Order order)
    {
        (int, int, int) key = (order.Account.Value, order.Strategy.Value, order.Symbol.Value);
        if (pairs.TryGetValue(key, out int pair)) return pair;
        pair = cellsOf.Count;
        cellsOf.Add((Cell(key.Item1, WholeAccount, key.Item3), Cell(key.Item1, key.Item2, key.Item3)));
        pairs.Add(key, pair);
        return pair;
    }

    private void Take(int handle)
    {
        Position position = books.Positions[new PositionHandle(handle)];
        (Exact qty, Exact cash) = position.QtyAndCash;
        Held before = held[handle];
        if (before.Account is null)
        {
            PositionKey key = position.Key;
            before.Account = Cell(key.Account.Value, WholeAccount, key.Symbol.Value);
            before.Strategy = Cell(key.Account.Value, key.Strategy.Value, key.Symbol.Value);
            before.Account.Positions.Add(position.Handle);
            before.Strategy.Positions.Add(position.Handle);
        }

        Add(before.Account, qty - before.Qty, cash - before.Cash);
        Add(before.Strategy!, qty - before.Qty, cash - before.Cash);
        held[handle] = before with { Qty = qty, Cash = cash, HasMoved = false };
    }

    private static void Add(ExposureCell cell, Exact qty, Exact cash)
    {
        cell.Qty += qty;
        cell.Cash += cash;
        Touch(cell);
    }

    private static void Touch(ExposureCell cell)
    {
        if (cell.IsStale) return;
        cell.IsStale = true;
        cell.Total.Stale.Add(cell);
    }

    private ExposureCell Cell(int account, int strategy, int symbol)
    {
        if (cells.TryGetValue((account, strategy, symbol), out ExposureCell? cell)) return cell;
        if (!totals.TryGetValue((account, strategy), out ExposureTotal? total))
        {
            total = new ExposureTotal(new AccountId(account));
            totals.Add((account, strategy), total);
            if (strategy == WholeAccount) SetWhole(account, total);
        }

        cell = new ExposureCell(new SymbolId(symbol), total);
        cells.Add((account, strategy, symbol), cell);
        while (bySymbol.Count <= symbol) bySymbol.Add(null);
        (bySymbol[symbol] ??= []).Add(cell);
        return cell;
    }

    private void SetWhole(int account, ExposureTotal total)
    {
        while (byAccount.Count <= account) byAccount.Add(null);
        byAccount[account] = total;
    }

    private void Revalue(ExposureCell cell)
    {
        cell.IsStale = false;
        Exact bought = cell.Qty + cell.Buying;
        Exact sold = cell.Qty - cell.Selling;
        Px? mark = books.Marks[cell.Symbol]?.Price;
        Valuer valuer = new(books, cell.Total.Account, cell.Symbol);
        Exact worstLong = 0;
        Exact worstShort = 0;
        bool isHeld = bought != 0 || sold != 0;
        bool isValued = !isHeld || (mark is { } px
            && valuer.TryValue(bought, Exact.Abs(px.Value), out worstLong)
            && valuer.TryValue(sold, Exact.Abs(px.Value), out worstShort));
        isValued &= TryPnl(cell, in valuer, mark, out Exact pnl);
        if (isValued) cell.Value(worstLong, worstShort, pnl, isUnvalued: false);
        else cell.Value(0, 0, pnl, isUnvalued: true);
    }

    // What is realised needs no mark: a loss of the day counts whether the rest can be valued or not.
    private bool TryPnl(ExposureCell cell, in Valuer valuer, Px? mark, out Exact pnl)
    {
        pnl = 0;
        cell.Measure((cell.Qty.IsZero && cell.Cash.IsZero)
            || ((cell.Qty.IsZero || mark is not null)
                && valuer.TryPnl(cell.Cash, cell.Qty, mark?.Number ?? 0, out pnl)));
        if (!cell.IsMeasured) valuer.TryPnl(RealizedOf(cell), 0, 0, out pnl);
        return cell.IsMeasured;
    }

    private Exact RealizedOf(ExposureCell cell)
    {
        Exact realized = 0;
        foreach (PositionHandle position in cell.Positions) realized += books.Positions[position].PriceRealized;
        return realized;
    }
}
