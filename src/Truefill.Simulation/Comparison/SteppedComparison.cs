using System.Collections.Generic;
using Truefill.Domain.Intake;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Comparison;

/// <summary>
/// Keeps a model beside an engine: after each input the keys that it touched are compared, and every so often
/// everything.
/// </summary>
public sealed class SteppedComparison(NaiveModel model, IObservedState observed, int everythingEvery = 1000)
{
    private long steps;

    public NaiveModel Model { get; } = model;

    /// <summary>To be called after the engine has taken the same input and ended it this way.</summary>
    public List<Divergence> Step(in Input input, UtcNanos now, InputOutcome outcome)
    {
        Prediction prediction = Model.Apply(in input, now);
        List<Divergence> found = [];
        if (!Model.Settle(in prediction, outcome))
            found.Add(new Divergence(
                $"input {steps} {input.Kind}", "outcome", prediction.ToString(), outcome.ToString()));
        steps++;
        found.AddRange(steps % everythingEvery == 0
            ? StateComparison.Compare(Model, observed)
            : StateComparison.CompareTouched(Model, observed));
        return found;
    }
}
