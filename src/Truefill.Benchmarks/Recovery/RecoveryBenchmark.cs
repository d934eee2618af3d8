using System;
using System.Collections.Generic;
using System.Diagnostics;
using Truefill.Benchmarks.Loads;
using Truefill.Domain;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Benchmarks.Recovery;

/// <summary>
/// A journal of ten million facts is read back as a start does it: every block verified, engine and replica rebuilt,
/// and the state hash compared with the one of the engine that wrote it. The file is in the page cache.
/// </summary>
internal sealed class RecoveryBenchmark : IBenchmark
{
    private const int BatchSize = 1024;

    public string Group => "recovery";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        int facts = run.Size(10_000_000, 5000);
        using BenchState state = new(run, JournalDurability.Os);
        IJournalStorage storage = state.Storage;
        JournalOptions options = state.Options;
        run.Progress(FormattableString.Invariant($"recovery: writing {facts} facts"));
        string live = Write(storage, options, run.Size(100_000, 500), facts, out long written);
        double best = double.MaxValue;
        double bestScan = double.MaxValue;
        for (int round = 0; round < Math.Min(run.Rounds, 3); round++)
        {
            bestScan = Math.Min(bestScan, Scan(storage, options));
            long start = Stopwatch.GetTimestamp();
            RecoveredState recovered = RecoveredState.From(storage, options, checkpoints: null);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            Same(live, recovered.Books);
            Same(live, recovered.Replica.Books);
        }

        yield return new Figure("recovery.journal", best * 10_000_000 / written, "s for 10 M facts")
        {
            Reference = "reading and verifying the same blocks, no facts applied",
            ReferenceValue = bestScan * 10_000_000 / written,
            Floors = [Bound.AtMost(5)],
            Goals = [Bound.AtMost(2.5)],
        };
    }

    private static string Write(
        IJournalStorage storage, JournalOptions options, int orders, int facts, out long written)
    {
        FillLoad load = new(new FillLoadSize(orders));
        ExecutionEngine engine = new(new Books(), default);
        BlockBuilder block = new();
        Effects effects = new();
        using SegmentedJournal journal = SegmentedJournal.Open(storage, options, JournalRecovery.Run(storage, options));
        ulong next = 1;
        long inputs = 0;
        Step(FillLoad.Opening);
        for (int order = 1; order <= orders; order++) Step([load.Order(order), load.Acceptance(order)]);
        Input[] batch = new Input[BatchSize];
        while ((long)next - inputs < facts)
        {
            for (int i = 0; i < BatchSize; i++) load.Next(ref batch[i]);
            Step(batch);
        }

        written = (long)next - 1 - inputs;
        return StateHash.Text(StateHash.Of(engine.Books));

        void Step(ReadOnlySpan<Input> some)
        {
            inputs += some.Length;
            block.Reset(next);
            effects.Clear();
            engine.Open(block);
            engine.Step(some, load.Now, effects);
            next = block.NextSeq;
            journal.Append(block);
            journal.Sync();
        }
    }

    private static double Scan(IJournalStorage storage, JournalOptions options)
    {
        long start = Stopwatch.GetTimestamp();
        JournalRecovery.Run(storage, options, from: null, static (in BlockView _) => { });
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Same(string live, Books books)
    {
        string found = StateHash.Text(StateHash.Of(books));
        if (found != live) throw new InvalidOperationException($"live state {live}, recovered {found}");
    }
}
