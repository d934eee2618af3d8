using System;

namespace Truefill;

/// <summary>
/// Mistakes that a build with -p:PlantedBugs=true can make on purpose, one per run: the proof that the simulation finds
/// what its faults are there to find. Each is one branch under #if PLANTED_BUGS; the shipped program has none of them.
/// </summary>
internal enum Bug
{
    None,

    /// <summary>A repeated execution is booked again.</summary>
    DuplicateBookedAgain,

    /// <summary>A bust leaves its trade as it is.</summary>
    BustIgnored,

    /// <summary>A correction leaves the first price.</summary>
    CorrectionKeepsPrice,

    /// <summary>What came before the trade that it is about is never applied.</summary>
    EarlyAmendmentLost,

    /// <summary>The same id with other content passes for a repetition.</summary>
    ConflictPassesForDuplicate,

    /// <summary>Ids of a venue that starts them anew each day are kept without the day.</summary>
    ScopeForgotten,

    /// <summary>A trade of an order that has ended does not count in it.</summary>
    LateFillLost,

    /// <summary>What is executed beyond the ordered quantity does not count.</summary>
    OverfillCapped,

    /// <summary>A split leaves what was executed before it.</summary>
    SplitIgnored,

    /// <summary>Done for the day lasts for ever.</summary>
    DayNeverEnds,

    /// <summary>An order that expired stays open.</summary>
    ExpiryIgnored,

    /// <summary>A refused request stays open.</summary>
    RefusalKeepsRequest,

    /// <summary>A restatement leaves the quantity.</summary>
    RestatementIgnored,

    /// <summary>The highest lot is closed last.</summary>
    HifoBackwards,

    /// <summary>A trade that comes late stands last in its position.</summary>
    LateTradeStandsLast,

    /// <summary>A charge that follows its trade is not booked.</summary>
    LateFeeLost,

    /// <summary>A charge in another currency is taken for the contract's.</summary>
    ForeignFeeTakenForOwn,

    /// <summary>The average pool rounds down.</summary>
    PoolRoundsDown,

    /// <summary>Recovery and replica pass over a record now and then.</summary>
    RecordSkipped,

    /// <summary>A block whose bytes changed on the disk is taken as it is.</summary>
    ChecksumIgnored,

    /// <summary>A block is released without having been synced.</summary>
    SyncForgotten,

    /// <summary>An active global kill switch covers no order.</summary>
    GlobalKillStopsNothing,

    /// <summary>A new order without an answer is taken for one that never arrived.</summary>
    SilenceTakenForRejection,

    /// <summary>A venue's list that was cut short is taken for a whole one.</summary>
    PartialListTrusted,

    /// <summary>A new order is decided as if no kill switch were active; only the gateway still stops it.</summary>
    EntersUnderKill,

    /// <summary>Recovery trusts a last block that a failed sync may have left to the kernel alone.</summary>
    LastBlockNotRewritten,
}

/// <summary>The one mistake of this run: the name in PLANTED_BUG.</summary>
internal static class Planted
{
#pragma warning disable RS0030 // Only in a build whose purpose is to be wrong.
    private static readonly string? Name = Environment.GetEnvironmentVariable("PLANTED_BUG");
#pragma warning restore RS0030

    private static readonly Bug Chosen = string.IsNullOrEmpty(Name) ? Bug.None : Enum.Parse<Bug>(Name);

    public static bool Is(Bug bug) => Chosen == bug;
}
