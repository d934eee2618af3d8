using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Tests.Venues;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Reconciliation;

/// <summary>Orders that the venue lists as open and the books do not hold so.</summary>
public sealed class OrderBreakTests
{
    private const int SecondLook = 10;

    private VenueRig rig = new(isWhole: true);

    [Fact]
    public void Order_that_the_venue_lists_and_the_books_hold_closed_is_a_break_on_the_second_look()
    {
        ExecutionReport open = ClosedHere();
        List(open);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        Assert.Equal(BreakClass.PhantomOrder, Assert.Single(rig.Books.Reconciliation.Looks).Class);

        rig.Pass(SecondLook);
        AnswerList(open);
        PositionBreak found = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakClass.PhantomOrder, 0m, 100m, BreakState.Open),
            (found.Latest.Class, found.Latest.Expected.Value, found.Latest.Found.Value, found.State));
        Assert.Equal(1, found.Latest.Order.Order.Value);
        Assert.Empty(rig.Books.Reconciliation.Looks);
        Assert.Equal(1, rig.Books.Reconciliation.UnresolvedCount);
    }

    [Fact]
    public void Second_look_that_does_not_show_it_again_makes_no_break()
    {
        List(ClosedHere());
        rig.Pass(SecondLook);
        AnswerList();
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        Assert.Empty(rig.Books.Reconciliation.Looks);
        int asked = rig.Asked.Count;
        rig.Pass(600);
        Assert.Equal(asked, rig.Asked.Count);
    }

    [Fact]
    public void List_from_before_the_last_report_of_the_order_says_nothing_about_it()
    {
        UtcNanos before = rig.OrderRig.Deciding.Now;
        rig.OrderRig.Tick();
        ExecutionReport open = ClosedHere();
        ListAsOf(before, open);
        Assert.Empty(rig.Books.Reconciliation.Looks);
    }

    [Fact]
    public void Second_look_that_is_older_than_the_first_confirms_nothing_and_is_taken_again()
    {
        ExecutionReport open = ClosedHere();
        rig.OrderRig.Tick();
        UtcNanos old = rig.OrderRig.Deciding.Now;
        rig.OrderRig.Tick();
        List(open);
        for (int i = 0; i < 5; i++)
        {
            rig.Pass(SecondLook);
            AnswerListAsOf(old, open);
            Assert.Empty(rig.Books.Reconciliation.Breaks);
        }

        rig.Pass(SecondLook);
        AnswerList(open);
        Assert.Single(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void List_that_does_not_say_of_when_it_is_may_be_a_minute_old()
    {
        ExecutionReport open = ClosedHere();
        ListAsOf(default, open);
        rig.Pass(59);
        Assert.Empty(rig.Books.Queries.Pending);
        rig.Pass(1);
        AnswerListAsOf(default, open);
        Assert.Single(rig.Books.Reconciliation.Breaks);
    }

    [Theory]
    [InlineData(AnswerStatus.Partial)]
    [InlineData(AnswerStatus.Failed)]
    public void List_that_is_not_complete_neither_finds_nor_ends_a_break(AnswerStatus status)
    {
        ExecutionReport open = ClosedHere();
        Reconcile();
        rig.Answer(rig.LastAsked, status, open);
        Assert.Empty(rig.Books.Reconciliation.Looks);
        Confirm(open);
        Reconcile();
        rig.Answer(rig.LastAsked, status);
        Assert.Equal(BreakState.Open, Assert.Single(rig.Books.Reconciliation.Breaks).State);
    }

    [Fact]
    public void Break_of_an_order_ends_when_a_later_list_does_not_show_it_and_opens_anew_when_one_does()
    {
        ExecutionReport open = ClosedHere();
        Confirm(open);
        List();
        PositionBreak over = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakState.Resolved, "engine"), (over.State, over.By));
        Assert.Equal(0, rig.Books.Reconciliation.UnresolvedCount);
        Confirm(open);
        Assert.Equal([1, 2], rig.Books.Reconciliation.Breaks.Select(b => b.Latest.Id));
    }

    [Theory]
    [InlineData(Resolution.Canceled)]
    [InlineData(Resolution.Filled)]
    public void Order_that_a_person_said_had_ended_is_open_again_once_a_second_look_shows_it_alive(Resolution said)
    {
        Order order = rig.OrderRig.Place();
        ExecutionReport open = rig.StatusOf(order, OrdStatus.New);
        rig.OrderRig.Tick();
        rig.OrderRig.Emit.Apply(new RequestResolved(
            order.Handle, order.ClOrdId, said, "ann", "the broker said so", rig.OrderRig.Deciding.Now));
        List(open);
        Assert.False(order.IsOpen);
        rig.OrderRig.Tick();
        List(open);
        OrderRig.Shows(order, OrdStatus.New, 100, 0, 100);
        Assert.Equal(BreakClass.PhantomOrder, Assert.Single(rig.Books.Reconciliation.Breaks).Latest.Class);
        rig.OrderRig.Tick();
        List(open);
        Assert.Equal(BreakState.Resolved, Assert.Single(rig.Books.Reconciliation.Breaks).State);
    }

    [Fact]
    public void Same_difference_again_is_the_same_break_and_another_quantity_brings_it_up_to_date()
    {
        ExecutionReport open = ClosedHere();
        Confirm(open);
        int facts = rig.OrderRig.Facts.OfType<BreakOpened>().Count();
        List(open);
        Assert.Equal(facts, rig.OrderRig.Facts.OfType<BreakOpened>().Count());
        List(open with { CumQty = OrderRig.Q(30) });
        PositionBreak found = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal(70m, found.Latest.Found.Value);
    }

    [Fact]
    public void Order_with_more_left_at_the_venue_than_in_the_books_is_a_break_and_with_less_is_none()
    {
        Order order = rig.OrderRig.Place();
        ExecutionReport listed = rig.StatusOf(order, OrdStatus.New);
        Confirm(listed with { CumQty = OrderRig.Q(40) });
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        Confirm(listed with { OrderQty = OrderRig.Q(130) });
        PositionBreak found = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((100m, 130m), (found.Latest.Expected.Value, found.Latest.Found.Value));
    }

    [Fact]
    public void Break_of_an_order_hides_no_position_and_outlives_agreeing_positions()
    {
        rig = new VenueRig(VenueRig.Everything | VenueCapabilities.QueryPositions, isWhole: true);
        Confirm(ClosedHere());
        rig.AnswerAll();
        rig.AnswerAll();
        Assert.Equal(ComparisonStatus.Match, rig.Books.Reconciliation.LastOf(rig.OrderRig.Venue)!.Value.Status);
        PositionBreak open = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal(BreakState.Open, open.State);
        Assert.Null(rig.Books.Reconciliation.Unresolved(rig.OrderRig.Venue, open.Latest.Account, open.Latest.Symbol));
    }

    [Fact]
    public void Break_of_an_order_is_explained_and_resolved_by_a_person_and_cannot_be_corrected()
    {
        Confirm(ClosedHere());
        Assert.Equal(
            DenyReason.MalformedRequest, rig.Reconciler.Correct(new CorrectBreak(1, OrderRig.P(10), "ann", "why not")));
        Assert.Equal(DenyReason.None,
            rig.Reconciler.Change(new ChangeBreak(1, BreakState.Explained, "bob", "ann", "being canceled by phone")));
        Assert.Equal(DenyReason.None, rig.Reconciler.Change(new ChangeBreak(1, BreakState.Resolved, null, "ann", "done")));
        Assert.Equal(0, rig.Books.Reconciliation.UnresolvedCount);
    }

    [Fact]
    public void First_looks_and_breaks_of_orders_are_part_of_the_state()
    {
        ExecutionReport open = ClosedHere();
        Confirm(open);
        List(open, Foreign("V98") with { OrderQty = null, LeavesQty = OrderRig.Q(30) });
        Assert.Single(rig.Books.Reconciliation.Looks);
        Books loaded = StateBytes.Reloaded(rig.Books);
        Assert.Equal(StateBytes.Of(rig.Books), StateBytes.Of(loaded));
        Assert.Equal(rig.Books.Reconciliation.Looks, loaded.Reconciliation.Looks);
        Assert.Equal(rig.Books.Reconciliation.Breaks, loaded.Reconciliation.Breaks);
        Assert.Equal(1, loaded.Reconciliation.UnresolvedCount);
    }

    [Fact]
    public void Open_orders_are_listed_on_demand_and_at_each_interval()
    {
        rig = new VenueRig(isWhole: true, compareEvery: 60);
        Reconcile();
        Assert.Equal(QueryKind.OpenOrders, rig.LastAsked.Kind);
        AnswerList();
        int asked = rig.Asked.Count;
        rig.Pass(59);
        Assert.Equal(asked, rig.Asked.Count);
        rig.Pass(1);
        Assert.Equal(QueryKind.OpenOrders, rig.LastAsked.Kind);
        Assert.Equal(asked + 1, rig.Asked.Count);
    }

    [Fact]
    public void Order_of_somebody_else_is_adopted_by_default_and_is_no_break()
    {
        Confirm(Foreign());
        Assert.Equal(OrderOrigin.Adopted, Assert.Single(rig.Books.Orders.Open).Origin);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Policy_to_report_makes_a_break_of_it_and_leaves_it_out_of_the_books()
    {
        rig = new VenueRig(isWhole: true, orphans: OrphanPolicy.Report);
        Confirm(Foreign());
        Assert.Equal(0, rig.Books.Orders.Count);
        PositionBreak found = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakClass.OrphanOrder, 0m, 30m),
            (found.Latest.Class, found.Latest.Expected.Value, found.Latest.Found.Value));
        Assert.Equal("V99", found.Latest.Order.OrderId.ToString());
        List();
        Assert.Equal(BreakState.Resolved, Assert.Single(rig.Books.Reconciliation.Breaks).State);
    }

    [Fact]
    public void Order_that_is_only_reported_is_there_until_the_venue_shows_it_no_more_whatever_a_person_says()
    {
        rig = new VenueRig(isWhole: true, orphans: OrphanPolicy.Report);
        bool IsThere() => rig.Books.Reconciliation.HasOrphan(rig.OrderRig.Venue);
        Assert.False(IsThere());
        List(Foreign(), Foreign("V100"));
        Assert.True(IsThere());
        rig.OrderRig.Tick();
        List(Foreign(), Foreign("V100"));
        Assert.Equal(2, rig.Books.Reconciliation.UnresolvedCount);
        List(Foreign());
        Assert.True(IsThere());
        rig.Reconciler.Change(new ChangeBreak(1, BreakState.Resolved, null, "ann", "it is bob's"));
        Assert.Equal(0, rig.Books.Reconciliation.UnresolvedCount);
        Assert.True(IsThere());
        Assert.False(rig.Books.Reconciliation.HasOrphan(default));
    }

    [Fact]
    public void Policy_to_report_holds_for_what_the_venue_reports_by_itself_too()
    {
        rig = new VenueRig(isWhole: true, orphans: OrphanPolicy.Report);
        ExecutionReport report = Foreign() with { ExecType = ExecType.New };
        rig.OrderRig.Send(report);
        Assert.Equal(0, rig.Books.Orders.Count);
        Assert.Single(rig.Books.Reconciliation.Looks);
        rig.Pass(60);
        AnswerList(Foreign());
        Assert.Equal(BreakClass.OrphanOrder, Assert.Single(rig.Books.Reconciliation.Breaks).Latest.Class);
    }

    [Fact]
    public void Policy_to_correct_adopts_it_and_says_so_in_a_break_that_is_over()
    {
        rig = new VenueRig(isWhole: true, orphans: OrphanPolicy.Correct);
        List(Foreign());
        Order adopted = Assert.Single(rig.Books.Orders.Open);
        PositionBreak found = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakClass.OrphanOrder, BreakState.Resolved, "engine", adopted.Handle),
            (found.Latest.Class, found.State, found.By, found.Latest.Order.Order));
        List(Foreign());
        Assert.Single(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Fill_before_its_order_is_adopted_moves_from_suspense_to_the_order()
    {
        rig.OrderRig.Send(Trade("S1", 12));
        rig.OrderRig.Send(Trade("S2", 5) with { OrderId = OrderId.FromTrusted("V98") });
        Assert.Equal(-17m, Held(SubLedgers.Suspense));
        List(Foreign() with { OrdStatus = OrdStatus.PartiallyFilled, CumQty = OrderRig.Q(12) });
        Order adopted = Assert.Single(rig.Books.Orders.Open);
        Assert.Equal((12m, 18m), (adopted.CumQty.Value, adopted.LeavesQty.Value));
        Assert.Equal((-12m, -5m), (Held(SubLedgers.Manual), Held(SubLedgers.Suspense)));
        Assert.DoesNotContain(rig.OrderRig.Facts.OfType<ReportViolated>(), v => v.Rule == ReportRule.QuantityBreak);

        rig.OrderRig.Send(Trade("S1", 12));
        Assert.Equal((12m, -12m), (adopted.CumQty.Value, Held(SubLedgers.Manual)));
    }

    [Fact]
    public void Adopted_order_that_a_complete_list_lacks_is_asked_about_too()
    {
        List(Foreign());
        rig.OrderRig.Tick();
        Reconcile();
        AnswerList();
        Assert.Equal(QueryKind.Order, rig.LastAsked.Kind);
        rig.Answer(rig.LastAsked, AnswerStatus.Complete, Foreign() with { OrdStatus = OrdStatus.Canceled });
        Assert.Equal(0, rig.Books.Orders.OpenCount);
    }

    [Fact]
    public void Order_that_is_said_to_have_ended_while_its_break_is_open_is_open_again_once_two_lists_show_it()
    {
        Order order = rig.OrderRig.Place(quantity: 60);
        ExecutionReport open = rig.StatusOf(order, OrdStatus.New) with { LeavesQty = OrderRig.Q(100) };
        Confirm(open);
        Assert.Equal(60m, Assert.Single(rig.Books.Reconciliation.Breaks).Latest.Expected.Value);
        rig.OrderRig.Tick();
        rig.OrderRig.Emit.Apply(new RequestResolved(
            order.Handle, order.ClOrdId, Resolution.Canceled, "ann", "the broker said so", rig.OrderRig.Deciding.Now));
        List(open);
        Assert.False(order.IsOpen);
        List(open);
        Assert.True(order.IsOpen);
        Assert.Single(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Break_of_an_order_whose_quantity_has_changed_since_it_was_explained_is_open_again()
    {
        ExecutionReport open = ClosedHere();
        Confirm(open);
        rig.Reconciler.Change(new ChangeBreak(1, BreakState.Explained, null, "ann", "known"));
        List(open with { OrderQty = OrderRig.Q(150), LeavesQty = OrderRig.Q(150) });
        Assert.Equal(BreakState.Open, Assert.Single(rig.Books.Reconciliation.Breaks).State);
    }

    private ExecutionReport ClosedHere()
    {
        Order order = rig.OrderRig.Place();
        ExecutionReport open = rig.StatusOf(order, OrdStatus.New);
        rig.OrderRig.Tick();
        rig.OrderRig.Send(open with { ExecType = ExecType.Canceled, OrdStatus = OrdStatus.Canceled });
        Assert.False(order.IsOpen);
        rig.OrderRig.Tick();
        return open;
    }

    private void Confirm(params ExecutionReport[] orders)
    {
        List(orders);
        rig.OrderRig.Tick();
        List(orders);
    }

    private void List(params ExecutionReport[] orders)
    {
        rig.OrderRig.Tick();
        Reconcile();
        AnswerList(orders);
    }

    private void ListAsOf(UtcNanos asOf, params ExecutionReport[] orders)
    {
        rig.OrderRig.Tick();
        Reconcile();
        AnswerListAsOf(asOf, orders);
    }

    private void Reconcile() => rig.Reconciler.Ask(new Reconcile("", "ann"));

    private void AnswerList(params ExecutionReport[] orders) => AnswerListAsOf(rig.OrderRig.Deciding.Now, orders);

    private void AnswerListAsOf(UtcNanos asOf, params ExecutionReport[] orders) => rig.Venues.Answer(new VenueAnswer
    {
        QueryId = rig.Books.Queries.Pending.Single(asked => asked.Kind == QueryKind.OpenOrders).QueryId,
        Venue = OrderRig.VenueName,
        Kind = QueryKind.OpenOrders,
        Status = AnswerStatus.Complete,
        AsOf = asOf,
        Orders = orders,
    });

    private ExecutionReport Foreign(string orderId = "V99") => new()
    {
        Venue = rig.OrderRig.Venue,
        ExecType = ExecType.OrderStatus,
        ClOrdId = OrderRig.Id("BOT-7"),
        OrderId = OrderId.FromTrusted(orderId),
        OrdStatus = OrdStatus.New,
        Side = Side.Sell,
        SymbolName = "IBM",
        AccountName = "ACC1",
        OrderQty = OrderRig.Q(30),
        TransactTime = rig.OrderRig.Deciding.Now,
    };

    private ExecutionReport Trade(string id, int qty) => Foreign() with
    {
        ClOrdId = default,
        ExecType = ExecType.Trade,
        ExecId = ExecId.FromTrusted(id),
        OrdStatus = OrdStatus.PartiallyFilled,
        OrderQty = null,
        LastQty = OrderRig.Q(qty),
        LastPx = OrderRig.P(10),
        TransactTime = new UtcNanos(1_000),
    };

    private decimal Held(string strategy) => rig.Books.Positions.All
        .Where(p => rig.Books.Names.Of(p.Key.Strategy) == strategy).Sum(p => p.Qty.Value);
}
