using Truefill.Domain.Venues;
using Truefill.Simulation.Generation;

namespace Truefill.Simulation.Whole;

/// <summary>What a seed's world does out of the ordinary: each in 1024, 0 for about half of them.</summary>
internal sealed record WholeFeatures
{
    public int Drop { get; private init; }

    public int Delay { get; private init; }

    public int Duplicate { get; private init; }

    public int Reorder { get; private init; }

    /// <summary>The line drops under a request, or under what the venue says.</summary>
    public int Cut { get; private init; }

    /// <summary>An answer is lost, fails, is cut short or comes late.</summary>
    public int BadAnswer { get; private init; }

    public int Crash { get; private init; }

    public int Kill { get; private init; }

    public int Foreign { get; private init; }

    public int UnaskedCancel { get; private init; }

    public int Limits { get; private init; }

    public int Bust { get; private init; }

    public int Correct { get; private init; }

    public int Reject { get; private init; }

    /// <summary>After a block; one crash in two, where there are any, comes while one is written.</summary>
    public int Checkpoint { get; private init; }

    public VenuePlan Venues { get; private init; }

    /// <summary>The venue forgets an open order, and tells nobody.</summary>
    public int Forget { get; private init; }

    public OrphanPolicy Orphans { get; private init; }

    public bool ReordersSectors { get; private init; }

    /// <param name="chance">Of the seed.</param>
    /// <param name="other">Of the seed too, for what was added later: a kept seed stays mostly the same.</param>
    public static WholeFeatures Of(Chance chance, Chance other) => new()
    {
        Drop = Rate(chance, 64),
        Delay = Rate(chance, 128),
        Duplicate = Rate(chance, 128),
        Reorder = Rate(chance, 128),
        Cut = Rate(chance, 16),
        BadAnswer = Rate(chance, 512),
        Crash = Rate(chance, 4),
        Kill = Rate(chance, 4),
        Foreign = Rate(chance, 32),
        UnaskedCancel = Rate(chance, 16),
        Limits = Rate(chance, 8),
        Bust = Rate(chance, 64),
        Correct = Rate(chance, 64),
        Reject = Rate(chance, 64),
        ReordersSectors = chance.OneIn(2),
        Checkpoint = Rate(chance, 16),
        Venues = chance.OneIn(2) ? VenuePlan.One : (VenuePlan)chance.Between(1, 3),
        Forget = Rate(other, 8),
        Orphans = (OrphanPolicy)other.Below(3),
    };

    private static int Rate(Chance chance, int most) => chance.OneIn(2) ? 0 : chance.Between(1, most);
}
