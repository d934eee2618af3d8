using System;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Venues;
using Truefill.Fix;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Venues;

/// <summary>A venue with <c>positions: true</c> that holds what the books do not.</summary>
public sealed class FixPositionsTests : IDisposable
{
    private readonly HoldingVenue venue = new();
    private readonly FixVenueDay day;

    public FixPositionsTests() => day = new FixVenueDay(venue);

    public void Dispose() => day.Dispose();

    [Fact]
    public async Task What_a_venue_holds_and_the_books_do_not_is_a_break_once_a_second_list_shows_it_and_trading_opens()
    {
        using LiveLoop service = await day.Open("{ positions: true }");
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

    [Fact]
    public async Task A_venue_is_asked_about_its_own_name_of_an_account_and_what_it_lists_is_the_accounts()
    {
        HoldingVenue broker = new() { Account = "U123" };
        using FixVenueDay named = new(broker) { BrokerId = "U123" };
        using LiveLoop service = await named.Open("{ positions: true }");
        await Until(service, books => books.Reconciliation.Breaks.Any(), "a break opens");

        PositionBreak found = Assert.Single(service.Host.Read(r => r.Books.Reconciliation.Breaks.ToArray()));
        Assert.Equal("ACC1", service.Host.Read(r => r.Books.Names.Of(found.Latest.Account)));
        Assert.Equal("U123", broker.AskedFor);
    }

    private static Task Until(LiveLoop service, Func<Books, bool> condition, string what) =>
        Eventually.Holds(() => service.Host.Read(r => condition(r.Books)), what);

    /// <summary>Holds 500 IBM, whoever asks.</summary>
    private sealed class HoldingVenue : IFixApplication
    {
        public string Account { get; init; } = "ACC1";

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
            report.Append(Tags.Account, Account);
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
