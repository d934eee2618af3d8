using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Tests.Venues;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Reconciliation;

/// <summary>Orders of which their venue says that it executed more than the books have.</summary>
public sealed class MissingFillTests
{
    private const int SecondLook = 10;
    private const decimal Ordered = 100;

    private readonly VenueRig rig = new(
        VenueCapabilities.OrderEntry | VenueCapabilities.QueryByWireId | VenueCapabilities.QueryOpenOrders,
        isWhole: true);

    [Theory]
    [InlineData(OrdStatus.Filled, 100)]
    [InlineData(OrdStatus.Canceled, 40)]
    [InlineData(OrdStatus.Expired, 40)]
    [InlineData(OrdStatus.PartiallyFilled, 40)]
    public void Order_that_its_venue_says_twice_it_has_executed_is_a_break_and_nothing_is_booked(
        OrdStatus status, int executed)
    {
        Order order = Told(status, executed);
        Assert.Equal(BreakClass.MissingFill, Assert.Single(rig.Books.Reconciliation.Looks).Class);
        Assert.Empty(rig.Books.Reconciliation.Breaks);

        rig.Pass(SecondLook - 1);
        Assert.DoesNotContain(rig.Books.Queries.Pending, asked => asked.Order == order.Handle);
        rig.Pass(1);
        Answer(order, AnswerStatus.Complete, status, executed);
        PositionBreak found = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakClass.MissingFill, 0m, (decimal)executed, BreakState.Open, order.Handle),
            (found.Latest.Class, found.Latest.Expected.Value, found.Latest.Found.Value, found.State,
                found.Latest.Order.Order));
        Assert.Empty(rig.Books.Reconciliation.Looks);
        Assert.Equal(1, rig.Books.Reconciliation.UnresolvedCount);
        Assert.Equal(0, order.CumQty.Value);
        Assert.Empty(rig.Books.Positions.All);
    }

    [Fact]
    public void Executions_are_asked_for_first_where_they_can_be()
    {
        VenueRig whole = new(isWhole: true);
        Order order = whole.OrderRig.Place();
        whole.OrderRig.Tick();
        whole.Reconciler.Ask(new Reconcile("", "ann"));
        whole.Answer(whole.Books.Queries.Pending.Single(a => a.Kind == QueryKind.OpenOrders), AnswerStatus.Complete);
        Tell();
        for (int i = 0; i < 3; i++)
        {
            whole.Pass(SecondLook);
            Executions(AnswerStatus.Failed);
            Tell();
            Assert.Empty(whole.Books.Reconciliation.Breaks);
        }

        whole.Pass(SecondLook);
        Executions(AnswerStatus.Complete);
        Tell();
        Assert.Single(whole.Books.Reconciliation.Breaks);

        void Tell() => whole.Answer(
            whole.Books.Queries.Pending.Single(asked => asked.Order == order.Handle), AnswerStatus.Complete,
            whole.StatusOf(order, OrdStatus.Filled, Ordered));

        void Executions(AnswerStatus status)
        {
            foreach (VenueAsked asked in whole.Books.Queries.Pending.Where(a => a.Kind == QueryKind.Executions).ToList())
                whole.Answer(asked, status);
        }
    }

    [Fact]
    public void Fill_that_was_under_way_makes_no_break()
    {
        Order order = Told(OrdStatus.Filled, 100);
        rig.OrderRig.Fill(order, 100);
        rig.Pass(1);
        Assert.Empty(rig.Books.Reconciliation.Looks);
        rig.Pass(600);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Break_ends_when_all_of_it_is_booked_and_not_before()
    {
        Order order = Broken();
        rig.OrderRig.Fill(order, 99);
        rig.Pass(1);
        Assert.Equal(BreakState.Open, Assert.Single(rig.Books.Reconciliation.Breaks).State);
        rig.OrderRig.Fill(order, 1);
        rig.Pass(1);
        PositionBreak over = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakState.Resolved, "engine"), (over.State, over.By));
        Assert.Equal(0, rig.Books.Reconciliation.UnresolvedCount);
    }

    [Theory]
    [InlineData(OrdStatus.Canceled, AnswerStatus.NotFound)]
    [InlineData(OrdStatus.Canceled, AnswerStatus.Complete)]
    [InlineData(OrdStatus.PartiallyFilled, AnswerStatus.NotFound)]
    [InlineData(OrdStatus.PartiallyFilled, AnswerStatus.Complete)]
    public void Venue_that_forgets_the_order_takes_nothing_back(OrdStatus status, AnswerStatus forgotten)
    {
        Order order = Told(status, 40);
        rig.Pass(SecondLook);
        Answer(order, forgotten, OrdStatus.Rejected, 0);
        PositionBreak found = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakClass.MissingFill, 40m), (found.Latest.Class, found.Latest.Found.Value));

        // That of the order itself comes after it.
        if (status == OrdStatus.Canceled) return;
        rig.Pass(SecondLook);
        Answer(order, forgotten, OrdStatus.Rejected, 0);
        Assert.Equal(
            [BreakClass.MissingFill, BreakClass.MissingOrder],
            rig.Books.Reconciliation.Breaks.Select(each => each.Latest.Class));
    }

    [Fact]
    public void Venue_that_only_lists_and_forgets_the_order_takes_nothing_back()
    {
        VenueRig lists = new(VenueCapabilities.OrderEntry | VenueCapabilities.QueryOpenOrders, isWhole: true);
        Order order = lists.OrderRig.Place();
        List(lists.StatusOf(order, OrdStatus.PartiallyFilled, 40));
        List();
        PositionBreak found = Assert.Single(lists.Books.Reconciliation.Breaks);
        Assert.Equal((BreakClass.MissingFill, 40m), (found.Latest.Class, found.Latest.Found.Value));

        void List(params ExecutionReport[] open)
        {
            lists.Pass(SecondLook);
            lists.Reconciler.Ask(new Reconcile("", "ann"));
            lists.Answer(lists.Books.Queries.Pending.Single(), AnswerStatus.Complete, open);
        }
    }

    [Fact]
    public void What_a_person_has_resolved_comes_up_again_only_where_more_is_told()
    {
        Order order = Told(OrdStatus.PartiallyFilled, 40);
        Again(order, 40);
        PositionBreak first = Assert.Single(rig.Books.Reconciliation.Breaks);
        rig.OrderRig.Deciding.Emit.Apply(new BreakChanged(
            first.Latest.Id, BreakState.Resolved, "", "ann", "entered by hand", rig.OrderRig.Deciding.Now));
        for (int i = 0; i < 3; i++) Again(order, 40);
        Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Empty(rig.Books.Reconciliation.Looks);

        Again(order, 60);
        Again(order, 60);
        Assert.Equal([40m, 60m], rig.Books.Reconciliation.Breaks.Select(b => b.Latest.Found.Value));
    }

    [Fact]
    public void More_of_the_same_is_the_same_break()
    {
        Order order = Told(OrdStatus.PartiallyFilled, 40);
        for (int i = 0; i < 3; i++) Again(order, 40);
        Assert.Single(rig.OrderRig.Facts.OfType<BreakOpened>());
        Again(order, 60);
        Again(order, 60);
        PositionBreak now = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((60m, BreakState.Open), (now.Latest.Found.Value, now.State));
    }

    [Fact]
    public void What_the_last_report_says_by_the_way_is_a_first_look_and_the_venue_is_asked()
    {
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Send(rig.OrderRig.About(order, ExecType.Canceled) with
        {
            OrdStatus = OrdStatus.Canceled,
            CumQty = Tests.Orders.OrderRig.Q(40),
        });
        Assert.False(order.IsOpen);
        Assert.Equal(40, Assert.Single(rig.Books.Reconciliation.Looks).Found.Value);
        rig.Pass(60);
        Answer(order, AnswerStatus.Complete, OrdStatus.Canceled, 40);
        Assert.Equal(BreakClass.MissingFill, Assert.Single(rig.Books.Reconciliation.Breaks).Latest.Class);
    }

    [Fact]
    public void Venue_that_says_no_more_than_the_books_when_asked_is_not_asked_for_ever()
    {
        Order order = Told(OrdStatus.PartiallyFilled, 40);
        rig.Pass(SecondLook);
        Answer(order, AnswerStatus.Complete, OrdStatus.New, 0);
        Assert.Empty(rig.Books.Reconciliation.Looks);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Order_whose_missing_fill_was_entered_elsewhere_can_be_ended_by_a_named_person()
    {
        Order order = Broken();
        Assert.True(order.IsOpen);
        Assert.Equal(DenyReason.None, rig.OrderRig.Orders.Resolve(
            new ResolveOrder
            {
                ClOrdId = order.ClOrdId,
                As = Resolution.Filled,
                By = "ann",
                Reason = "injected by hand",
            },
            out _));
        Assert.Equal((OrdStatus.Filled, false), (order.OrdStatus, order.IsOpen));
    }

    [Fact]
    public void Order_of_which_nothing_is_missing_any_more_is_ended_by_nobody_while_it_works()
    {
        Order order = Told(OrdStatus.PartiallyFilled, 40);
        Again(order, 40);
        Assert.Single(rig.Books.Reconciliation.Breaks);
        rig.OrderRig.Fill(order, 40);
        rig.Pass(1);
        Assert.Equal(BreakState.Resolved, Assert.Single(rig.Books.Reconciliation.Breaks).State);
        Assert.Equal(DenyReason.NotUnknown, rig.OrderRig.Orders.Resolve(
            new ResolveOrder { ClOrdId = order.ClOrdId, As = Resolution.Canceled, By = "ann", Reason = "a mistake" },
            out _));
        Assert.True(order.IsOpen);
    }

    [Fact]
    public void Of_an_order_that_was_entered_elsewhere_the_books_need_not_have_all()
    {
        rig.OrderRig.Tick();
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        ExecutionReport elsewhere = rig.Elsewhere();
        rig.Answer(Pending(QueryKind.OpenOrders), AnswerStatus.Complete, elsewhere);
        Assert.Equal(OrderOrigin.Adopted, Assert.Single(rig.Books.Orders.Open).Origin);
        rig.Pass(60);
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        rig.Answer(Pending(QueryKind.OpenOrders), AnswerStatus.Complete, elsewhere);
        Assert.Empty(rig.Books.Reconciliation.Looks);
    }

    // Not in the list of what is open, so it is asked about by its id.
    private Order Told(OrdStatus status, int executed)
    {
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Tick();
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        rig.Answer(Pending(QueryKind.OpenOrders), AnswerStatus.Complete);
        Answer(order, AnswerStatus.Complete, status, executed);
        return order;
    }

    private Order Broken()
    {
        Order order = Told(OrdStatus.Filled, 100);
        rig.Pass(SecondLook);
        Answer(order, AnswerStatus.Complete, OrdStatus.Filled, 100);
        Assert.Single(rig.Books.Reconciliation.Breaks);
        return order;
    }

    private void Again(Order order, int executed)
    {
        rig.Pass(SecondLook);
        if (rig.Books.Queries.Pending.All(asked => asked.Order != order.Handle))
        {
            rig.Reconciler.Ask(new Reconcile("", "ann"));
            rig.Answer(Pending(QueryKind.OpenOrders), AnswerStatus.Complete);
        }

        Answer(order, AnswerStatus.Complete, OrdStatus.PartiallyFilled, executed);
    }

    private VenueAsked Pending(QueryKind kind) => rig.Books.Queries.Pending.Single(asked => asked.Kind == kind);

    private void Answer(Order order, AnswerStatus answer, OrdStatus status, int executed)
    {
        VenueAsked asked = rig.Books.Queries.Pending.Single(pending => pending.Order == order.Handle);
        ExecutionReport[] reports = answer == AnswerStatus.NotFound ? [] : [rig.StatusOf(order, status, executed)];
        rig.Answer(asked, answer, reports);
    }
}
