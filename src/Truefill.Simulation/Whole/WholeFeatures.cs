using System.Collections.Generic;
using Truefill.Domain.Positions;
using Truefill.Simulation.Generation;
using Truefill.Venues.Simulated;

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

    /// <summary>The configuration is read again and has another limit, or none.</summary>
    public int Reload { get; private init; }

    public int Bust { get; private init; }

    public int Correct { get; private init; }

    public int Reject { get; private init; }

    /// <summary>When the line comes back, the venue knows nothing of the orders that were open.</summary>
    public int Amnesia { get; private init; }

    /// <summary>After a block; one crash in two, where there are any, comes while one is written.</summary>
    public int Checkpoint { get; private init; }

    public VenuePlan Venues { get; private init; }

    /// <summary>An order has a stop-loss and a take-profit.</summary>
    public int Bracket { get; private init; }

    /// <summary>A position is closed by a limit order with a stop-loss beside it, where venues link the two.</summary>
    public int Exit { get; private init; }

    /// <summary>A part of a position moves from one strategy to another.</summary>
    public int Transfer { get; private init; }

    /// <summary>An advisory is proposed, or one that was is executed.</summary>
    public int Advisory { get; private init; }

    /// <summary>A cancel or replace is pending at the venue before it is decided.</summary>
    public int Pending { get; private init; }

    /// <summary>A corporate action splits an order that has executed.</summary>
    public int Split { get; private init; }

    /// <summary>The venues hold two orders of which one cancels the other; else the engine watches the marks.</summary>
    public bool LinksOrders { get; private init; }

    public bool ReordersSectors { get; private init; }

    /// <summary>Before a restart a bit on the disk changes now and then.</summary>
    public bool Rots { get; private init; }

    /// <summary>Processes end because the disk refuses a call, and starts end before they are done.</summary>
    public bool DiskFails { get; private init; }

    /// <summary>Of each account, by which lots are closed.</summary>
    public IReadOnlyList<LotMethod> Methods { get; private init; } = [];

    /// <summary>What the venues charge, with each trade; nothing where it is zero.</summary>
    public TradingFees Fees { get; private init; } = new();

    /// <summary>The story begins shortly before the day of day orders ends, and some are entered.</summary>
    public bool EndsDay { get; private init; }

    /// <summary>A person holds trading, or lets it go on; and processes die at once again, or start held.</summary>
    public int Hold { get; private init; }

    /// <summary>A kill switch of a venue, a strategy or a symbol is set or reset.</summary>
    public int ScopedKill { get; private init; }

    /// <summary>A symbol is restricted, for one account or all, or no longer is.</summary>
    public int Restrict { get; private init; }

    /// <param name="later">
    /// For what came after the first seeds were written down: those without it stay what they were.
    /// </param>
    /// <param name="people">For what people stop, which came later still.</param>
    public static WholeFeatures Of(Chance chance, Chance later, Chance people) => new()
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
        Bracket = Rate(chance, 768),
        Exit = Rate(chance, 64),
        Advisory = Rate(chance, 64),
        Transfer = Rate(chance, 32),
        Amnesia = chance.OneIn(4) ? Rate(chance, 256) : 0,
        LinksOrders = chance.OneIn(2),
        Venues = chance.OneIn(2) ? VenuePlan.One : (VenuePlan)chance.Between(1, 3),
        Methods = [AnyMethod(chance), AnyMethod(chance)],
        Fees = chance.OneIn(2) ? new TradingFees()
            : new TradingFees(0.005m * chance.Below(3), 0.35m * chance.Below(2), 0.0001m * chance.Below(3)),
        EndsDay = chance.OneIn(4),
        Rots = chance.OneIn(2),
        Pending = later.OneIn(4) ? later.Between(1, 512) : 0,
        Split = later.OneIn(4) ? later.Between(1, 64) : 0,
        DiskFails = later.OneIn(2),
        Reload = later.OneIn(4) ? later.Between(1, 64) : 0,
        Hold = people.OneIn(4) ? people.Between(1, 16) : 0,
        ScopedKill = people.OneIn(4) ? people.Between(1, 16) : 0,
        Restrict = people.OneIn(4) ? people.Between(1, 16) : 0,
    };

    private static LotMethod AnyMethod(Chance chance) => (LotMethod)chance.Between(1, 4);

    private static int Rate(Chance chance, int most) => chance.OneIn(2) ? 0 : chance.Between(1, most);
}
