using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Tests.Support;
using Truefill.Journal;
using Truefill.Server.Alerts;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Tests.Alerts;

/// <summary>What the books alone ask attention for, on an engine whose time the test moves.</summary>
public sealed class SignTests
{
    private const long Second = UtcNanos.PerSecond;

    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(5);

    private readonly EngineRig rig = new();

    public SignTests() => Step(InputKind.DefineVenue, new DefineVenue("V", ReadOnly: false));

    [Theory]
    [InlineData(1, 500)]
    [InlineData(25, 500)]
    [InlineData(100, 2_000)]
    [InlineData(3_600_000, 5_000)]
    public void A_look_that_takes_long_is_followed_by_a_longer_pause_which_is_bounded(int look, int pause) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(pause), AlertWatch.PauseAfter(TimeSpan.FromMilliseconds(look)));

    [Fact]
    public void A_venue_that_is_down_is_told_of_when_it_could_be_back_and_is_not()
    {
        Assert.Empty(Down(after: 14 * Second));
        Assert.Equal(["V"], Down(after: 16 * Second).Select(sign => sign.Subject));

        rig.Wait(3600 * Second);
        Step(InputKind.SessionOpened, new SessionChange("V"));
        rig.Wait(3600 * Second);
        Step(InputKind.SessionClosed, new SessionChange("V", "dropped"));
        Assert.Empty(Down(after: 14 * Second));
        Assert.Single(Down(after: 16 * Second));
    }

    [Fact]
    public void An_order_that_was_held_is_not_stalled_before_it_has_been_sent_for_long()
    {
        Order("HELD");
        rig.Wait(8 * 3600 * Second);
        Step(InputKind.SessionOpened, new SessionChange("V"));
        Assert.Empty(Orders(after: 4 * Second));
        Assert.Equal(["HELD waits for its first answer."], Orders(after: 6 * Second));
    }

    [Fact]
    public void A_cancel_that_the_venue_does_not_answer_is_stalled_from_when_it_was_asked_for()
    {
        Step(InputKind.SessionOpened, new SessionChange("V"));
        Order("WORKS");
        Accept("WORKS");
        rig.Wait(3600 * Second);
        Assert.Empty(Orders(after: 6 * Second));
        Step(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = ClOrdId.FromTrusted("WORKS"), Account = "ACC1" });
        Assert.Empty(Orders(after: 4 * Second));
        Assert.Equal(["the cancel of WORKS waits for its first answer."], Orders(after: 6 * Second));
    }

    [Fact]
    public void One_sign_says_of_how_many_orders_it_is()
    {
        Step(InputKind.SessionOpened, new SessionChange("V"));
        Order("A");
        Order("B");
        Order("C");
        Assert.Equal(["A waits for its first answer; 2 more likewise."], Orders(after: 6 * Second));
        Step(InputKind.SessionClosed, new SessionChange("V", "dropped"));
        Assert.Equal(["What became of A is not known; 2 more likewise."], Orders(after: 6 * Second));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_hold_that_the_end_of_the_last_run_left_is_critical(bool journal)
    {
        Exception failure = journal ? new JournalWriteException(5, "fdatasync", "1.seg") : new InvalidOperationException("a mistake");
        Step(InputKind.Start, new EngineStart(2, "test", "", FailureHold.Of(failure)));
        Assert.Equal(Severity.Critical, Held().Severity);
        Assert.StartsWith(journal ? "the journal failed" : "the engine broke", Held().Text, StringComparison.Ordinal);

        Step(InputKind.ResumeTrading, new ResumeTrading("", "ann", "compared"));
        Step(InputKind.HoldTrading, new HoldTrading("", "ann", "lunch"));
        Assert.Equal(Severity.Warning, Held().Severity);
    }

    private Sign Held() => Books(after: 0).Single(sign => sign.Kind == AlertKind.TradingHeld);

    private IEnumerable<Sign> Down(long after) => Books(after).Where(sign => sign.Kind == AlertKind.VenueDown);

    private List<Sign> Books(long after)
    {
        Replica replica = rig.Replay();
        return BookSigns.Read(replica, replica.At.AddNanos(after), hasSessions: true);
    }

    private string[] Orders(long after)
    {
        Replica replica = rig.Replay();
        return [.. OrderSigns.OfJournal(replica, replica.At.AddNanos(after), Stall).Select(sign => sign.Text)];
    }

    private void Accept(string id)
    {
        VenueId venue = new(1);
        rig.Step(new Input
        {
            Kind = InputKind.ExecutionReport,
            Source = "venue:V",
            Report = new ExecutionReport
            {
                Venue = venue,
                ExecType = ExecType.New,
                ClOrdId = rig.Books.Orders[rig.Books.Orders.Find(ClOrdId.FromTrusted(id)).Order].WireId,
                OrderId = OrderId.FromTrusted("O1"),
                ExecId = ExecId.FromTrusted("X1"),
            },
        });
    }

    private void Order(string id) => Step(InputKind.NewOrderSingle, new NewOrderSingle
    {
        ClOrdId = ClOrdId.FromTrusted(id),
        Symbol = "IBM",
        Account = "ACC1",
        Venue = "V",
        Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.GoodTillCancel, Qty.FromTrusted(1), Px.FromTrusted(10)),
    });

    private void Step(InputKind kind, object body) => rig.Step(new Input { Kind = kind, Body = body, Source = "test" });
}
