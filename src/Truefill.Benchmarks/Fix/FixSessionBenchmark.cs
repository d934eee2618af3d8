using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Truefill.Benchmarks.Journal;
using Truefill.Fix;

namespace Truefill.Benchmarks.Fix;

/// <summary>
/// Two FIX sessions over loopback, each with its own thread and store: order to report and back, one at a time for the
/// latency, many at a time for the rate. Beside them QuickFIX in C++ doing the same, and a bare socket that sends as
/// many bytes back and forth.
/// </summary>
internal sealed class FixSessionBenchmark : IBenchmark
{

    public string Group => "fix";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        var pings = run.Size(20_000, 200);
        var pairs = run.Size(200_000, 2000);
        var warmUp = run.Size(5_000, 100);
        var quick = QuickFixReference.Sessions(run, pings, pairs);
        using (var link = new Link(run, FixWait.Block))
        {
            var (median, high) = link.Latency(pings, warmUp);
            yield return new Figure("fix.session_block_p50", median, "us, order to report")
            {
                Reference = "blocking ping-pong of a bare socket, median",
                ReferenceValue = RawPingPong(pings, warmUp),
                Floors = [Bound.RatioAtMost(1.3)],
            };
            yield return new Figure("fix.session_block_p99", high, "us, order to report");
            yield return Beside(
                "fix.session_block_quickfix", median, "us, order to report", quick, "latency",
                "two sessions with file stores, median");
        }

        using (var link = new Link(run, FixWait.Spin))
        {
            var (median, high) = link.Latency(pings, warmUp);
            yield return Beside(
                "fix.session_spin_p50", median, "us, order to report", quick, "latency",
                "two sessions with file stores, median") with
            {
                Floors = [Bound.AtMost(20)],
                Goals = [Bound.AtMost(12)],
            };
            yield return new Figure("fix.session_spin_p99", high, "us, order to report");
        }

        using (var synced = new Link(run, FixWait.Block, FixStoreSync.EveryFlush))
        {
            var (median, _) = synced.Latency(run.Size(2000, 20), run.Size(200, 20));
            yield return new Figure("fix.session_sync_p50", median, "us, report synced before it leaves")
            {
                Reference = "pwrite of 512 B and fdatasync, median",
                ReferenceValue = BareSync(run),
                Floors = [Bound.AtMost(160)],
                Goals = [Bound.AtMost(115)],
            };
        }

