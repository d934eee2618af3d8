using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Truefill.Benchmarks.Core;
using Truefill.Benchmarks.Loads;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Venues;
using Truefill.Venues.Fix;

namespace Truefill.Benchmarks.Fix;

/// <summary>
/// From the bytes of an ExecutionReport to the position it leads to: parsed and mapped by one thread, as a session's,
/// decided, applied, encoded and given to the replica by another, as the engine's; and the same by one thread for both.
/// Without a session and a journal.
/// </summary>
internal sealed class FixPositionBenchmark : IBenchmark
{
    private const int Batch = 128;
    private const int Batches = 8;
    private const int MessageBytesMax = 512;

    public string Group => "fix";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        FillLoadSize size = new(run.Size(100_000, 500), Symbols: run.Size(100, 5));
        int perRound = (run.Size(200_000, Batch) + Batch - 1) / Batch * Batch;
        run.Progress(FormattableString.Invariant($"fix: {size.Orders} orders, {run.Rounds} rounds of {perRound}"));
        using CoreRun core = new(size);
        core.EnterOrders();
        core.Reserve(perRound * ((2 * run.Rounds) + 2));
        Reader reader = new(core.Load.Now);
        Lines lines = new(core.Load);
        Measured alone = new();
        Measured together = new();
        Read(core, reader, lines, perRound, new Measured(), reader.OneThread);
        Read(core, reader, lines, perRound, new Measured(), reader.TwoThreads);
        for (int round = 0; round < run.Rounds; round++)
        {
            Read(core, reader, lines, perRound, alone, reader.OneThread);
            Read(core, reader, lines, perRound, together, reader.TwoThreads);
        }

        core.Hash();
        yield return new Figure("fix.bytes_to_position", together.Rate, "messages/s")
        {
            Floors = [Bound.AtLeast(1_000_000)],
            Goals = [Bound.AtLeast(2_000_000)],
        };
        yield return new Figure("fix.bytes_to_position_one_thread", alone.Rate, "messages/s")
        {
            AllocatedBytesPerOp = alone.AllocatedBytes / (double)perRound,
        };
    }

    private static void Read(
        CoreRun core, Reader reader, Lines lines, int messages, Measured measured, Action<CoreRun, Lines, int> read)
    {
        lines.Make(messages);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        read(core, lines, messages);
        core.CatchUp();
        measured.Add(
            messages / Stopwatch.GetElapsedTime(start).TotalSeconds,
            GC.GetAllocatedBytesForCurrentThread() - before);
        reader.Now = core.Load.Now;
    }

    private sealed class Measured
    {
        /// <summary>The best round's, messages a second.</summary>
        public double Rate { get; private set; }

        /// <summary>By the calling thread in the last round.</summary>
        public long AllocatedBytes { get; private set; }

        public void Add(double rate, long allocated) => (Rate, AllocatedBytes) = (Math.Max(Rate, rate), allocated);
    }

    // As FixInbound and VenueInlet do, for many reports at once.
    private sealed class Reader(UtcNanos now)
    {
        private readonly FixReportMapper mapper = new(new VenueId(1), FillLoad.Venue);
        private readonly FixFieldIndex index = new();
        private readonly Input[] batch = new Input[Batch];
        private readonly BlockingCollection<Input[]> free =
            [.. Enumerable.Range(0, Batches).Select(_ => new Input[Batch])];
        private readonly BlockingCollection<Input[]> full = [];
        private VenueReport report;

        public UtcNanos Now { get; set; } = now;

        public void OneThread(CoreRun core, Lines lines, int messages)
        {
            for (int done = 0; done < messages; done += Batch)
            {
                Fill(batch, lines, done);
                core.Decide(batch, Now);
            }
        }

        public void TwoThreads(CoreRun core, Lines lines, int messages)
        {
            Thread session = new(() =>
            {
                for (int done = 0; done < messages; done += Batch)
                {
                    Input[] next = free.Take();
                    Fill(next, lines, done);
                    full.Add(next);
                }
            });
            session.Start();
            for (int done = 0; done < messages; done += Batch)
            {
                Input[] next = full.Take();
                core.Decide(next, Now);
                free.Add(next);
            }

            session.Join();
        }

        private void Fill(Input[] into, Lines lines, int from)
        {
            for (int i = 0; i < Batch; i++)
            {
                if (!FixParser.Parse(lines.Of(from + i), index, out FixMessage message).IsOk)
                    throw new InvalidOperationException("the benchmark's own messages must be good");
                mapper.Map(in message, Now, ref report);
                VenueInputs.Fill(ref into[i], in report, FillLoad.Source, FillLoad.Venue);
            }
        }
    }

    // The load's reports as a venue writes them, one after the other in one buffer.
    private sealed class Lines(FillLoad load)
    {
        private byte[] bytes = [];
        private int[] starts = [0];

        public ReadOnlySpan<byte> Of(int n) => bytes.AsSpan(starts[n], starts[n + 1] - starts[n]);

        public void Make(int count)
        {
            if (starts.Length <= count)
            {
                starts = new int[count + 1];
                bytes = new byte[count * MessageBytesMax];
            }

            Input slot = default;
            for (int n = 0; n < count; n++)
            {
                load.Next(ref slot);
                starts[n + 1] = starts[n] + Write(bytes.AsSpan(starts[n], MessageBytesMax), ref slot.Report);
            }

        }

        private static int Write(Span<byte> target, ref ExecutionReport report)
        {
            FixMessageWriter writer = new(target, "FIX.4.4"u8, MsgTypes.ExecutionReport);
            writer.Append(Tags.SenderCompID, "VENUE"u8);
            writer.Append(Tags.TargetCompID, "CLIENT"u8);
            writer.AppendInt(Tags.MsgSeqNum, report.VenueSeq);
            writer.AppendUtcTimestamp(Tags.SendingTime, report.TransactTime.Value);
            if (report.PossDup) writer.AppendBoolean(Tags.PossDupFlag, true);
            writer.Append(Tags.OrderID, report.OrderId.Text.ToString());
            writer.Append(Tags.ClOrdID, report.ClOrdId.Text.ToString());
            writer.Append(Tags.ExecID, report.ExecId.Text.ToString());
            writer.AppendChar(Tags.ExecType, (byte)'F');
            writer.AppendChar(Tags.OrdStatus, (byte)'1');
            writer.Append(Tags.Account, report.AccountName!);
            writer.Append(Tags.Symbol, report.SymbolName!);
            writer.AppendChar(Tags.Side, report.Side == Side.Buy ? (byte)'1' : (byte)'2');
            writer.AppendDecimal(Tags.OrderQty, report.OrderQty!.Value.Value);
            writer.AppendChar(Tags.OrdType, (byte)'2');
            writer.AppendDecimal(Tags.Price, report.Price!.Value.Value);
            writer.AppendChar(Tags.TimeInForce, (byte)'1');
            writer.AppendDecimal(Tags.LastQty, report.LastQty!.Value.Value);
            writer.AppendDecimal(Tags.LastPx, report.LastPx!.Value.Value);
            writer.AppendDecimal(Tags.CumQty, report.CumQty!.Value.Value);
            writer.AppendDecimal(Tags.LeavesQty, report.LeavesQty!.Value.Value);
            writer.AppendDecimal(Tags.AvgPx, 0);
            writer.AppendUtcTimestamp(Tags.TransactTime, report.TransactTime.Value, FixTimePrecision.Nanoseconds);
            if (!writer.TryFinish(out int length))
                throw new InvalidOperationException($"{writer.Error} at tag {writer.ErrorTag}");
            return length;
        }
    }
}
