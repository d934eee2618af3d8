using System;
using Truefill.Domain.Intake;

namespace Truefill.Simulation.Model;

/// <summary>A set of outcomes.</summary>
[Flags]
public enum Outcomes
{
    None = 0,
    Applied = 1 << InputOutcome.Applied,
    Duplicate = 1 << InputOutcome.Duplicate,
    Ignored = 1 << InputOutcome.Ignored,
    DeadLettered = 1 << InputOutcome.DeadLettered,
}

/// <summary>How one input may end. More than one outcome: the specification leaves it open.</summary>
/// <param name="Certain">Allowed under every reading.</param>
/// <param name="IgnoredToo">Asked when it was ignored: whether it changes nothing under some reading.</param>
public readonly record struct Prediction(Outcomes Certain, Func<bool>? IgnoredToo = null)
{
    public bool Allows(InputOutcome outcome) =>
        Certain.HasFlag((Outcomes)(1 << (int)outcome))
        || (outcome == InputOutcome.Ignored && IgnoredToo is not null && IgnoredToo());

    public static implicit operator Prediction(Outcomes outcomes) => new(outcomes);

    public override string ToString() => Certain + (IgnoredToo is null ? "" : " or Ignored");
}

/// <summary>How many inputs ended in which way.</summary>
public readonly record struct ObservedCounters(
    long Received, long Applied, long Duplicate, long Ignored, long DeadLettered);

/// <summary>Within which bounds each counter must lie after what has been predicted so far.</summary>
public sealed class CounterBounds
{
    private readonly long[] least = new long[5];
    private readonly long[] most = new long[5];

    public long Received { get; private set; }

    public long Least(InputOutcome outcome) => least[(int)outcome];

    public long Most(InputOutcome outcome) => most[(int)outcome];

    internal void Count(in Prediction prediction)
    {
        Received++;
        foreach (InputOutcome outcome in Enum.GetValues<InputOutcome>())
        {
            Outcomes bit = (Outcomes)(1 << (int)outcome);
            bool possible = prediction.Certain.HasFlag(bit)
                || (outcome == InputOutcome.Ignored && prediction.IgnoredToo is not null);
            if (possible) most[(int)outcome]++;
            if (prediction.Certain == bit && prediction.IgnoredToo is null) least[(int)outcome]++;
        }
    }
}
