using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Venues;
using Truefill.Domain.Venues.Commands;

namespace Truefill.Domain.Tests.Venues;

public sealed class TradingOpensTests
{
    [Fact]
    public void Trading_opens_only_when_every_question_has_a_complete_answer()
    {
        VenueRig rig = new(compares: true);
        Assert.Equal(TradingState.Reconciling, rig.Session.Trading);
        Assert.Equal([QueryKind.OpenOrders, QueryKind.Executions], rig.Asked.Select(asked => asked.Kind));
        rig.Answer(rig.Asked[0], AnswerStatus.Complete);
        Assert.Equal(TradingState.Reconciling, rig.Session.Trading);
        rig.Answer(rig.Asked[1], AnswerStatus.Complete);
        Assert.Equal(TradingState.Open, rig.Session.Trading);
    }

    [Theory]
    [InlineData(AnswerStatus.Failed)]
    [InlineData(AnswerStatus.Partial)]
    public void Answer_that_is_not_complete_opens_nothing_and_is_asked_for_again(AnswerStatus status)
    {
        VenueRig rig = new(compares: true);
        rig.AnswerAll(status);
        Assert.Equal(TradingState.Reconciling, rig.Session.Trading);
        rig.Pass(4);
        Assert.Equal(4, rig.Asked.Count);
        rig.AnswerAll();
        Assert.Equal(TradingState.Open, rig.Session.Trading);
    }

    [Fact]
    public void Orders_wait_until_trading_opens_and_then_go_out()
    {
        VenueRig rig = new(compares: true);
        Order order = rig.Submit();
        Assert.Equal(HoldReason.TradingNotOpen, Assert.Single(rig.OrderRig.Facts.OfType<OrderHeld>()).Reason);
        rig.AnswerAll();
        Assert.False(order.IsHeld);
        Assert.Single(rig.OrderRig.Facts.OfType<OrderSubmitted>());
    }

    [Fact]
    public void Order_in_the_venues_list_that_nobody_here_entered_is_adopted()
    {
        VenueRig rig = new(compares: true);
        ExecutionReport foreign = new()
        {
            Venue = rig.OrderRig.Venue,
            ExecType = ExecType.OrderStatus,
            ClOrdId = OrderRig.Id("BOT-7"),
            OrderId = Domain.Names.OrderId.FromTrusted("V99"),
            OrdStatus = OrdStatus.New,
            Side = Side.Sell,
            SymbolName = "IBM",
            AccountName = "ACC1",
            OrderQty = OrderRig.Q(30),
            TransactTime = rig.OrderRig.Deciding.Now,
        };
        rig.Answer(rig.Asked[0], AnswerStatus.Complete, foreign);
        Order adopted = Assert.Single(rig.Books.Orders.Open);
        Assert.Equal(OrderOrigin.Adopted, adopted.Origin);
        Assert.Equal(OrdStatus.New, adopted.OrdStatus);
        Assert.Equal("@manual", rig.Books.Names.Of(adopted.Strategy));
    }

    [Fact]
    public void Order_of_ours_that_a_complete_list_lacks_is_asked_about_and_not_taken_for_canceled()
    {
        VenueRig rig = new(compares: true);
        rig.AnswerAll();
        Order order = rig.OrderRig.Place();
        rig.Venues.Closed(rig.OrderRig.Venue, "the line dropped");
        rig.OrderRig.Tick();
        rig.Venues.Opened(rig.OrderRig.Venue);
        rig.AnswerAll();
        Assert.True(order.IsOpen);
        VenueAsked asked = rig.Asked[^1];
        Assert.Equal((QueryKind.Order, order.Handle), (asked.Kind, asked.Order));
    }

    [Fact]
    public void Held_venue_opens_only_by_a_person_with_a_reason()
    {
        VenueRig rig = new();
        rig.Venues.Hold(new HoldTrading(OrderRig.VenueName, "ann", "odd prices"));
        Order order = rig.Submit();
        Assert.True(order.IsHeld);
        Assert.Equal(
            DenyReason.MalformedRequest, rig.Venues.Resume(new ResumeTrading(OrderRig.VenueName, "", "looks fine")));
        Assert.Equal(DenyReason.None, rig.Venues.Resume(new ResumeTrading(OrderRig.VenueName, "ann", "looks fine")));
        Assert.False(order.IsHeld);
        Assert.Equal(DenyReason.NotHeld, rig.Venues.Resume(new ResumeTrading(OrderRig.VenueName, "ann", "again")));
    }

    [Fact]
    public void Hold_of_a_venue_outlives_its_session()
    {
        VenueRig rig = new();
        rig.Venues.Hold(new HoldTrading(OrderRig.VenueName, "ann", "odd prices"));
        rig.Venues.Closed(rig.OrderRig.Venue, "the line dropped");
        rig.Venues.Opened(rig.OrderRig.Venue);
        Assert.Equal(TradingState.Held, rig.Session.Trading);
    }

    [Fact]
    public void Held_venue_is_compared_all_the_same_and_opens_only_by_a_person()
    {
        VenueRig rig = new(compares: true);
        rig.AnswerAll();
        rig.Venues.Hold(new HoldTrading(OrderRig.VenueName, "ann", "odd prices"));
        rig.Venues.Closed(rig.OrderRig.Venue, "the line dropped");
        int before = rig.Asked.Count;
        rig.Venues.Opened(rig.OrderRig.Venue);
        rig.Pass(1);
        Assert.Equal([QueryKind.OpenOrders, QueryKind.Executions], rig.Asked.Skip(before).Select(asked => asked.Kind));
        rig.AnswerAll(AnswerStatus.Failed);
        rig.Pass(4);
        Assert.Equal(before + 4, rig.Asked.Count);
        rig.AnswerAll();
        rig.Pass(600);
        Assert.Equal(before + 4, rig.Asked.Count);
        Assert.Equal(TradingState.Held, rig.Session.Trading);
        Assert.Equal(DenyReason.None, rig.Venues.Resume(new ResumeTrading(OrderRig.VenueName, "ann", "looks fine")));
        Assert.Equal(TradingState.Open, rig.Session.Trading);
    }

    [Fact]
    public void Person_who_ends_a_hold_while_the_venue_is_compared_waits_for_that_and_the_second_time_does_not()
    {
        foreach (bool insists in new[] { false, true })
        {
            VenueRig rig = new(compares: true);
            rig.Venues.Hold(new HoldTrading(OrderRig.VenueName, "ann", "odd prices"));
            Order order = rig.Submit();
            ResumeTrading resume = new(OrderRig.VenueName, "ann", "looks fine");
            Assert.Equal(DenyReason.None, rig.Venues.Resume(resume));
            Assert.Equal(TradingState.Reconciling, rig.Session.Trading);
            Assert.True(order.IsHeld);
            if (insists) Assert.Equal(DenyReason.None, rig.Venues.Resume(resume));
            else rig.AnswerAll();
            Assert.Equal(TradingState.Open, rig.Session.Trading);
            Assert.False(order.IsHeld);
        }
    }

    [Fact]
    public void Order_type_that_the_venue_does_not_claim_is_refused()
    {
        VenueRig rig = new(VenueRig.Everything & ~VenueCapabilities.ImmediateOrCancel);
        DenyReason reason = rig.OrderRig.New(OrderRig.Request() with
        {
            Terms = OrderRig.Limit(100) with { TimeInForce = TimeInForce.ImmediateOrCancel },
        });
        Assert.Equal(DenyReason.NotOfferedByVenue, reason);
    }
}
