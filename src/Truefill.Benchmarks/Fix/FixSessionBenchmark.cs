using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Truefill.Fix;

namespace Truefill.Benchmarks.Fix;

/// <summary>
/// Two FIX sessions over loopback, each with its own thread and store: order to report and back, one at a time for the
/// latency, many at a time for the rate. Beside the latency, a bare socket that sends as many bytes back and forth.
/// </summary>
internal sealed class FixSessionBenchmark : IBenchmark
{
    private const int WarmUp = 5_000;

    public string Group => "fix";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        var pings = run.Size(20_000, 200);
        foreach (var wait in new[] { FixWait.Block, FixWait.Spin })
        {
            using var link = new Link(wait);
            var (median, high) = link.Latency(pings);
            var name = wait == FixWait.Block ? "fix.session_block" : "fix.session_spin";
            yield return new Figure(name + "_p50", median, "us, order to report")
            {
                Reference = "blocking ping-pong of a bare socket, median",
                ReferenceValue = RawPingPong(pings),
            };
            yield return new Figure(name + "_p99", high, "us, order to report");
        }

        using var stored = new Link(FixWait.Block);
        yield return new Figure("fix.session_pairs", stored.Rate(run.Size(200_000, 2000)), "pairs/s, file store");
    }

    private static double RawPingPong(int pings)
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
        for (var i = -WarmUp; i < pings; i++)
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
        private readonly string _folder = Directory.CreateTempSubdirectory("fix-bench").FullName;
        private readonly FileMessageStore _clientStore;
        private readonly FileMessageStore _venueStore;
        private readonly FixAcceptor _acceptor;
        private readonly FixInitiator _initiator;
        private readonly Client _client = new();

        public Link(FixWait wait)
        {
            var now = FixNanos.Of(DateTimeOffset.UtcNow);
            var options = new FixSessionOptions
            {
                Role = FixRole.Acceptor,
                Version = FixVersion.Fix44,
                SenderCompId = "VENUE",
                TargetCompId = "CLIENT",
            };
            var transport = new FixTransportOptions { Wait = wait };
            _venueStore = FileMessageStore.Open(_folder, "venue", now);
            _clientStore = FileMessageStore.Open(_folder, "client", now);
            _acceptor = new FixAcceptor(
                new IPEndPoint(IPAddress.Loopback, 0), [new FixSession(options, _venueStore, new Venue())], transport);
            _acceptor.Start();
            var ours = options with { Role = FixRole.Initiator, SenderCompId = "CLIENT", TargetCompId = "VENUE" };
            _initiator = new FixInitiator(
                new FixSession(ours, _clientStore, _client), "127.0.0.1", _acceptor.Endpoint.Port, transport);
            _initiator.Start();
            if (!SpinWait.SpinUntil(() => _initiator.Connection.IsLoggedOn, 10_000))
                throw new InvalidOperationException("no logon within ten seconds");
        }

        /// <summary>From the call that sends an order to the call that gets its report, in microseconds.</summary>
        public (double Median, double High) Latency(int pings)
        {
            var times = new double[pings];
            // The thread that gets a report sends the next order: no hand-over between threads is measured.
            _client.Start(_initiator.Connection, pings + WarmUp, inFlight: 1, (n, nanos) =>
            {
                if (n >= WarmUp) times[n - WarmUp] = nanos / 1000;
            });
            Array.Sort(times);
            return (times[pings / 2], times[pings * 99 / 100]);
        }

        public double Rate(int pairs)
        {
            _client.Start(_initiator.Connection, WarmUp, inFlight: 100, (_, _) => { });
            var start = Stopwatch.GetTimestamp();
            _client.Start(_initiator.Connection, pairs, inFlight: 100, (_, _) => { });
            return pairs / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        public void Dispose()
        {
            _initiator.Dispose();
            _acceptor.Dispose();
            _client.Dispose();
            _clientStore.Dispose();
            _venueStore.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private sealed class Client : IFixApplication, IDisposable
    {
        private readonly ManualResetEventSlim _done = new();
        private Action<int, double> _took = (_, _) => { };
        private long _sentAt;
        private int _total;
        private int _sent;
        private int _received;

        public void Start(FixConnection connection, int total, int inFlight, Action<int, double> took)
        {
            _took = took;
            _total = total;
            _sent = Math.Min(inFlight, total);
            _received = 0;
            _done.Reset();
            _sentAt = Stopwatch.GetTimestamp();
            for (var i = 0; i < Math.Min(inFlight, total); i++)
                connection.Send(MsgTypes.NewOrderSingle, i, static (ref writer, n) => Order(ref writer, n));
            if (!_done.Wait(120_000))
                throw new InvalidOperationException($"{_received} of {total} reports within two minutes");
        }

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            var now = Stopwatch.GetTimestamp();
            _took(_received, Stopwatch.GetElapsedTime(_sentAt, now).TotalNanoseconds);
            _received++;
            if (_sent < _total)
            {
                _sent++;
                _sentAt = Stopwatch.GetTimestamp();
                var writer = session.Begin(MsgTypes.NewOrderSingle, delivery.ReceivedAt);
                Order(ref writer, _sent);
                session.Send(ref writer, delivery.ReceivedAt);
            }

            if (_received == _total) _done.Set();
            return FixVerdict.Accepted;
        }

        public void Dispose() => _done.Dispose();

        private static void Order(ref FixMessageWriter writer, int n)
        {
            writer.AppendInt(Tags.ClOrdID, 10_000_000 + n);
            writer.Append(Tags.Account, "ACCT42"u8);
            writer.Append(Tags.Symbol, "MSFT"u8);
            writer.AppendChar(Tags.Side, (byte)'1');
            writer.AppendInt(Tags.OrderQty, 100);
            writer.AppendChar(Tags.OrdType, (byte)'2');
            writer.AppendDecimal(Tags.Price, 412.25m);
            writer.AppendUtcTimestamp(Tags.TransactTime, 1_795_200_499_279_000_000);
        }
    }

    private sealed class Venue : IFixApplication
    {
        private int _executions;

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            var order = delivery.Message;
            order.TryGet(Tags.ClOrdID, out var id);
            order.TryGetDecimal(Tags.OrderQty, out var quantity);
            order.TryGetDecimal(Tags.Price, out var price);
            var writer = session.Begin(MsgTypes.ExecutionReport, delivery.ReceivedAt);
            writer.AppendInt(Tags.OrderID, ++_executions);
            writer.Append(Tags.ClOrdID, id);
            writer.AppendInt(Tags.ExecID, _executions);
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
