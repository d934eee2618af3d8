using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Reproduction;

/// <summary>
/// Inputs of a journal played once more through the engine and the independent model. Tests that <c>truefill repro</c>
/// writes call this.
/// </summary>
public static class Story
{
    /// <summary>Plays the inputs of a test. Null: engine and model agree; else where they first differ.</summary>
    /// <param name="judgedFrom">
    /// Index of the first input after which they are compared; what is before it led there.
    /// </param>
    /// <param name="inputs">Each a record in base 64, as <c>truefill repro</c> writes it.</param>
    public static string? Play(int judgedFrom, IReadOnlyList<string> inputs) =>
        Play([.. inputs.Select(RecordedInput.Parse)], judgedFrom)?.ToString();

    internal static Divergence? Play(IReadOnlyList<RecordedInput> inputs, int judgedFrom)
    {
        List<Divergence> found = [];
        EngineFault.Watch(found, () => PlayAll(inputs, judgedFrom, found));
        return found.FirstOrDefault();
    }

    private static void PlayAll(IReadOnlyList<RecordedInput> inputs, int judgedFrom, List<Divergence> found)
    {
        EngineBodies bodies = new();
        NaiveModel model = new(EngineAssumptions.Settled(), bodies);
        EngineUnderTest engine = new();
        ObservedBooks observed = new(engine.Books);
        for (int i = 0; i < inputs.Count && found.Count == 0; i++)
        {
            Input input = inputs[i].Input;
            Truefill.Engine.Answer answer = engine.Take(
                WireIdTranslation.Translate(in input, engine.Books), inputs[i].At);
            engine.Commit();
            if (input.Kind is InputKind.Start or InputKind.Stop or InputKind.Audit) continue;
            Prediction prediction = model.Apply(in input, inputs[i].At);
            bool fits = model.Settle(in prediction, answer.Outcome, answer.Reason != DenyReason.None);
            if (i < judgedFrom) continue;
            if (!fits) found.Add(Misjudged(input.Kind, prediction, answer));
            found.AddRange(StateComparison.CompareTouched(model, observed));
        }

        if (found.Count == 0) found.AddRange(StateComparison.Compare(model, observed));
        if (found.Count == 0 && engine.CheckFollower() is { } other)
            found.Add(new Divergence("replayed state", "hash", other.Expected, other.Found));
    }

    private static Divergence Misjudged(InputKind kind, Prediction prediction, Truefill.Engine.Answer answer)
    {
        string expected = prediction + (prediction.MustRefuse ? ", refused" : prediction.MustAccept
            ? ", not refused" : "");
        return new Divergence($"input {kind}", "outcome", expected, $"{answer.Outcome} {answer.Reason}");
    }
}
