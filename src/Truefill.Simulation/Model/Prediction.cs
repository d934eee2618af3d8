using System;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;

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
    /// <summary>It was marked as sent before, and so what changes nothing may count as a duplicate.</summary>
    public bool IsPossDup { get; init; }

    /// <summary>A request that breaks a rule: it has to be refused.</summary>
    public bool MustRefuse { get; init; }

    /// <summary>A request that breaks none: it must not be refused.</summary>
    public bool MustAccept { get; init; }

    /// <summary>Says what is wrong with a refusal for this reason; null: it may be right.</summary>
    public Func<DenyReason, string?>? Objects { get; init; }

    public bool Allows(InputOutcome outcome) =>
        Has((Outcomes)(1 << (int)outcome))
        || (IsPossDup && outcome == InputOutcome.Duplicate && Has(Outcomes.Ignored))
        || (IgnoredToo is not null && IsNothing(outcome) && IgnoredToo());

    public static implicit operator Prediction(Outcomes outcomes) => new(outcomes);

    public override string ToString() => Certain + (IgnoredToo is null ? "" : " or Ignored");

    internal bool MayBe(InputOutcome outcome) =>
        Has((Outcomes)(1 << (int)outcome))
        || (IsPossDup && outcome == InputOutcome.Duplicate && Has(Outcomes.Ignored))
        || (IgnoredToo is not null && IsNothing(outcome));

    private bool Has(Outcomes one) => (Certain & one) != Outcomes.None;

    private bool IsNothing(InputOutcome outcome) =>
        outcome == InputOutcome.Ignored || (IsPossDup && outcome == InputOutcome.Duplicate);
}

/// <summary>How many inputs ended in which way.</summary>
public readonly record struct ObservedCounters(
    long Received, long Applied, long Duplicate, long Ignored, long DeadLettered);

/// <summary>Within which bounds each counter must lie after what has been predicted so far.</summary>
public sealed class CounterBounds
{
    private static readonly InputOutcome[] All = Enum.GetValues<InputOutcome>();

    private readonly long[] least = new long[5];
    private readonly long[] most = new long[5];

    public long Received { get; private set; }

    public long Least(InputOutcome outcome) => least[(int)outcome];

    public long Most(InputOutcome outcome) => most[(int)outcome];

    internal void Count(in Prediction prediction)
    {
        Received++;
        foreach (InputOutcome outcome in All)
        {
            if (!prediction.MayBe(outcome)) continue;
            most[(int)outcome]++;
            if (IsOnly(in prediction, outcome)) least[(int)outcome]++;
        }
    }

    private static bool IsOnly(in Prediction prediction, InputOutcome outcome)
    {
        foreach (InputOutcome other in All)
            if (other != outcome && prediction.MayBe(other)) return false;
        return true;
    }
}
