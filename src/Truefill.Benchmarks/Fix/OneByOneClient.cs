using System;
using System.Diagnostics;
using System.Threading;
using Truefill.Fix;

namespace Truefill.Benchmarks.Fix;

/// <summary>A client that sends an order for each report that it gets, on the thread that it gets it on.</summary>
internal sealed class OneByOneClient : IFixApplication, IDisposable
{
    public const string Account = "ACCT42";

    private readonly ManualResetEventSlim done = new();
    private Action<int, double> took = (_, _) => { };
    private long sentAt;
    private int total;
    private int sent;
    private int received;

    /// <summary>From the call that sends an order to the call that gets its report, in microseconds.</summary>
    public (double Median, double High) Latency(FixConnection connection, int pings, int warmUp)
    {
        var times = new double[pings];
        // The thread that gets a report sends the next order: no hand-over between threads is measured.
        Start(connection, pings + warmUp, inFlight: 1, (n, nanos) =>
        {
            if (n >= warmUp) times[n - warmUp] = nanos / 1000;
        });
        Array.Sort(times);
        return (times[pings / 2], times[pings * 99 / 100]);
    }

    public void Start(FixConnection connection, int total, int inFlight, Action<int, double> took)
    {
        this.took = took;
        this.total = total;
        sent = Math.Min(inFlight, total);
        received = 0;
        done.Reset();
        sentAt = Stopwatch.GetTimestamp();
        for (var i = 0; i < Math.Min(inFlight, total); i++)
            connection.Send(MsgTypes.NewOrderSingle, i, static (ref writer, n) => Order(ref writer, n));
        if (!done.Wait(120_000))
            throw new InvalidOperationException($"{received} of {total} reports within two minutes");
    }

    public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
    {
        var now = Stopwatch.GetTimestamp();
        took(received, Stopwatch.GetElapsedTime(sentAt, now).TotalNanoseconds);
        received++;
        if (sent < total)
        {
            sent++;
            sentAt = Stopwatch.GetTimestamp();
            var writer = session.Begin(MsgTypes.NewOrderSingle, delivery.ReceivedAt);
            Order(ref writer, sent);
            session.Send(ref writer, delivery.ReceivedAt);
        }

        if (received == total) done.Set();
        return FixVerdict.Accepted;
    }

    public void Dispose() => done.Dispose();

    private static void Order(ref FixMessageWriter writer, int n)
    {
        writer.AppendInt(Tags.ClOrdID, 10_000_000 + n);
        writer.Append(Tags.Account, Account);
        writer.Append(Tags.Symbol, "MSFT"u8);
        writer.AppendChar(Tags.Side, (byte)'1');
        writer.AppendInt(Tags.OrderQty, 100);
        writer.AppendChar(Tags.OrdType, (byte)'2');
        writer.AppendDecimal(Tags.Price, 412.25m);
        writer.AppendUtcTimestamp(Tags.TransactTime, 1_795_200_499_279_000_000);
    }
}
