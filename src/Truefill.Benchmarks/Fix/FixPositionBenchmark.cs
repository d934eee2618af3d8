using System;
using System.Collections.Generic;
using System.Diagnostics;
using Truefill.Benchmarks.Core;
using Truefill.Benchmarks.Loads;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Server.Hosting;
using Truefill.Venues;
using Truefill.Venues.Fix;

namespace Truefill.Benchmarks.Fix;

/// <summary>
/// From the bytes of an ExecutionReport to the position it leads to, on one thread: parsed, mapped, decided, applied,
/// encoded and given to the replica. Without a session and a journal.
/// </summary>
internal sealed class FixPositionBenchmark : IBenchmark
{
    private const int Batch = 256;
    private const int MessageBytesMax = 512;

    public string Group => "fix";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        FillLoadSize size = new(run.Size(100_000, 500), Symbols: run.Size(100, 5));
        int perRound = (run.Size(200_000, Batch) + Batch - 1) / Batch * Batch;
        run.Progress(FormattableString.Invariant($"fix: {size.Orders} orders, {run.Rounds} rounds of {perRound}"));
        Practise();
        using CoreRun core = new(size);
        core.EnterOrders();
        core.Reserve(perRound * (run.Rounds + 1));
        LargePages.Gather();
        Reader reader = new(core);
        Lines lines = new(core.Load);
        reader.Read(lines, Math.Min(perRound, 50 * Batch));
        double best = 0;
        long allocated = 0;
        for (int round = 0; round < run.Rounds; round++)
        {
            lines.Make(perRound);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            reader.Read(lines, perRound);
            core.CatchUp();
            best = Math.Max(best, perRound / Stopwatch.GetElapsedTime(start).TotalSeconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        core.Hash();
        yield return new Figure("fix.bytes_to_position", best, "messages/s")
        {
            AllocatedBytesPerOp = allocated / (double)perRound,
            Floors = [Bound.AtLeast(1_000_000)],
            Goals = [Bound.AtLeast(2_000_000)],
        };
    }

    // The runtime compiles for what it sees first, and entering a hundred thousand orders is not what is measured.
    private static void Practise()
    {
        using CoreRun small = new(FillLoadSize.Practice);
        small.EnterOrders();
        Reader reader = new(small);
        Lines lines = new(small.Load);
        CoreRun.Practise(() =>
        {
            lines.Make(CoreRun.PracticeReports);
            reader.Read(lines, CoreRun.PracticeReports);
        });
    }

    // As FixInbound and VenueInlet do, for many reports at once.
    private sealed class Reader(CoreRun core)
    {
        private readonly FixReportMapper mapper = new(new VenueId(1), FillLoad.Venue);
        private readonly FixFieldIndex index = new();
        private readonly Input[] batch = new Input[Batch];

        public void Read(Lines lines, int messages)
        {
            if (lines.Count < messages) lines.Make(messages);
            VenueReport report = default;
            for (int done = 0; done < messages; done += Batch)
            {
                for (int i = 0; i < Batch; i++)
                {
                    if (!FixParser.Parse(lines.Of(done + i), index, out FixMessage message).IsOk)
                        throw new InvalidOperationException("the benchmark's own messages must be good");
                    mapper.Map(in message, core.Load.Now, ref report);
                    VenueInputs.Fill(ref batch[i], in report, FillLoad.Source, FillLoad.Venue);
                }

                core.Decide(batch, core.Load.Now);
            }
        }
    }

    // The load's reports as a venue writes them, one after the other in one buffer.
    private sealed class Lines(FillLoad load)
    {
        private byte[] bytes = [];
        private int[] starts = [0];

        public int Count { get; private set; }

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

            Count = count;
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
