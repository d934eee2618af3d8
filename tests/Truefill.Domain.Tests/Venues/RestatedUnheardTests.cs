using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Venues;

/// <summary>
/// The venue has changed an order's quantity by itself and the report of it was lost, as when the other of two linked
/// orders filled. An order of 100, 18 of them executed. Found by the whole simulation.
/// </summary>
public sealed class RestatedUnheardTests
{
    private readonly VenueRig rig = new();
    private readonly Order order;

    public RestatedUnheardTests()
    {
        order = rig.Submit();
        rig.OrderRig.Report(order, ExecType.New);
        rig.OrderRig.Fill(order, 18);
    }

    [Fact]
    public void Order_that_the_venue_answers_as_filled_with_what_is_booked_is_filled()
    {
        Answer(OrdStatus.Filled, quantity: 18, done: 18);
        OrderRig.Shows(order, OrdStatus.Filled, 18, 18, 0);
        Assert.False(order.IsOpen);
    }

    [Fact]
    public void Filled_is_the_venues_word_also_where_it_states_the_quantity_asked_for() =>
        Shows(OrdStatus.Filled, 18, 18, 0, () => Answer(OrdStatus.Filled, quantity: 100, done: 18));

    [Fact]
    public void Order_that_lives_on_has_the_quantity_that_the_venue_answers()
    {
        Answer(OrdStatus.PartiallyFilled, quantity: 40, done: 18);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 40, 18, 22);
    }

    [Fact]
    public void Answer_that_knows_of_more_or_fewer_executions_changes_no_quantity() =>
        Shows(OrdStatus.PartiallyFilled, 100, 18, 82, () =>
        {
            Answer(OrdStatus.Filled, quantity: 30, done: 30);
            Answer(OrdStatus.PartiallyFilled, quantity: 40, done: 10);
        });

    [Fact]
    public void More_left_than_here_is_not_taken_over() =>
        Shows(OrdStatus.PartiallyFilled, 100, 18, 82, () => Answer(OrdStatus.PartiallyFilled, quantity: 120, done: 18));

    [Fact]
    public void Answer_from_before_the_last_report_changes_no_quantity() =>
        Shows(OrdStatus.PartiallyFilled, 100, 18, 82, () =>
            Answer(OrdStatus.PartiallyFilled, quantity: 40, done: 18, asOf: order.LastReportAt.AddNanos(-1)));

    [Fact]
    public void Answer_that_does_not_say_of_when_it_is_counts_once_it_cannot_be_older_than_the_last_report()
    {
        Answer(OrdStatus.PartiallyFilled, quantity: 40, done: 18, statesAsOf: false);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 18, 82);
        rig.Pass(60);
        Answer(OrdStatus.PartiallyFilled, quantity: 40, done: 18, statesAsOf: false);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 40, 18, 22);
    }

    [Fact]
    public void While_a_replace_is_on_its_way_its_answer_says_the_quantity()
    {
        rig.OrderRig.Replace(quantity: 50);
        Answer(OrdStatus.PartiallyFilled, quantity: 40, done: 18);
        Assert.Equal(100, order.OrderQty.Value);
    }

    private void Shows(OrdStatus status, decimal quantity, decimal done, decimal left, System.Action act)
    {
        act();
        OrderRig.Shows(order, status, quantity, done, left);
    }

    private void Answer(
        OrdStatus status, decimal quantity, decimal done, UtcNanos asOf = default, bool statesAsOf = true)
    {
        rig.OrderRig.Tick();
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        ExecutionReport report = rig.StatusOf(order, status, done) with { OrderQty = Qty.FromTrusted(quantity) };
        report.TransactTime = order.LastReportAt;
        rig.Venues.Answer(new VenueAnswer
        {
            QueryId = rig.LastAsked.QueryId,
            Venue = OrderRig.VenueName,
            Kind = rig.LastAsked.Kind,
            Status = AnswerStatus.Complete,
            AsOf = !statesAsOf ? default : asOf.IsNone ? rig.OrderRig.Deciding.Now : asOf,
            Orders = [report],
        });
        rig.AnswerAll();
    }
}
