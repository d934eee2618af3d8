using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Venues;

/// <summary>What a venue says when it is asked, and is not the whole truth.</summary>
public sealed class DenialTests
{
    private readonly VenueRig rig = new(isWhole: true);

    [Fact]
    public void Answer_of_a_moment_before_the_order_could_have_arrived_does_not_end_it()
    {
        Order order = rig.Submit();
        rig.Pass(5);
        VenueAsked asked = rig.LastAsked;
        UtcNanos early = order.SubmittedAt.AddNanos(-1);
        rig.Venues.Answer(new VenueAnswer
        {
            QueryId = asked.QueryId,
            Venue = Orders.OrderRig.VenueName,
            Kind = asked.Kind,
            Status = AnswerStatus.NotFound,
            AsOf = early,
            Orders = [],
        });
        Assert.True(order.IsUnknown);

        rig.Pass(5);
        Assert.NotEqual(asked.QueryId, rig.LastAsked.QueryId);
        rig.Answer(rig.LastAsked, AnswerStatus.NotFound);
        Assert.Equal(OrdStatus.Rejected, order.OrdStatus);
    }

    [Fact]
    public void Fill_of_an_order_that_its_venue_denied_is_booked_and_is_a_break_that_a_person_sees()
    {
        Order order = rig.Submit();
        rig.Pass(5);
        rig.Answer(rig.LastAsked, AnswerStatus.NotFound);
        Assert.Equal(OrdStatus.Rejected, order.OrdStatus);

        rig.OrderRig.Fill(order, 40);
        PositionBreak late = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakClass.LateFill, 0m, 40m, BreakState.Open),
            (late.Latest.Class, late.Latest.Expected.Value, late.Latest.Found.Value, late.State));
        Assert.Equal((40m, true), (order.CumQty.Value, order.IsOpen));
        rig.OrderRig.Fill(order, 60);
        Assert.Single(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Accepted_order_that_is_called_rejected_is_looked_for_like_one_that_is_not_known()
    {
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Cancel();
        rig.Pass(5);
        rig.Answer(rig.LastAsked, AnswerStatus.Complete, rig.StatusOf(order, OrdStatus.Rejected));
        Assert.True(order is { IsOpen: true, IsUnknown: true });
        Assert.Equal(BreakClass.MissingOrder, Assert.Single(rig.Books.Reconciliation.Looks).Class);
    }

    [Fact]
    public void Replace_is_not_shown_by_terms_that_the_answer_does_not_state()
    {
        VenueRig unsure = new(VenueRig.Everything & ~VenueCapabilities.NotFoundIsFinal, isWhole: true);
        Order order = unsure.OrderRig.Place();
        Assert.Equal(DenyReason.None, unsure.OrderRig.Orders.Replace(
            new OrderCancelReplaceRequest
            {
                OrigClOrdId = order.ClOrdId,
                ClOrdId = ClOrdId.FromTrusted("R"),
                TimeInForce = TimeInForce.GoodTillCancel,
            },
            out _));
        unsure.Pass(5);
        ExecutionReport shown = unsure.StatusOf(order, OrdStatus.New);
        unsure.Answer(unsure.LastAsked, AnswerStatus.Complete, shown);
        Assert.True(order.IsUnknown);
        Assert.Equal(TimeInForce.Day, order.Terms.TimeInForce);

        unsure.Pass(10);
        unsure.Answer(
            unsure.LastAsked, AnswerStatus.Complete, shown with { TimeInForce = TimeInForce.GoodTillCancel });
        Assert.False(order.IsUnknown);
        Assert.Equal(TimeInForce.GoodTillCancel, order.Terms.TimeInForce);
    }

    [Fact]
    public void Order_that_was_adopted_partly_filled_ends_when_its_venue_says_that_it_is_filled()
    {
        ExecutionReport listed = rig.Elsewhere();
        rig.OrderRig.Orders.AdoptListed(in listed);
        Order adopted = rig.Books.Orders.Open.Single();
        rig.OrderRig.Send(Trade("E1", OrdStatus.PartiallyFilled, 30, cum: 70));
        Assert.True(adopted.IsOpen);
        rig.OrderRig.Send(Trade("E2", OrdStatus.Filled, 30, cum: 100));
        Assert.Equal((OrdStatus.Filled, false, 60m), (adopted.OrdStatus, adopted.IsOpen, adopted.CumQty.Value));

        ExecutionReport Trade(string id, OrdStatus status, decimal quantity, decimal cum) => listed with
        {
            ExecType = ExecType.Trade,
            ExecId = new ExecId(ShortText.FromTrusted(id)),
            OrdStatus = status,
            LastQty = Qty.FromTrusted(quantity),
            LastPx = Px.FromTrusted(10),
            CumQty = Qty.FromTrusted(cum),
            LeavesQty = Qty.FromTrusted(100 - cum),
        };
    }
}
