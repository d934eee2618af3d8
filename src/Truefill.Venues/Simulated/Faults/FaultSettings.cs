using System;

namespace Truefill.Venues.Simulated.Faults;

/// <summary>
/// How often the venue misbehaves: each a probability per message, 0 is never. Faults change what is said and what gets
/// through, never the venue's own books, except <see cref="Bust"/> and <see cref="Correct"/>, which are true.
/// </summary>
public sealed record FaultSettings
{
    /// <summary>A report is lost. What it reported is so.</summary>
    public decimal Drop { get; init; }

    /// <summary>A report comes late, by up to <see cref="DelayMax"/>.</summary>
    public decimal Delay { get; init; }

    /// <summary>A report comes twice, the second time every other time marked PossDupFlag(43).</summary>
    public decimal Duplicate { get; init; }

    /// <summary>A report is overtaken by the next one.</summary>
    public decimal Reorder { get; init; }

    /// <summary>A request takes effect and is not answered. Its later trades are reported.</summary>
    public decimal LoseAck { get; init; }

    /// <summary>A request is refused.</summary>
    public decimal Reject { get; init; }

    /// <summary>A trade is taken back within <see cref="AmendWithin"/>.</summary>
    public decimal Bust { get; init; }

    /// <summary>A trade is corrected within <see cref="AmendWithin"/>.</summary>
    public decimal Correct { get; init; }

    /// <summary>The line drops, for up to <see cref="OutageMax"/>: per request and report.</summary>
    public decimal Disconnect { get; init; }

    /// <summary>
    /// An answer fails, is cut short, is of before, or leaves out an entry and claims to be complete.
    /// </summary>
    public decimal LieInSnapshot { get; init; }

    /// <summary>Per request taken: some open order is forgotten. It never trades, look-ups do not find it.</summary>
    public decimal Forget { get; init; }

    /// <summary>Per reconnect: every open order is forgotten.</summary>
    public decimal Amnesia { get; init; }

    /// <summary>Per request: this one and all others for <see cref="BanTime"/> are refused as too many.</summary>
    public decimal Ban { get; init; }

    public TimeSpan DelayMax { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan OutageMax { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan AmendWithin { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan BanTime { get; init; } = TimeSpan.FromSeconds(5);
}
