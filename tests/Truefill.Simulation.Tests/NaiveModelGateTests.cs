using System;
using Truefill.Domain.Advisories;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Tests;

/// <summary>Kill switches, limits and advisories, as the model knows them.</summary>
public sealed class NaiveModelGateTests
{
    private static readonly FrozenSnapshot Approved = new(
        "ADV", "S", Script.P(5), -0.02m, 0.03m, Script.Q(10), new UtcNanos(2_000), "A", "s", "SIM1");

    [Fact]
    public void Under_an_active_kill_switch_a_client_enters_nothing()
    {
        Script script = new();
        script.Kill();
        Assert.True(Ask(script, 10).MustRefuse);
    }

    [Fact]
    public void A_refusal_for_a_kill_switch_that_nobody_engaged_is_objected_to()
    {
        Script script = new();
        Prediction prediction = Ask(script, 10);
        Assert.False(prediction.MustRefuse);
        Assert.Equal("no kill switch is active", prediction.Objects!(DenyReason.KillSwitchActive));
    }

    [Fact]
    public void An_order_larger_than_a_limit_is_refused_and_one_as_large_is_not()
    {
        Script script = new();
        Set(script, 10);
        Assert.True(Ask(script, 11).MustRefuse);
        Prediction within = Ask(script, 10);
        Assert.False(within.MustRefuse);
        Assert.Equal("no limit is that small", within.Objects!(DenyReason.OrderQtyTooLarge));
    }

    [Fact]
    public void An_order_is_held_to_the_tighter_of_the_configuration_and_a_person()
    {
        Script script = new();
        Define(script, 40);
        Assert.False(Set(script, 20).MustRefuse);
        Define(script, 10);
        Assert.True(Ask(script, 11).MustRefuse);
        Prediction looser = Set(script, 11);
        Assert.True(looser.MustRefuse);
        Assert.True(script.Model.Settle(in looser, InputOutcome.Applied, refused: true));
        Assert.False(Set(script, 10).MustRefuse);
        Define(script, 40);
        Assert.True(Ask(script, 21).MustRefuse);
        Assert.False(Ask(script, 20).MustRefuse);
        Set(script, 40);
        Define(script, null);
        Assert.False(Ask(script, 41).MustRefuse);
    }

    [Fact]
    public void An_approved_advisory_is_executed_once_as_it_was_approved()
    {
        Script script = new();
        Propose(script);
        Assert.True(Execute(script).MustAccept);
        Assert.Null(script.Model.Tell(Order("E1", 10)));
        Assert.True(Execute(script).MustRefuse);
        Assert.Equal("nobody had this advisory executed", script.Model.Tell(Order("E2", 10)));
    }

    [Fact]
    public void Another_size_than_the_approved_one_is_objected_to()
    {
        Script script = new();
        Propose(script);
        Execute(script);
        Assert.Equal("it is not what was approved", script.Model.Tell(Order("E1", 11)));
    }

    [Fact]
    public void An_advisory_is_not_executed_at_its_expiry()
    {
        Script script = new();
        Propose(script);
        Input input = new()
        {
            Kind = InputKind.ExecuteAdvisory,
            Source = "http",
            Body = new ExecuteAdvisory("ADV", RequiresBuyingPower: false, "ann"),
        };
        script.Model.Apply(in input, Approved.ExpirationTimestamp);
        Assert.Equal("the advisory has expired", script.Model.Tell(Order("E1", 10)));
    }

    [Fact]
    public void What_was_declined_is_not_executed()
    {
        Script script = new();
        Propose(script, approve: false);
        Assert.True(Execute(script).MustRefuse);
    }

    private static Prediction Set(Script script, decimal quantity) => script.Say(
        InputKind.SetLimits, new SetLimits([Limit(quantity)], "ops", "test", HasRiskRole: true));

    private static void Define(Script script, decimal? quantity) => script.Say(
        InputKind.DefineLimits,
        new DefineLimits(quantity is { } most ? [Limit(most)] : [], "hash", IsLive: false));

    private static LimitValue Limit(decimal quantity) => new("", "", "", "S", LimitKind.MaxOrderQty, quantity);

    private static Prediction Ask(Script script, decimal quantity) => script.Say(
        InputKind.NewOrderSingle,
        new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted(FormattableString.Invariant($"N{quantity}")),
            Symbol = "S",
            Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Script.Q(quantity)),
            Account = "A",
            Strategy = "s",
            Venue = "SIM1",
        });

    private static void Propose(Script script, bool approve = true)
    {
        script.Say(InputKind.ProposeAdvisory, new ProposeAdvisory(Approved, "model"));
        script.Say(InputKind.DecideAdvisory, new DecideAdvisory("ADV", approve, "", "ann", "test"));
    }

    private static Prediction Execute(Script script) =>
        script.Say(InputKind.ExecuteAdvisory, new ExecuteAdvisory("ADV", RequiresBuyingPower: false, "ann"));

    private static ToldOrder Order(string id, decimal quantity) => new(
        new OrderName("A", id), "s", "S",
        new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Script.Q(quantity)), null, "ADV");
}
