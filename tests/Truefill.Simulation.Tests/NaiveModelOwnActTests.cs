using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Tests;

/// <summary>What the engine does of its own accord, and what the model objects to.</summary>
public sealed class NaiveModelOwnActTests
{
    private static readonly OrderName X = new("A", "X");

    [Fact]
    public void A_leg_may_close_what_its_order_executed_and_no_more()
    {
        Script script = Protected();
        Assert.Null(script.Model.Tell(Leg("L1", 40)));
        Assert.Equal("it closes more than 40", script.Model.Tell(Leg("L2", 41)));
    }

    [Fact]
    public void A_leg_stands_on_the_position_of_its_order()
    {
        Script script = Protected();
        Assert.NotNull(script.Model.Tell(Leg("L1", 40) with { Strategy = "other" }));
        Assert.NotNull(script.Model.Tell(Leg("L2", 40) with { Protects = new OrderName("A", "unknown") }));
    }

    [Fact]
    public void An_order_that_was_not_to_be_protected_gets_no_leg()
    {
        Script script = new();
        script.Play("new X 100; New X; trade X 40 5 a");
        Assert.Equal("its order is not to be protected", script.Model.Tell(Leg("L1", 40)));
    }

    [Fact]
    public void Nobody_else_asked_for_an_order_of_the_engines_own() =>
        Assert.Equal("nobody asked for it", Protected().Model.Tell(Leg("L1", 40) with { Protects = null }));

    [Fact]
    public void A_held_order_ends_at_once_when_it_is_canceled_and_takes_a_new_quantity_at_once()
    {
        Script script = new();
        script.Play("new X 100");
        Assert.Null(script.Model.Tell(new ToldHeld(X)));
        script.Play("replace R X 60 => PendingNew 60 0 60; cancel C X => Canceled 60 0 0");
    }

    [Fact]
    public void A_held_order_is_sent_once()
    {
        Script script = new();
        script.Play("new X 100");
        Assert.Null(script.Model.Tell(new ToldHeld(X)));
        Assert.Null(script.Model.Tell(new ToldSent(X)));
        Assert.Equal("it has been sent before", script.Model.Tell(new ToldSent(X)));
    }

    [Fact]
    public void What_provably_did_not_leave_is_over()
    {
        Script script = new();
        script.Play("new X 100");
        script.Say(InputKind.SendFailed, new UnsentRequest(X, ""));
        script.Play("PendingNew X => Canceled 100 0 0");
    }

    [Fact]
    public void An_order_that_nobody_asked_to_cancel_stays_unless_a_kill_switch_is_active()
    {
        Script script = new();
        script.Play("new X 100; New X");
        Assert.Equal("nobody asked to cancel it", script.Model.Tell(new ToldRequest(X, "own-1", null)));
        script.Kill();
        Assert.Null(script.Model.Tell(new ToldRequest(X, "own-2", null)));
    }

    [Fact]
    public void Silence_ends_nothing()
    {
        Script script = new();
        script.Play("new X 100");
        Assert.Equal(
            "concluded from nothing that a venue said",
            script.Model.Tell(new ToldResolution(X, "", Resolution.Rejected)));
    }

    [Theory]
    [InlineData(AnswerStatus.NotFound, true)]
    [InlineData(AnswerStatus.Complete, true)]
    [InlineData(AnswerStatus.Partial, false)]
    [InlineData(AnswerStatus.Failed, false)]
    public void That_an_order_is_not_there_only_a_whole_answer_says(AnswerStatus status, bool isEvidence)
    {
        Script script = new();
        script.Play("new X 100");
        script.Answer(QueryKind.Order, status);
        string? objection = script.Model.Tell(new ToldResolution(X, "", Resolution.Rejected));
        Assert.Equal(isEvidence, objection is null);
        if (isEvidence) Assert.Equal(OrdStatus.Rejected, script.Order.OrdStatus);
    }

    [Fact]
    public void A_list_of_open_orders_without_it_does_not_say_that_an_order_never_arrived()
    {
        Script script = new();
        script.Play("new X 100");
        script.Answer(QueryKind.OpenOrders, AnswerStatus.Complete);
        Assert.NotNull(script.Model.Tell(new ToldResolution(X, "", Resolution.Rejected)));
    }

    [Theory]
    [InlineData(OrdStatus.Canceled, true)]
    [InlineData(OrdStatus.New, false)]
    public void A_cancel_is_concluded_from_an_answer_that_shows_it(OrdStatus shown, bool isEvidence)
    {
        Script script = new();
        script.Play("new X 100; New X; cancel C X");
        script.Answer(QueryKind.Order, AnswerStatus.Complete, script.Report(ExecType.OrderStatus, "X") with
        {
            OrdStatus = shown,
        });
        Assert.Equal(isEvidence, script.Model.Tell(new ToldConclusion(X, ExecType.Canceled, "C", null)) is null);
    }

    [Fact]
    public void A_replace_that_an_answer_shows_has_the_quantity_that_was_asked_for()
    {
        Script script = new();
        script.Play("new X 100; New X; replace R X 60");
        script.Answer(QueryKind.Order, AnswerStatus.Complete, script.Report(ExecType.OrderStatus, "R") with
        {
            OrdStatus = OrdStatus.New,
            OrderQty = Script.Q(60),
        });
        Assert.Null(script.Model.Tell(new ToldResolution(X, "R", Resolution.Accepted)));
        Assert.Equal(60, script.Order.OrderQty);
    }

    [Fact]
    public void What_an_answer_shows_is_as_old_as_that_and_not_as_its_arrival()
    {
        Script script = new();
        script.Play("new X 100; New X; replace R X 60; cancel C X");
        ExecutionReport shown = script.Report(ExecType.OrderStatus, "R") with
        {
            OrdStatus = OrdStatus.New,
            OrderQty = Script.Q(60),
        };
        ExecutionReport canceled = script.Report(ExecType.Canceled, "C");
        script.Answer(QueryKind.Order, AnswerStatus.Complete, shown);
        Assert.Null(script.Model.Tell(new ToldResolution(X, "R", Resolution.Accepted)));
        script.Say(canceled);
        Assert.Equal(60, script.Model.FindOrder("A", "X")!.View(InVenueOrder).OrderQty);
    }

    private static Reading InVenueOrder => default(Reading).With(OpenQuestion.VenueOrderCounts);

    // Order X for 100 with a stop-loss, of which 40 are executed.
    private static Script Protected()
    {
        Script script = new();
        script.Say(InputKind.NewOrderSingle, new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted("X"),
            Symbol = "S",
            Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Script.Q(100)),
            Account = "A",
            Strategy = "s",
            Bracket = new Bracket(null, Script.P(4)),
        });
        script.Play("New X; trade X 40 5 a");
        return script;
    }

    private static ToldOrder Leg(string id, decimal quantity) => new(
        new OrderName("A", id), "s", "S",
        new OrderTerms(Side.Sell, OrdType.Stop, TimeInForce.GoodTillCancel, Script.Q(quantity), StopPx: Script.P(4)),
        X, "");
}
