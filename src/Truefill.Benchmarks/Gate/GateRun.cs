using System;
using System.Diagnostics;
using System.Globalization;
using Truefill.Benchmarks.Core;
using Truefill.Benchmarks.Loads;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk.Gate;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;

namespace Truefill.Benchmarks.Gate;

/// <summary>
/// The gate over books that go on moving: before each question a fill is applied, before every tenth an order of our
/// own is entered, before every sixteenth a mark moves, so that exposures have to be settled and counters are in use.
/// </summary>
internal sealed class GateRun : IDisposable
{
    private const int NanosPerCheck = 100_000;

    private readonly CoreRun core;
    private readonly PreTradeGate gate;
    private readonly FillLoadSize size;
    private Input fill;
    private long checks;
    private int own;

    public GateRun(FillLoadSize size)
    {
        this.size = size;
        core = new CoreRun(size);
        gate = new PreTradeGate(core.Books);
    }

    private UtcNanos Now => core.Load.Now.AddNanos(checks * NanosPerCheck);

    /// <summary>On the measured thread, in the measured stretches of the last round.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>The load's orders working under all limits that they pass, then all limits.</summary>
    public void Open()
    {
        core.Decide(FillLoad.Opening, Now);
        for (int symbol = 0; symbol < size.Symbols; symbol++) Mark(symbol);
        Define(withOwn: false);
        for (int order = 1; order <= size.Orders; order++)
            core.Decide([core.Load.Order(order), core.Load.Acceptance(order)], Now);
        Define(withOwn: true);
        Enter();
    }

    /// <summary>How long each of so many questions took, in ticks. Every one must pass.</summary>
    public long[] Pass(int count) => Measure(count, isRefused: false);

    /// <summary>The same with orders that the last control but two refuses, with its text.</summary>
    public long[] Refuse(int count) => Measure(count, isRefused: true);

    /// <summary>Nothing between the two readings of the clock.</summary>
    public static long[] Control(int count)
    {
        long[] ticks = new long[count];
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }

        return ticks;
    }

    public void CheckState() => core.Hash();

    public void Dispose() => core.Dispose();

    private long[] Measure(int count, bool isRefused)
    {
        long[] ticks = new long[count];
        AllocatedBytes = 0;
        for (int i = 0; i < count; i++)
        {
            Move();
            GateOrder order = Ask(i, isRefused);
            UtcNanos now = Now;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            GateResult result = gate.Check(in order, now);
            ticks[i] = Stopwatch.GetTimestamp() - start;
            AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (result.Reason != (isRefused ? DenyReason.SelfTrade : DenyReason.None))
                throw new InvalidOperationException($"the gate said {result.Reason}: {result.Detail}");
        }

        return ticks;
    }

    private void Move()
    {
        checks++;
        core.Load.Next(ref fill);
        core.Decide(new ReadOnlySpan<Input>(in fill), Now);
        if (checks % 10 == 0) Enter();
        if (checks % 16 == 0) Mark((int)(checks / 16 % size.Symbols));
    }

    private void Define(bool withOwn) => core.Decide(
        [
            new Input
            {
                Kind = InputKind.DefineLimits,
                Body = GateLimits.All(size, withOwn),
                Source = InputSource.Configuration,
            },
        ],
        Now);

    private void Mark(int symbol) => core.Decide(
        [
            new Input
            {
                Kind = InputKind.SetMark,
                Source = "bench",
                Body = new SetMark(
                    GateLimits.Name("SYM", symbol), Px.FromTrusted(Lowest(symbol) + 4 + (checks / 16 % 5 / 4m))),
            },
        ],
        Now);

    private void Enter()
    {
        int number = ++own;
        core.Decide(
            [
                new Input
                {
                    Kind = InputKind.NewOrderSingle,
                    Source = InputSource.Http,
                    ReceivedAt = Now,
                    Body = new NewOrderSingle
                    {
                        ClOrdId = ClOrdId.FromTrusted("G-" + number.ToString(CultureInfo.InvariantCulture)),
                        Account = GateLimits.Name("ACC", number % size.Accounts),
                        Strategy = GateLimits.Strategy,
                        Symbol = GateLimits.Name("SYM", number % size.Symbols),
                        Venue = FillLoad.Venue,
                        Terms = Terms(number % size.Symbols, 100 + (number % 5000), isBuy: number % 2 == 0),
                    },
                },
            ],
            Now);
    }

    private GateOrder Ask(int i, bool isRefused)
    {
        int symbol = (int)(checks * 7 % size.Symbols);
        bool isBuy = isRefused || i % 2 == 0;
        OrderTerms terms = Terms(symbol, 6000 + i, isBuy);
        return new GateOrder(
            new VenueId(Handle(NameKind.Venue, FillLoad.Venue)),
            new AccountId(Handle(NameKind.Account, GateLimits.Name("ACC", i % size.Accounts))),
            new StrategyId(Handle(NameKind.Strategy, GateLimits.Strategy)),
            new SymbolId(Handle(NameKind.Symbol, GateLimits.Name("SYM", symbol))),
            isRefused ? terms with { Price = Px.FromTrusted(Lowest(symbol) + 10) } : terms,
            Parent: "P-1",
            ParentQty: Qty.FromTrusted(1e12m));
    }

    // The load's orders of a symbol are within ten of its lowest, on both sides; outside of that nothing crosses them.
    private static OrderTerms Terms(int symbol, int qty, bool isBuy) => new(
        isBuy ? Side.Buy : Side.Sell,
        OrdType.Limit,
        TimeInForce.GoodTillCancel,
        Qty.FromTrusted(qty),
        Px.FromTrusted(isBuy ? Lowest(symbol) - 1 : Lowest(symbol) + 10));

    private static decimal Lowest(int symbol) => 20 + (10 * (symbol % 50));

    private int Handle(NameKind kind, string name) => core.Books.Names[kind].TryGet(name, out int handle)
        ? handle
        : throw new InvalidOperationException($"the load has no {kind} {name}");
}