        using var stored = new Link(run, FixWait.Block);
        yield return Beside(
            "fix.session_pairs", stored.Rate(pairs, warmUp), "pairs/s, file store", quick, "pairs",
            "the same, 100 in flight, file stores") with
        {
            Floors = [Bound.AtLeast(120_000)],
            Goals = [Bound.AtLeast(300_000)],
        };
    }

    private static Figure Beside(
        string name, double ours, string unit, IReadOnlyDictionary<string, double> quick, string key, string what) =>
        new(name, ours, unit)
        {
            Reference = QuickFixReference.Describe(what),
            ReferenceValue = quick.TryGetValue(key, out var theirs) ? theirs : null,
        };

    private static double BareSync(BenchmarkRun run)
    {
        using var sync = new SyncReference(run);
        List<long> ticks = [];
        sync.Measure(run.Size(1000, 20), ticks);
        return Percentiles.Us([.. ticks], 50);
    }

    private static double RawPingPong(int pings, int warmUp)
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        using var near = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.Connect(listener.LocalEndPoint!);
        using var far = listener.Accept();
        far.NoDelay = true;
        var echo = new Thread(() =>
        {
            var bytes = new byte[1024];
            while (far.Receive(bytes) is var read and > 0) far.Send(bytes, read, SocketFlags.None);
        });
        echo.Start();
        var message = new byte[180];
        var times = new double[pings];
        for (var i = -warmUp; i < pings; i++)
        {
            var start = Stopwatch.GetTimestamp();
            near.Send(message);
            for (var left = message.Length; left > 0;) left -= near.Receive(message);
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        near.Shutdown(SocketShutdown.Both);
        echo.Join();
        Array.Sort(times);
        return times[pings / 2];
    }

    /// <summary>A client and a venue that answers each order with one report.</summary>
    private sealed class Link : IDisposable
    {
        private readonly TemporaryDirectory directory;
        private readonly FileMessageStore clientStore;
        private readonly FileMessageStore venueStore;
        private readonly FixAcceptor acceptor;
        private readonly FixInitiator initiator;
        private readonly OneByOneClient client = new();

        public Link(BenchmarkRun run, FixWait wait, FixStoreSync venueSync = FixStoreSync.Ranges)
        {
            var now = FixNanos.Of(DateTimeOffset.UtcNow);
            directory = run.NewDirectory();
            var folder = directory.DirectoryPath;
            var options = new FixSessionOptions
            {
                Role = FixRole.Acceptor,
                Version = FixVersion.Fix44,
                SenderCompId = "VENUE",
                TargetCompId = "CLIENT",
            };
            var transport = new FixTransportOptions { Wait = wait };
            venueStore = FileMessageStore.Open(
                folder, "venue", now, new FileStoreOptions { Sync = venueSync });
            clientStore = FileMessageStore.Open(folder, "client", now);
            acceptor = new FixAcceptor(
                new IPEndPoint(IPAddress.Loopback, 0), [new FixSession(options, venueStore, new Venue())], transport);
            acceptor.Start();
            var ours = options with { Role = FixRole.Initiator, SenderCompId = "CLIENT", TargetCompId = "VENUE" };
            initiator = new FixInitiator(
                new FixSession(ours, clientStore, client), "127.0.0.1", acceptor.Endpoint.Port, transport);
            initiator.Start();
            if (!SpinWait.SpinUntil(() => initiator.Connection.IsLoggedOn, 10_000))
                throw new InvalidOperationException("no logon within ten seconds");
        }

        /// <summary>From the call that sends an order to the call that gets its report, in microseconds.</summary>
        public (double Median, double High) Latency(int pings, int warmUp) =>
            client.Latency(initiator.Connection, pings, warmUp);

        public double Rate(int pairs, int warmUp)
        {
            client.Start(initiator.Connection, warmUp, inFlight: 100, (_, _) => { });
            var start = Stopwatch.GetTimestamp();
            client.Start(initiator.Connection, pairs, inFlight: 100, (_, _) => { });
            return pairs / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        public void Dispose()
        {
            initiator.Dispose();
            acceptor.Dispose();
            client.Dispose();
            clientStore.Dispose();
            venueStore.Dispose();
            directory.Dispose();
        }
    }

    private sealed class Venue : IFixApplication
    {
        private int executions;

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            var order = delivery.Message;
            order.TryGet(Tags.ClOrdID, out var id);
            order.TryGetDecimal(Tags.OrderQty, out var quantity);
            order.TryGetDecimal(Tags.Price, out var price);
            var writer = session.Begin(MsgTypes.ExecutionReport, delivery.ReceivedAt);
            writer.AppendInt(Tags.OrderID, ++executions);
            writer.Append(Tags.ClOrdID, id);
            writer.AppendInt(Tags.ExecID, executions);
            writer.AppendChar(Tags.ExecType, (byte)'F');
            writer.AppendChar(Tags.OrdStatus, (byte)'2');
            writer.Append(Tags.Symbol, "MSFT"u8);
            writer.AppendChar(Tags.Side, (byte)'1');
            writer.AppendDecimal(Tags.LastQty, quantity);
            writer.AppendDecimal(Tags.LastPx, price);
            writer.AppendDecimal(Tags.CumQty, quantity);
            writer.AppendInt(Tags.LeavesQty, 0);
            writer.AppendDecimal(Tags.AvgPx, price);
            session.Send(ref writer, delivery.ReceivedAt);
            return FixVerdict.Accepted;
        }
    }
}
