using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Venues;

public sealed class UnknownOutcomeTests
{
    [Fact]
    public void Session_loss_makes_an_unanswered_order_unknown_and_not_rejected()
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        rig.Venues.Closed(rig.OrderRig.Venue, "the line dropped");
        Assert.True(order.IsUnknown);
        Assert.True(order.IsOpen);
        Assert.Equal(OrdStatus.PendingNew, order.OrdStatus);
    }

    [Fact]
    public void Session_loss_leaves_an_accepted_order_as_it_is()
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        rig.OrderRig.Orders.Report(rig.StatusOf(order, OrdStatus.New) with { ExecType = ExecType.New });
        rig.Venues.Closed(rig.OrderRig.Venue, "the line dropped");
        Assert.False(order.IsUnknown);
    }

    [Fact]
    public void Request_without_an_answer_in_time_is_unknown()
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        rig.Pass(4);
        Assert.False(order.IsUnknown);
        rig.Pass(1);
        Assert.True(order.IsUnknown);
    }

    [Fact]
    public void Each_of_many_requests_is_unknown_when_its_own_time_is_over_however_often_that_was_looked_at()
    {
        VenueRig rig = new();
        Order[] orders = new Order[8];
        for (int second = 0; second < 12; second++)
        {
            if (second < orders.Length) orders[second] = rig.Submit("X" + second);
            rig.Pass(1);
            for (int i = 0; i < orders.Length && i <= second; i++)
            {
                UtcNanos end = orders[i].SubmittedAt.AddNanos(5 * UtcNanos.PerSecond);
                Assert.Equal(rig.OrderRig.Deciding.Now >= end, orders[i].IsUnknown);
            }
        }
    }

    [Fact]
    public void Shorter_time_for_answers_holds_for_what_is_already_on_its_way()
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        rig.Pass(1);
        rig.OrderRig.Emit.Apply(new VenueDefined(
            rig.OrderRig.Venue, ReadOnly: false, VenueRig.Everything, 2 * UtcNanos.PerSecond));
        rig.Pass(0);
        Assert.False(order.IsUnknown);
        rig.Pass(1);
        Assert.True(order.IsUnknown);
    }

    [Fact]
    public void Order_that_is_known_again_with_an_old_request_unanswered_is_unknown_again_at_once()
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        rig.OrderRig.Orders.Report(rig.StatusOf(order, OrdStatus.New) with { ExecType = ExecType.New });
        Assert.Equal(
            DenyReason.None, rig.OrderRig.Orders.Cancel(new OrderCancelRequest { OrigClOrdId = order.ClOrdId }, out _));
        rig.Pass(5);
        Assert.True(order.IsUnknown);
        Order other = rig.Submit("Y");
        rig.Pass(1);
        Assert.False(other.IsUnknown);
        rig.OrderRig.Orders.Report(
            rig.StatusOf(order, OrdStatus.PendingCancel) with { ExecType = ExecType.PendingCancel });
        Assert.False(order.IsUnknown);
        rig.Pass(0);
        Assert.True(order.IsUnknown);
        Assert.False(other.IsUnknown);
    }

    [Fact]
    public void Session_loss_leaves_what_is_on_its_way_to_another_venue_and_the_questions_to_it_as_they_are()
    {
        VenueRig rig = new();
        VenueId other = rig.Define("OTHER");
        Order[] asked = [rig.Submit("A1"), rig.Submit("B1", venue: "OTHER")];
        rig.Pass(5);
        Assert.Equal([rig.OrderRig.Venue, other], rig.Books.Queries.Pending.Select(question => question.Venue));
        Order here = rig.Submit("A2");
        Order there = rig.Submit("B2", venue: "OTHER");
        rig.Venues.Closed(rig.OrderRig.Venue, "the line dropped");
        Assert.Equal((true, false), (here.IsUnknown, there.IsUnknown));
        Assert.Equal(asked[1].Handle, Assert.Single(rig.Books.Queries.Pending).Order);
        Assert.Equal([rig.OrderRig.Venue], rig.OrderRig.Facts.OfType<VenueAnswered>().Select(answer => answer.Venue));
    }

    [Fact]
    public void Restart_makes_everything_on_its_way_unknown()
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        rig.Venues.Started();
        Assert.True(order.IsUnknown);
    }

    [Fact]
    public void Cold_start_drops_what_was_held_and_keeps_what_is_with_the_venue()
    {
        VenueRig rig = new();
        Order sent = rig.Submit("S");
        rig.Venues.Closed(rig.OrderRig.Venue, "the line dropped");
        Order held = rig.Submit("H");
        Assert.True(held.IsHeld);
        rig.Venues.Started(isCold: true);
        Assert.False(held.IsOpen);
        Assert.Equal(AbortReason.ColdStart, Assert.Single(rig.OrderRig.Facts.OfType<SubmitAborted>()).Reason);
        Assert.True(sent.IsOpen);
        Assert.True(sent.IsUnknown);
    }

    [Fact]
    public void Unknown_order_is_asked_about_when_the_session_opens_and_then_ever_more_slowly()
    {
        VenueRig rig = new();
        rig.Submit();
        rig.Venues.Closed(rig.OrderRig.Venue, "the line dropped");
        Assert.Empty(rig.Asked);
        rig.Venues.Opened(rig.OrderRig.Venue);
        Assert.Equal(QueryKind.Order, Assert.Single(rig.Asked).Kind);
        rig.Answer(rig.LastAsked, AnswerStatus.Failed);
        rig.Pass(1);
        Assert.Equal(2, rig.Asked.Count);
        rig.Answer(rig.LastAsked, AnswerStatus.Failed);
        rig.Pass(1);
        Assert.Equal(2, rig.Asked.Count);
        rig.Pass(1);
        Assert.Equal(3, rig.Asked.Count);
    }

    [Fact]
    public void Question_without_an_answer_is_given_up_and_asked_again()
    {
        VenueRig rig = new();
        rig.Submit();
        rig.Pass(5);
        rig.Pass(10);
        rig.Pass(1);
        Assert.Equal(2, rig.Asked.Count);
        Assert.Equal(AnswerStatus.Failed, Assert.Single(rig.OrderRig.Facts.OfType<VenueAnswered>()).Status);
    }

    [Fact]
    public void Not_found_ends_an_unknown_order_where_the_venue_vouches_for_it()
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        rig.Pass(5);
        rig.Answer(rig.LastAsked, AnswerStatus.NotFound);
        Assert.False(order.IsUnknown);
        Assert.Equal(OrdStatus.Rejected, order.OrdStatus);
        Assert.Equal("venue", Assert.Single(rig.OrderRig.Facts.OfType<RequestResolved>()).By);
    }

    [Fact]
    public void Not_found_ends_nothing_where_the_venue_does_not_vouch_for_it()
    {
        VenueRig rig = new(VenueRig.Everything & ~VenueCapabilities.NotFoundIsFinal);
        Order order = rig.Submit();
        rig.Pass(5);
        rig.Answer(rig.LastAsked, AnswerStatus.NotFound);
        Assert.True(order.IsUnknown);
        Assert.True(order.IsOpen);
    }

    [Theory]
    [InlineData(AnswerStatus.Failed)]
    [InlineData(AnswerStatus.Partial)]
    public void Answer_that_is_not_complete_ends_nothing(AnswerStatus status)
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        rig.Pass(5);
        rig.Answer(rig.LastAsked, status);
        Assert.True(order.IsUnknown);
    }

    [Fact]
    public void Order_that_the_venue_shows_working_is_no_longer_unknown()
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        rig.Pass(5);
        rig.Answer(rig.LastAsked, AnswerStatus.Complete, rig.StatusOf(order, OrdStatus.New));
        Assert.False(order.IsUnknown);
        Assert.Equal(OrdStatus.New, order.OrdStatus);
    }

    [Fact]
    public void Order_that_the_venue_shows_canceled_is_canceled()
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        rig.Pass(5);
        rig.Answer(rig.LastAsked, AnswerStatus.Complete, rig.StatusOf(order, OrdStatus.Canceled));
        Assert.Equal(OrdStatus.Canceled, order.OrdStatus);
        Assert.False(order.IsOpen);
    }

    [Fact]
    public void Unknown_cancel_of_an_order_that_stands_did_not_arrive_where_the_venue_vouches_for_it()
    {
        VenueRig rig = new();
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Orders.Cancel(new OrderCancelRequest { OrigClOrdId = order.ClOrdId }, out _);
        rig.Pass(5);
        Assert.True(order.IsUnknown);
        rig.Answer(rig.LastAsked, AnswerStatus.Complete, rig.StatusOf(order, OrdStatus.New));
        Assert.False(order.IsUnknown);
        Assert.True(order.IsOpen);
        Assert.Equal(RequestState.Rejected, order.Chain[^1].State);
    }

    [Fact]
    public void Unknown_replace_is_accepted_when_the_order_shows_its_terms()
    {
        VenueRig rig = new();
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Orders.Replace(
            new OrderCancelReplaceRequest { OrigClOrdId = order.ClOrdId, OrderQty = OrderRig.Q(150) }, out _);
        rig.Pass(5);
        rig.Answer(
            rig.LastAsked,
            AnswerStatus.Complete,
            rig.StatusOf(order, OrdStatus.New) with { OrderQty = OrderRig.Q(150) });
        Assert.False(order.IsUnknown);
        Assert.Equal(OrderRig.Q(150), order.Terms.OrderQty);
    }

    [Theory]
    [InlineData(OrdStatus.PendingReplace)]
    [InlineData(OrdStatus.PendingCancel)]
    public void Replace_that_is_pending_at_the_venue_stays_open_though_it_asks_for_the_terms_that_are_there(
        OrdStatus shown)
    {
        VenueRig rig = new();
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Orders.Replace(
            new OrderCancelReplaceRequest { OrigClOrdId = order.ClOrdId, OrderQty = order.OrderQty }, out _);
        rig.Pass(5);
        rig.Answer(rig.LastAsked, AnswerStatus.Complete, rig.StatusOf(order, shown));
        Assert.True(order.Chain[^1].IsOutstanding);
    }

    [Fact]
    public void Unknown_replace_to_less_than_was_executed_by_then_leaves_the_order_filled()
    {
        VenueRig rig = new();
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Orders.Replace(
            new OrderCancelReplaceRequest { OrigClOrdId = order.ClOrdId, OrderQty = OrderRig.Q(50) }, out _);
        rig.OrderRig.Orders.Report(rig.StatusOf(order, OrdStatus.PartiallyFilled, 60) with
        {
            ExecType = ExecType.Trade,
            ExecId = ExecId.FromTrusted("E1"),
            LastQty = OrderRig.Q(60),
            LastPx = order.Terms.Price,
        });
        rig.Pass(5);
        rig.Answer(
            rig.LastAsked,
            AnswerStatus.Complete,
            rig.StatusOf(order, OrdStatus.Filled, 60) with
            {
                ClOrdId = order.WireIdOf(order.Chain[0]),
                OrderQty = OrderRig.Q(60),
            });
        Assert.Equal(
            (OrdStatus.Filled, OrderRig.Q(60), Qty.Zero, Qty.Zero),
            (order.OrdStatus, order.OrderQty, order.LeavesQty, order.OverfillQty));
        Assert.False(order.IsUnknown);
    }

    [Fact]
    public void Order_that_provably_never_left_is_aborted()
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        Assert.True(rig.NotSent(order));
        Assert.False(order.IsOpen);
        Assert.Equal(AbortReason.NotSent, Assert.Single(rig.OrderRig.Facts.OfType<SubmitAborted>()).Reason);
    }

    [Fact]
    public void Proof_that_an_order_never_left_loses_against_the_venues_answer()
    {
        VenueRig rig = new();
        Order order = rig.Submit();
        rig.OrderRig.Orders.Report(rig.StatusOf(order, OrdStatus.New) with { ExecType = ExecType.New });
        Assert.False(rig.NotSent(order));
        Assert.True(order.IsOpen);
    }

    [Fact]
    public void Cancel_that_provably_never_left_leaves_the_order_working_and_free_for_another()
    {
        VenueRig rig = new();
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Orders.Cancel(new OrderCancelRequest { OrigClOrdId = order.ClOrdId }, out _);
        ClOrdId wireId = order.WireIdOf(order.Chain[^1]);
        Assert.True(rig.OrderRig.Orders.NotSent(new SendFailed(order.Handle, wireId, AbortReason.NotSent)));
        Assert.True(order.IsOpen);
        Assert.False(order.HasRequestInFlight);
        Assert.Equal(
            DenyReason.None, rig.OrderRig.Orders.Cancel(new OrderCancelRequest { OrigClOrdId = order.ClOrdId }, out _));
    }

    [Fact]
    public void Cancel_is_refused_while_the_venue_cannot_hear_it()
    {
        VenueRig rig = new();
        Order order = rig.OrderRig.Place();
        rig.Venues.Closed(rig.OrderRig.Venue, "the line dropped");
        Assert.Equal(
            DenyReason.VenueNotConnected,
            rig.OrderRig.Orders.Cancel(new OrderCancelRequest { OrigClOrdId = order.ClOrdId }, out _));
    }
}
