using System.Linq;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Tests.Venues;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Reconciliation;

/// <summary>Orders that the books hold as working and the venue does not know.</summary>
public sealed class MissingOrderTests
{
    private const int SecondLook = 10;

    private VenueRig rig = new(isWhole: true);

    [Fact]
    public void Order_that_the_venue_does_not_know_is_a_break_on_the_second_look()
    {
        Order order = Missed();
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        Assert.Equal(BreakClass.MissingOrder, Assert.Single(rig.Books.Reconciliation.Looks).Class);

        LookAgain();
        PositionBreak found = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakClass.MissingOrder, 100m, 0m, BreakState.Open, order.Handle),
            (found.Latest.Class, found.Latest.Expected.Value, found.Latest.Found.Value, found.State,
                found.Latest.Order.Order));
        Assert.Empty(rig.Books.Reconciliation.Looks);
        Assert.True(order.IsOpen);
        Assert.Equal(100m, order.LeavesQty.Value);
    }

    [Fact]
    public void Second_look_waits_and_asks_for_executions_first()
    {
        Missed();
        int asked = rig.Asked.Count;
        rig.Pass(SecondLook - 1);
        Assert.Equal(asked, rig.Asked.Count);
        rig.Pass(1);
        Assert.Equal([QueryKind.Executions, QueryKind.Order], rig.Asked.Skip(asked).Select(a => a.Kind));
    }

    [Fact]
    public void Nothing_is_concluded_while_executions_are_not_told_up_to_the_first_look()
    {
        Missed();
        for (int i = 0; i < 3; i++)
        {
            LookAgain(AnswerStatus.Failed);
            Assert.Empty(rig.Books.Reconciliation.Breaks);
        }

        LookAgain();
        Assert.Single(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Fill_that_was_under_way_makes_no_break()
    {
        Order order = Missed();
        rig.OrderRig.Fill(order, 100);
        rig.Pass(SecondLook);
        Assert.Empty(rig.Books.Queries.Pending);
        Assert.Empty(rig.Books.Reconciliation.Looks);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
    }

    // Found by the whole simulation.
    [Fact]
    public void Refusal_that_says_the_venue_does_not_know_the_order_is_not_taken_for_a_sign_of_it()
    {
        Order order = Missed();
        rig.OrderRig.Cancel();
        Assert.Equal(InputOutcome.Applied, rig.OrderRig.Refuse(order, "C", reason: 1));
        LookAgain();
        Assert.Equal(BreakClass.MissingOrder, Assert.Single(rig.Books.Reconciliation.Breaks).Latest.Class);
    }

    [Fact]
    public void Refusal_for_another_reason_shows_that_the_venue_has_the_order()
    {
        Order order = Missed();
        rig.OrderRig.Cancel();
        rig.OrderRig.Refuse(order, "C", reason: 0);
        LookAgain();
        Assert.Empty(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void What_the_venue_has_told_of_it_since_makes_the_next_look_a_first_one()
    {
        Order order = Missed();
        rig.OrderRig.Tick();
        rig.OrderRig.Fill(order, 30);
        rig.Pass(1);
        Assert.Empty(rig.Books.Reconciliation.Looks);
        NotListed(order);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        LookAgain();
        Assert.Equal(70m, Assert.Single(rig.Books.Reconciliation.Breaks).Latest.Expected.Value);
    }

    [Fact]
    public void Answer_from_before_the_last_report_of_the_order_says_nothing_about_it()
    {
        UtcNanos before = rig.OrderRig.Deciding.Now;
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Tick();
        Ask(order);
        AnswerOrder(AnswerStatus.NotFound, before);
        Assert.Empty(rig.Books.Reconciliation.Looks);
    }

    [Fact]
    public void Answer_that_does_not_say_of_when_it_is_may_be_a_minute_old()
    {
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Tick();
        Ask(order);
        AnswerOrder(AnswerStatus.NotFound, default);
        rig.Pass(59);
        Assert.Empty(rig.Books.Queries.Pending);
        rig.Pass(1);
        rig.AnswerAll(AnswerStatus.Failed);
        rig.Pass(SecondLook);
        AnswerOrder(AnswerStatus.NotFound, default);
        Assert.Single(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Look_up_that_finds_the_order_makes_no_break()
    {
        Order order = Missed();
        rig.Pass(SecondLook);
        AnswerOrder(AnswerStatus.Complete, rig.OrderRig.Deciding.Now, rig.StatusOf(order, OrdStatus.New));
        Assert.Empty(rig.Books.Reconciliation.Looks);
        rig.Pass(600);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Break_ends_when_the_venue_lists_the_order_again_and_not_before()
    {
        Order order = Broken();
        UtcNanos opened = Assert.Single(rig.Books.Reconciliation.Breaks).Latest.At;
        List(opened.AddNanos(-UtcNanos.PerSecond), rig.StatusOf(order, OrdStatus.New));
        NotListed(order);
        Assert.Equal(BreakState.Open, Assert.Single(rig.Books.Reconciliation.Breaks).State);
        List(rig.OrderRig.Deciding.Now.AddNanos(UtcNanos.PerSecond), rig.StatusOf(order, OrdStatus.New));
        PositionBreak over = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakState.Resolved, "engine", "the venue knows the order"), (over.State, over.By, over.Reason));
    }

    [Fact]
    public void Break_ends_with_a_late_report_of_the_order()
    {
        Order order = Broken();
        rig.OrderRig.Tick();
        rig.OrderRig.Report(order, ExecType.Canceled);
        rig.Pass(1);
        Assert.Equal(BreakState.Resolved, Assert.Single(rig.Books.Reconciliation.Breaks).State);
        Assert.Equal(0, rig.Books.Reconciliation.UnresolvedCount);
        Assert.False(rig.Venues.IsDue(rig.OrderRig.Deciding.Now.AddNanos(3600 * UtcNanos.PerSecond)));
    }

    [Fact]
    public void Same_finding_again_is_the_same_break_and_less_left_brings_it_up_to_date()
    {
        Order order = Broken();
        int facts = rig.OrderRig.Facts.OfType<BreakOpened>().Count();
        rig.Pass(SecondLook);
        NotListed(order);
        Assert.Equal(facts, rig.OrderRig.Facts.OfType<BreakOpened>().Count());
        Assert.Single(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Named_person_says_how_it_ended_and_the_break_ends_with_it()
    {
        Order order = Broken();
        Assert.Equal(DenyReason.MalformedRequest, Resolve(order, Resolution.Canceled, by: ""));
        Assert.Equal(DenyReason.None, Resolve(order, Resolution.Canceled));
        Assert.Equal(OrdStatus.Canceled, order.OrdStatus);
        rig.Pass(1);
        PositionBreak over = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakState.Resolved, "the order has ended"), (over.State, over.Reason));
    }

    [Fact]
    public void Order_that_is_missed_once_is_not_for_a_person_to_resolve()
    {
        Order order = Missed();
        Assert.Equal(DenyReason.NotUnknown, Resolve(order, Resolution.Canceled));
        Assert.True(order.IsOpen);
    }

    [Fact]
    public void Fill_that_comes_after_all_is_booked_on_an_order_that_was_resolved()
    {
        Order order = Broken();
        Resolve(order, Resolution.Canceled);
        rig.OrderRig.Fill(order, 40);
        Assert.Equal(40m, order.CumQty.Value);
        Assert.Equal(40m, rig.Books.Positions.All.Sum(p => p.Qty.Value));
    }

    [Fact]
    public void Order_that_the_venue_never_accepted_is_unknown_and_not_missing()
    {
        Order order = rig.OrderRig.Place(isAccepted: false);
        rig.Pass(5);
        rig.Answer(rig.LastAsked, AnswerStatus.NotFound);
        Assert.Equal(OrdStatus.Rejected, order.OrdStatus);
        Assert.Empty(rig.Books.Reconciliation.Looks);
    }

    [Fact]
    public void Where_a_venue_cannot_be_asked_about_one_order_two_lists_without_it_make_the_break()
    {
        rig = new VenueRig(VenueRig.Everything & ~VenueCapabilities.QueryByWireId, isWhole: true);
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Tick();
        Reconcile();
        rig.AnswerAll();
        Assert.Single(rig.Books.Reconciliation.Looks);
        rig.Pass(SecondLook);
        Assert.Contains(rig.Books.Queries.Pending, asked => asked.Kind == QueryKind.OpenOrders);
        List(rig.OrderRig.Deciding.Now);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        Assert.Contains(rig.Books.Queries.Pending, asked => asked.Kind == QueryKind.Executions);
        rig.AnswerAll();
        rig.Pass(SecondLook);
        List(rig.OrderRig.Deciding.Now);
        Assert.Equal(order.Handle, Assert.Single(rig.Books.Reconciliation.Breaks).Latest.Order.Order);
    }

    [Fact]
    public void Where_a_venue_lists_no_orders_a_missing_one_is_asked_about_at_each_interval_until_it_is_known()
    {
        rig = new VenueRig(
            VenueCapabilities.OrderEntry | VenueCapabilities.QueryByWireId, isWhole: true, compareEvery: 60);
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Tick();
        rig.Venues.Silent(rig.OrderRig.Venue);
        rig.Answer(rig.LastAsked, AnswerStatus.NotFound);
        rig.Pass(SecondLook);
        rig.Answer(rig.LastAsked, AnswerStatus.NotFound);
        Assert.Single(rig.Books.Reconciliation.Breaks);
        rig.Pass(59);
        Assert.Empty(rig.Books.Queries.Pending);
        rig.Pass(1);
        rig.Answer(rig.LastAsked, AnswerStatus.Complete, rig.StatusOf(order, OrdStatus.New));
        Assert.Equal(BreakState.Resolved, Assert.Single(rig.Books.Reconciliation.Breaks).State);
    }

    [Fact]
    public void Looks_and_breaks_of_missing_orders_are_part_of_the_state()
    {
        Broken();
        rig.OrderRig.Place("Y");
        rig.OrderRig.Tick();
        NotListed(rig.Books.Orders.All.Last());
        Books loaded = StateBytes.Reloaded(rig.Books);
        Assert.Equal(rig.Books.Reconciliation.Looks, loaded.Reconciliation.Looks);
        Assert.Equal(rig.Books.Reconciliation.Breaks, loaded.Reconciliation.Breaks);
        Assert.Single(loaded.Reconciliation.Looks);
    }

    private Order Missed()
    {
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Tick();
        NotListed(order);
        return order;
    }

    private Order Broken()
    {
        Order order = Missed();
        LookAgain();
        Assert.Single(rig.Books.Reconciliation.Breaks);
        return order;
    }

    private void NotListed(Order order)
    {
        Ask(order);
        AnswerOrder(AnswerStatus.NotFound, rig.OrderRig.Deciding.Now);
    }

    private void LookAgain(AnswerStatus executions = AnswerStatus.Complete)
    {
        rig.Pass(SecondLook);
        foreach (VenueAsked asked in rig.Books.Queries.Pending.Where(a => a.Kind == QueryKind.Executions).ToList())
            rig.Answer(asked, executions);
        AnswerOrder(AnswerStatus.NotFound, rig.OrderRig.Deciding.Now);
    }

    // By a list that lacks it.
    private void Ask(Order order)
    {
        Reconcile();
        List(rig.OrderRig.Deciding.Now);
        Assert.Contains(rig.Books.Queries.Pending, asked => asked.Order == order.Handle);
    }

    private void Reconcile()
    {
        rig.OrderRig.Tick();
        rig.Reconciler.Ask(new Reconcile("", "ann"));
    }

    private void List(UtcNanos asOf, params ExecutionReport[] orders)
    {
        if (!rig.Books.Queries.Pending.Any(asked => asked.Kind == QueryKind.OpenOrders)) Reconcile();
        Answer(QueryKind.OpenOrders, AnswerStatus.Complete, asOf, orders);
    }

    private void AnswerOrder(AnswerStatus status, UtcNanos asOf, params ExecutionReport[] orders) =>
        Answer(QueryKind.Order, status, asOf, orders);

    private void Answer(QueryKind kind, AnswerStatus status, UtcNanos asOf, ExecutionReport[] orders)
    {
        foreach (VenueAsked asked in rig.Books.Queries.Pending.Where(a => a.Kind == kind).ToList())
        {
            rig.Venues.Answer(new VenueAnswer
            {
                QueryId = asked.QueryId,
                Venue = OrderRig.VenueName,
                Kind = kind,
                Status = status,
                AsOf = asOf,
                Orders = orders,
            });
        }
    }

    private DenyReason Resolve(Order order, Resolution resolution, string by = "ann") => rig.OrderRig.Orders.Resolve(
        new ResolveOrder { ClOrdId = order.ClOrdId, As = resolution, By = by, Reason = "told by phone" }, out _);
}
