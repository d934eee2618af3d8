using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Venues;
using Truefill.Fix;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Venues;

/// <summary>A venue with <c>positions: true</c> that holds what the books do not.</summary>
public sealed class FixPositionsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fix-positions").FullName;
    private readonly HoldingVenue venue = new();
    private readonly FixAcceptor acceptor;

    public FixPositionsTests()
    {
        FixSessionOptions options = new()
        {
            Role = FixRole.Acceptor,
            Version = FixVersion.Fix44,
            SenderCompId = "VENUE",
            TargetCompId = "US",
        };
        acceptor = new FixAcceptor(
            new IPEndPoint(IPAddress.Loopback, 0),
            [new FixSession(options, new MemoryMessageStore(1), venue, null)],
            new FixTransportOptions(),
            null);
        acceptor.Start();
    }

    public void Dispose()
    {
        acceptor.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_a_venue_holds_and_the_books_do_not_is_a_break_once_a_second_list_shows_it_and_trading_opens()
    {
        using RunningService service = await Open();
        await Until(
            service,
            books => books.Sessions.TryGet(new VenueId(1)) is { Trading: TradingState.Open },
            "trading opens");
        await Until(service, books => books.Reconciliation.Breaks.Any(), "a break opens");

        PositionBreak found = Assert.Single(service.Host.Read(r => r.Books.Reconciliation.Breaks.ToArray()));
        Assert.Equal((BreakClass.PhantomPosition, BreakState.Open), (found.Latest.Class, found.State));
        Assert.Equal((0m, 500m), (found.Latest.Expected.Value, found.Latest.Found.Value));
        Assert.Equal(
            ("ACC1", "IBM"),
            service.Host.Read(r => (r.Books.Names.Of(found.Latest.Account), r.Books.Names.Of(found.Latest.Symbol))));
        Assert.Equal("ACC1", venue.AskedFor);
        Assert.True(venue.TimesAsked >= 2, "one list alone made a break");
    }

    private async Task<RunningService> Open()
    {
        ConfigurationResult read = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = $$"""
                mode: paper
                durability: os
                accounts: [ { id: ACC1, currency: USD } ]
                venues:
                  - id: FIX1
                    type: fix
                    environment: paper
                    host: 127.0.0.1
                    port: {{acceptor.Endpoint.Port}}
                    sender_comp_id: US
                    target_comp_id: VENUE
                    reconnect_delay: 100ms
                    accounts: [ACC1]
                    dialect: { positions: true }
                """,
        });
        Assert.Empty(read.Errors);
        string state = Path.Combine(folder, "state");
        StateDirectory.Init(state, "positions-test", Guid.NewGuid());
        return await RunningService.StartAsync(
            ServicePlanning.Of(read.Options!, state, folder) with
            {
                Urls = ["http://127.0.0.1:0"],
                SegmentBytes = 1 << 20,
                FollowEvents = false,
            },
            CancellationToken.None);
    }

    private static async Task Until(RunningService service, Func<Books, bool> condition, string what)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!service.Host.Read(r => condition(r.Books)))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "in vain: " + what);
            await Task.Delay(10);
        }
    }

    /// <summary>Holds 500 IBM, whoever asks.</summary>
    private sealed class HoldingVenue : IFixApplication
    {
        public string? AskedFor { get; private set; }

        public int TimesAsked { get; private set; }

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            FixMessage asked = delivery.Message;
            if (!asked.MsgType.SequenceEqual(MsgTypes.RequestForPositions)) return FixVerdict.Unsupported;
            AskedFor = asked.Text(Tags.Account);
            TimesAsked++;
            string id = asked.Text(Tags.PosReqID)!;
            FixMessageWriter ack = session.Begin(MsgTypes.RequestForPositionsAck, delivery.ReceivedAt);
            ack.Append(Tags.PosMaintRptID, "R0");
            ack.Append(Tags.PosReqID, id);
            ack.Append(Tags.TotalNumPosReports, "1");
            ack.Append(Tags.PosReqResult, "0");
            ack.Append(Tags.PosReqStatus, "0");
            session.Send(ref ack, delivery.ReceivedAt);
            FixMessageWriter report = session.Begin(MsgTypes.PositionReport, delivery.ReceivedAt);
            report.Append(Tags.PosMaintRptID, "R1");
            report.Append(Tags.PosReqID, id);
            report.Append(Tags.PosReqResult, "0");
            report.Append(Tags.Account, "ACC1");
            report.Append(Tags.Symbol, "IBM");
            report.Append(Tags.NoPositions, "1");
            report.Append(Tags.PosType, "TOT");
            report.Append(Tags.LongQty, "500");
            report.Append(Tags.ShortQty, "0");
            session.Send(ref report, delivery.ReceivedAt);
            return FixVerdict.Accepted;
        }
    }
}
