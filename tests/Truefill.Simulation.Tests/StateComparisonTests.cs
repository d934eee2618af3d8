using System.Linq;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Tests;

public sealed class StateComparisonTests
{
    private static readonly OrderName X = new("A", "X");
    private static readonly PositionName S = new("A", "s", "S");

    [Fact]
    public void An_engine_that_agrees_has_no_divergences()
    {
        (NaiveModel model, FakeState state) = Traded();
        Assert.Empty(StateComparison.Compare(model, state));
        Assert.Empty(StateComparison.CompareTouched(model, state));
    }

    [Fact]
    public void A_wrong_number_is_named_with_its_key_its_field_and_both_values()
    {
        (NaiveModel model, FakeState state) = Traded();
        state.OrdersByKey[X] = state.OrdersByKey[X] with { CumQty = 41 };
        Divergence only = Assert.Single(StateComparison.Compare(model, state));
        Assert.Equal("order A/X CumQty: expected 40, found 41", only.ToString());
    }

    [Fact]
    public void A_wrong_position_an_order_too_many_and_a_lost_input_are_all_found()
    {
        (NaiveModel model, FakeState state) = Traded();
        state.PositionsByKey[S] = state.PositionsByKey[S] with { NetCash = -199, Fees = [new Money(1, Currency.Usd)] };
        state.OrdersByKey[new OrderName("A", "ghost")] = default;
        state.Counters = state.Counters with { Received = state.Counters.Received - 1 };
        string[] fields = [.. StateComparison.Compare(model, state).Select(d => d.Field)];
        Assert.Equal(["Fees USD", "NetCash", "presence", "received", "sum of outcomes"], fields.Order());
    }

    [Fact]
    public void A_position_that_is_missing_counts_as_nothing()
    {
        (NaiveModel model, FakeState state) = Traded();
        state.PositionsByKey.Clear();
        Assert.Equal(["Cost", "NetCash", "Quantity"], StateComparison.Compare(model, state).Select(d => d.Field).Order());
    }

    [Fact]
    public void Either_reading_is_accepted_until_one_is_settled()
    {
        Script script = new();
        script.Play("new X 100; New X; cancel Y X; PendingCancel Y; Canceled X");
        FakeState state = new();
        state.OrdersByKey[X] = new ObservedOrder(OrdStatus.Canceled, 100, 0, 0, 0, 0);
        state.CountAll(script.Model);
        Assert.Empty(StateComparison.Compare(script.Model, state));
        script.Model.Assumptions.Settle(OpenQuestion.ClosingEndsPending, yes: false);
        Assert.Equal("OrdStatus", Assert.Single(StateComparison.Compare(script.Model, state)).Field);
    }

    [Fact]
    public void An_outcome_that_was_not_allowed_is_not_settled()
    {
        NaiveModel model = new();
        Input input = new() { Kind = InputKind.Ignored, Source = "venue:SIM1" };
        Prediction prediction = model.Apply(in input, default);
        Assert.False(model.Settle(in prediction, InputOutcome.Applied));
    }

    [Fact]
    public void A_model_agrees_with_itself_through_every_fault()
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            NaiveModel model = new();
            InputGenerator generator = new(seed);
            foreach (Input input in InputGeneratorTests.Run(generator, 2_000)) model.Apply(in input, generator.Now);
            FakeState state = FakeState.Of(model);
            state.CountAll(model);
            Assert.DoesNotContain(StateComparison.Compare(model, state), d => d.Key != "counters");
        }
    }

    private static (NaiveModel Model, FakeState State) Traded()
    {
        Script script = new();
        script.Play("new X 100; New X; trade X 40 5 a");
        FakeState state = new();
        state.OrdersByKey[X] = new ObservedOrder(OrdStatus.PartiallyFilled, 100, 40, 60, 5, 0);
        state.PositionsByKey[S] = new ObservedPosition(40, 0, -200, [], 200);
        state.CountAll(script.Model);
        return (script.Model, state);
    }
}
