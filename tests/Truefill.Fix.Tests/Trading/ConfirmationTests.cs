using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Venues;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Fix.Tests.Trading;

/// <summary>Two sessions of ours over loopback: what the sink does not hold, the venue is not told to forget.</summary>
public sealed class ConfirmationTests : IDisposable
{
    private const int Reports = 5;

    private readonly string folder = Directory.CreateTempSubdirectory("fix-confirm").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_the_sink_holds_is_not_asked_for_again()
    {
        await RunUntilAllHaveCome(new Sink(holds: true));

        Assert.True(NextInbound() > Reports, "the reports are confirmed");
    }

    [Fact]
    public async Task What_the_sink_does_not_hold_comes_again_after_a_restart()
    {
        using MemoryMessageStore venueStore = new(1);
        await RunUntilAllHaveCome(new Sink(holds: false), venueStore);
        Assert.True(NextInbound() <= 2, "no report is confirmed");

        Sink again = new(holds: true);
        await RunUntilAllHaveCome(again, venueStore, sends: false);

        Assert.Equal(
            ["E1", "E2", "E3", "E4", "E5"],
            again.Posted.Where(report => report.Kind == VenueReportKind.ExecutionReport)
                .Select(report => report.ExecutionReport.ExecId.ToString()));
        Assert.All(
            again.Posted.Where(report => report.Kind == VenueReportKind.ExecutionReport),
            report => Assert.True(report.ExecutionReport.PossDup));
    }

    [Fact]
    public void What_cannot_leave_is_told_as_not_sent()
    {
        FixVenue venue = new(Settings(1));
        VenueCommand command = new(
            VenueCommandKind.New, default, ClOrdId.FromTrusted("T1-1"), default, default, "", "IBM",
            new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(1)), Qty.Zero);

        NotSentException thrown = Assert.Throws<NotSentException>(() => venue.Send(in command));

        Assert.Equal("FIX1: the session is not logged on", thrown.Message);
    }

    private async Task RunUntilAllHaveCome(Sink sink, IMessageStore? store = null, bool sends = true)
    {
        using MemoryMessageStore own = new(1);
        FixSessionOptions options = new()
        {
            Role = FixRole.Acceptor,
            Version = FixVersion.Fix44,
            SenderCompId = "V",
            TargetCompId = "C",
        };
        FixSession session = new(options, store ?? own, new Reporter(sends ? Reports : 0));
        using FixAcceptor acceptor = new(new IPEndPoint(IPAddress.Loopback, 0), [session]);
        acceptor.Start();
        using CancellationTokenSource stop = new();
        FixVenue venue = new(Settings(acceptor.Endpoint.Port));
        Task running = venue.RunAsync(sink, stop.Token);
        await Eventually.Holds(
            () => sink.Posted.Count(report => report.Kind == VenueReportKind.ExecutionReport) == Reports,
            "all reports have come");

        // A tick of the session writes down what was confirmed. Where nothing is, a wrong confirmation has its time.
        if (sink.Holds)
        {
            await Eventually.Holds(
                () => FileMessageStore.Look(folder, "session") is { } next && next.Inbound > Reports,
                "the reports are confirmed");
        }
        else
        {
            await Task.Delay(500);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private int NextInbound()
    {
        using FileMessageStore store = FileMessageStore.Open(folder, "session", 1);
        return store.NextInbound;
    }

    private FixVenueSettings Settings(int port) => new()
    {
        VenueId = "FIX1",
        Host = "127.0.0.1",
        Port = port,
        StoreFolder = folder,
        Session = new FixSessionOptions
        {
            Role = FixRole.Initiator,
            Version = FixVersion.Fix44,
            SenderCompId = "C",
            TargetCompId = "V",
        },
    };

    private sealed class Reporter(int reports) : IFixApplication
    {
        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery) => FixVerdict.Accepted;

        public void OnLoggedOn(FixSession session)
        {
            long now = FixNanos.Of(DateTimeOffset.UtcNow);
            for (int n = 1; n <= reports; n++)
            {
                FixMessageWriter writer = session.Begin(MsgTypes.ExecutionReport, now);
                writer.Append(Tags.OrderID, "V1");
                writer.Append(Tags.ClOrdID, "T1-1");
                writer.Append(Tags.ExecID, $"E{n}");
                writer.Append(Tags.ExecType, "F");
                writer.Append(Tags.OrdStatus, "1");
                writer.Append(Tags.Symbol, "IBM");
                writer.Append(Tags.Side, "1");
                writer.Append(Tags.LastQty, "1");
                writer.Append(Tags.LastPx, "10");
                writer.AppendInt(Tags.CumQty, n);
                writer.Append(Tags.LeavesQty, "1");
                writer.Append(Tags.AvgPx, "10");
                Assert.True(session.Send(ref writer, now).IsOk);
            }
        }
    }

    private sealed class Sink(bool holds) : IVenueSink
    {
        public bool Holds => holds;

        public ConcurrentQueue<VenueReport> Posted { get; } = new();

        public void Post(in VenueReport report) => Posted.Enqueue(report);

        public void Post(in VenueReport report, Action held)
        {
            Posted.Enqueue(report);
            if (holds) held();
        }
    }
}
