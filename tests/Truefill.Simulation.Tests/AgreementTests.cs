using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Tests;

public sealed class AgreementTests
{
    private static readonly OrderName X = new("A", "X");
    private static readonly PositionName S = new("A", "s", "S");
    private readonly Script script = new();
    private readonly FakeState state = new();
    private readonly Agreement agreed = new();

    public AgreementTests()
    {
        script.Play("new X 100; New X; trade X 40 5 a");
        state.OrdersByKey[X] = new ObservedOrder(OrdStatus.PartiallyFilled, 100, 40, 60, 5, 0);
        state.PositionsByKey[S] = new ObservedPosition(40, 0, -200, [], 200);
        state.CountAll(script.Model);
        Assert.Empty(StateComparison.CompareKeys(script.Model, state, script.Model.Orders, [S], agreed));
    }

    [Theory]
    [InlineData("order")]
    [InlineData("position")]
    [InlineData("fees")]
    public void What_an_engine_shows_otherwise_than_when_it_agreed_is_found_without_a_word_about_it(string which)
    {
        if (which == "order") state.OrdersByKey[X] = state.OrdersByKey[X] with { CumQty = 41 };
        if (which == "position") state.PositionsByKey[S] = state.PositionsByKey[S] with { NetCash = -1 };
        if (which == "fees")
            state.PositionsByKey[S] = state.PositionsByKey[S] with { Fees = [new Money(1, Currency.Usd)] };
        Assert.Single(StateComparison.Compare(script.Model, state, agreed));
    }

    [Fact]
    public void A_model_shows_of_what_no_input_touched_what_it_showed_before()
    {
        for (ulong seed = 1; seed <= 6; seed++)
        {
            NaiveModel model = new(EngineAssumptions.Settled());
            InputGenerator generator = new(seed);
            Dictionary<ModelOrder, OrderView> orders = [];
            Dictionary<PositionName, (PositionView, string)> positions = [];
            int step = 0;
            foreach (Input input in InputGeneratorTests.Run(generator, 2_000))
            {
                model.Apply(in input, generator.Now);
                foreach (ModelOrder order in model.TouchedOrders) orders.Remove(order);
                foreach (PositionName key in model.TouchedPositions) positions.Remove(key);
                if (input.Kind is InputKind.DefineInstrument or InputKind.DefineAccount) positions.Clear();
                if (++step % 50 != 0) continue;
                Reading reading = model.Assumptions.First;
                foreach (ModelOrder order in model.Orders)
                {
                    OrderView view = order.View(reading);
                    if (orders.TryGetValue(order, out OrderView before)) Assert.Equal(before, view);
                    orders[order] = view;
                }

                foreach (PositionName key in model.Positions)
                {
                    string fees = string.Join(';', model.Fees(key, reading).OrderBy(f => f.Key));
                    (PositionView, string) now = (model.Position(key), fees);
                    if (positions.TryGetValue(key, out (PositionView, string) before)) Assert.Equal(before, now);
                    positions[key] = now;
                }
            }
        }
    }

    [Fact]
    public void An_engine_that_shows_what_it_showed_although_something_was_said_is_found()
    {
        script.Play("trade X 10 5 b");
        agreed.Forget(script.Model.TouchedOrders, script.Model.TouchedPositions);
        string[] keys = [.. StateComparison.Compare(script.Model, state, agreed).Select(d => d.Key).Distinct()];
        Assert.Contains(X.ToString(), keys);
        Assert.Contains(S.ToString(), keys);
    }

    [Fact]
    public void What_agreed_and_was_not_spoken_of_is_not_worked_out_again()
    {
        script.Play("trade X 10 5 b");
        Assert.DoesNotContain(
            StateComparison.Compare(script.Model, state, agreed), d => d.Key == X.ToString() || d.Key == S.ToString());
    }
}
