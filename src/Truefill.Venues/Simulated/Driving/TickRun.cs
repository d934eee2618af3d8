using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Venues.Simulated.Books;
using Truefill.Venues.Simulated.Prices;

namespace Truefill.Venues.Simulated.Driving;

/// <summary>
/// Keeps a number of orders working around a stream of prints and checks every trade against the print that it was made
/// with. It stands on both sides of a simulated market: its price source, and its sink.
/// </summary>
/// <remarks>Prices and reports come from the market's owner; orders may be taken by another thread.</remarks>
public sealed class TickRun(IPrintSource prices, int workingOrders, ulong seed) : IPrintSource, IVenueSink
{
    private const string Account = "TICKS";
    private const int TicksAwayMax = 40;
    private const int SizeMax = 300;
    private const int ViolationsMax = 20;

    private readonly Lock gate = new();
    private readonly SeededChance chance = new(seed);
    private readonly Dictionary<string, Qty> positions = new(StringComparer.Ordinal);
    private readonly List<string> violations = [];
    private TradePrint current;
    private Qty taken;
    private int working;
    private long lastOrder;

    /// <summary>Also hears every report, after the checks; null: nobody.</summary>
    public IVenueSink? Listener { get; init; }

    public long PrintCount { get; private set; }

    public long OrderCount => lastOrder;

    public long ReportCount { get; private set; }

    public long TradeCount { get; private set; }

    /// <summary>The first of what was wrong; empty: every trade was within its print and its order.</summary>
    public IReadOnlyList<string> Violations => violations;

    public string? Failure => prices.Failure;

    public bool TryPeek(out TradePrint print) => prices.TryPeek(out print);

    public void Take()
    {
        if (!prices.TryPeek(out TradePrint print)) return;
        lock (gate)
        {
            current = print;
            taken = Qty.Zero;
            PrintCount++;
        }

        prices.Take();
    }

    public void Dispose() => prices.Dispose();

    /// <summary>A limit order around the last print; false: enough are working, or nothing was printed yet.</summary>
    public bool TryNextOrder(out VenueCommand order)
    {
        order = default;
        lock (gate)
        {
            if (working >= workingOrders || PrintCount == 0) return false;
            working++;
            bool isBuy = chance.Below(2) == 0;
            decimal away = chance.Between(0, TicksAwayMax) * 0.01m;
            Px price = Px.FromTrusted(ExactDecimal.Normalize(current.Price.Value + (isBuy ? -away : away)));
            order = new VenueCommand(
                VenueCommandKind.New,
                new OrderHandle((int)++lastOrder),
                WireIds.Make(1, new OrderHandle((int)lastOrder)),
                default,
                default,
                Account,
                current.Symbol,
                new OrderTerms(
                    isBuy ? Side.Buy : Side.Sell,
                    OrdType.Limit,
                    TimeInForce.GoodTillCancel,
                    Qty.FromTrusted(chance.Between(1, SizeMax)),
                    price),
                Qty.Zero);
            return true;
        }
    }

    public void Post(in VenueReport report)
    {
        if (report.Kind == VenueReportKind.ExecutionReport)
        {
            lock (gate)
            {
                ReportCount++;
                if (report.ExecutionReport.ExecType == ExecType.Trade) Check(in report.ExecutionReport);
                if (report.ExecutionReport.LeavesQty is { IsZero: true }) working--;
            }
        }

        Listener?.Post(in report);
    }

    /// <summary>Holds the positions that follow from the trades against the venue's own.</summary>
    public void Compare(VenueBooks books)
    {
        ArgumentNullException.ThrowIfNull(books);
        VenueAccount account = books.Account(Account);
        foreach (Holding holding in account.Holdings)
        {
            Qty own = positions.GetValueOrDefault(holding.Symbol);
            if (own != holding.Qty) Wrong($"{holding.Symbol}: {own} by its trades, {holding.Qty} in the books");
        }

        foreach ((string symbol, Qty qty) in positions)
            if (account.PositionOf(symbol) != qty) Wrong($"{symbol}: {qty} by its trades, nothing in the books");
    }

    /// <summary>Drives a market with the prints, as fast as it goes.</summary>
    /// <param name="printsMax">After so many it ends, or when there are no more.</param>
    public void Drive(SimulatedMarket market, long printsMax = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(market);
        while (PrintCount < printsMax && TryPeek(out TradePrint print))
        {
            Take();
            market.Print(in print);
            while (TryNextOrder(out VenueCommand order)) market.Send(in order, market.Now);
        }
    }

    private void Check(in ExecutionReport trade)
    {
        TradeCount++;
        Qty lastQty = trade.LastQty!.Value;
        Px lastPx = trade.LastPx!.Value;
        taken += lastQty;
        Qty signed = trade.Side == Side.Buy ? lastQty : -lastQty;
        positions[trade.SymbolName!] = positions.GetValueOrDefault(trade.SymbolName!) + signed;
        if (trade.SymbolName != current.Symbol || lastPx != current.Price)
            Wrong($"{trade.ExecId}: {lastQty} @ {lastPx} with the print {current}");
        if (taken > current.Size) Wrong($"{trade.ExecId}: {taken} taken of the print {current}");
        if (trade.Price is { } limit && (trade.Side == Side.Buy ? lastPx > limit : lastPx < limit))
            Wrong($"{trade.ExecId}: @ {lastPx} beyond the limit of {limit}");
    }

    private void Wrong(string what)
    {
        if (violations.Count < ViolationsMax) violations.Add(what);
    }
}
