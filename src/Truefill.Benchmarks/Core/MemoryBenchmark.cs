using System;
using System.Collections.Generic;
using System.Globalization;
using Truefill.Benchmarks.Loads;
using Truefill.Domain;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Journal;

namespace Truefill.Benchmarks.Core;

/// <summary>
/// What the books keep of each thing, as the heap's difference with and without it. Trades that open a lot, trades
/// that close one, and their difference tell a lot from a remembered fill.
/// </summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    public string Group => "core";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        int orders = run.Size(200_000, 20_000);
        int positions = run.Size(100_000, 10_000);
        double order = PerOrder(orders);
        double one = PerPosition(positions, []);
        double lotAndFill = PerPosition(positions, [Side.Buy]) - one;
        double fill = PerPosition(positions, [Side.Sell]) - one;
        double lot = lotAndFill - fill;
        yield return Bytes("core.memory.order", order, "B per open order", 256, 128);
        yield return Bytes("core.memory.position", one - lotAndFill, "B per position", 512, 256);
        yield return Bytes("core.memory.lot", lot, "B per open lot", 64, 32);
        yield return Bytes("core.memory.fill", fill, "B per remembered fill and its id", 64 + 80, 32 + 40);
    }

    private static Figure Bytes(string name, double value, string unit, int floor, int goal) => new(name, value, unit)
    {
        Floors = [Bound.AtMost(floor)],
        Goals = [Bound.AtMost(goal)],
    };

    private static double PerOrder(int orders)
    {
        Bench bench = new();
        FillLoad load = new(new FillLoadSize(orders));
        bench.Step(FillLoad.Opening);
        for (int i = 1; i <= 1000; i++) bench.Step([load.Order(i), load.Acceptance(i)]);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 1001; i <= orders; i++) bench.Step([load.Order(i), load.Acceptance(i)]);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(bench);
        GC.KeepAlive(load);
        return (after - before) / (double)(orders - 1000);
    }

    // Every position gets a trade that opens it, and then one of each side given.
    private static double PerPosition(int positions, Side[] more)
    {
        Bench bench = new();
        bench.Step(FillLoad.Opening);
        string[] symbols = Names("S", 100);
        string[] accounts = Names("A", (positions + 99) / 100);
        for (int i = 0; i < accounts.Length; i++) bench.Trade(accounts[i], symbols[0], Side.Buy);
        for (int i = 0; i < symbols.Length; i++) bench.Trade(accounts[0], symbols[i], Side.Buy);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < positions; i++) bench.Trade(accounts[i / 100], symbols[i % 100], Side.Buy);
        foreach (Side side in more)
            for (int i = 0; i < positions; i++) bench.Trade(accounts[i / 100], symbols[i % 100], side);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(bench);
        return (after - before) / (double)positions;
    }

    private static string[] Names(string prefix, int count)
    {
        string[] names = new string[count];
        for (int i = 0; i < count; i++) names[i] = prefix + i.ToString(CultureInfo.InvariantCulture);
        return names;
    }

    // An engine without a replica, so that only what it keeps itself is counted.
    private sealed class Bench
    {
        private readonly ExecutionEngine engine = new(new Books(), default);
        private readonly BlockBuilder block = new();
        private readonly Effects effects = new();
        private int trades;

        public void Step(ReadOnlySpan<Input> inputs)
        {
            block.Reset(1);
            effects.Clear();
            engine.Open(block);
            engine.Step(inputs, new UtcNanos(1_790_000_000_000_000_000), effects);
        }

        public void Trade(string account, string symbol, Side side) => Step(
        [
            new Input
            {
                Kind = InputKind.NormalisedExecution,
                Source = "bench",
                Body = new NormalisedExecution
                {
                    Account = account,
                    Symbol = symbol,
                    Side = side,
                    LastQty = Qty.FromTrusted(1),
                    LastPx = Px.FromTrusted(100),
                    ExecId = ExecId.FromTrusted(FormattableString.Invariant($"E{10_000_000_000 + ++trades}")),
                    TransactTime = new UtcNanos(1_790_000_000_000_000_000 + trades),
                },
            },
        ]);
    }
}
