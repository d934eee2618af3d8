using System;
using System.Collections.Generic;
using Truefill.Domain.Time;
using Truefill.Fix;

namespace Truefill.Venues.Fix;

/// <summary>For how long a venue gives each ExecID(17) only once.</summary>
public enum ExecIdScope
{
    /// <summary>For ever, as FIX asks for.</summary>
    Forever,

    /// <summary>
    /// Ids start anew each trade date: TradeDate(75), else the day of TransactTime(60) in the venue's zone.
    /// </summary>
    TradeDate,
}

/// <summary>
/// How one counterparty speaks FIX where the standard leaves room or counterparties leave the standard.
/// </summary>
public sealed record FixDialect
{
    /// <summary>As the standard says.</summary>
    public static FixDialect Standard { get; } = new();

    public ExecIdScope ExecIdScope { get; init; }

    /// <summary>Where the venue's trade date rolls at midnight, and where the day of an ExpireDate(432) ends.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>
    /// The version of a message under FIXT.1.1 that has no ApplVerID(1128): DefaultApplVerID(1137) of the Logon.
    /// </summary>
    public FixVersion FixtDefault { get; init; } = FixVersion.Fix50SP2;

    /// <summary>Where the parser is to be more patient.</summary>
    public FixParseOptions ParseOptions { get; init; }

    /// <summary>Commission(12) of a fill is that fill's own. False: this venue's is not to be booked at all.</summary>
    public bool BooksCommission { get; init; } = true;

    /// <summary>False: CumQty(14), LeavesQty(151) and AvgPx(6) mean nothing, as where they are always 0.</summary>
    public bool StatesTotals { get; init; } = true;

    /// <summary>The form of our ids on the wire.</summary>
    public FixIdForm ClOrdIds { get; init; } = FixIdForm.AsIs;

    /// <summary>Our accounts by the names that the counterparty has for them.</summary>
    public FixAccountNames Accounts { get; init; } = FixAccountNames.Same;

    /// <summary>Fields of the counterparty's own that every order and replace carries, behind the others.</summary>
    public IReadOnlyList<(int Tag, string Value)> OrderFields { get; init; } = [];

    /// <summary>
    /// The scope of the ids of what was executed then, where no TradeDate(75) says otherwise: the day in the venue's
    /// zone where its ids start anew each day, else 0.
    /// </summary>
    public int ScopeAt(UtcNanos at)
    {
        if (ExecIdScope == ExecIdScope.Forever) return 0;
        return ScopeOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at.ToDateTime(), TimeZone)));
    }

    internal static DateOnly FirstDate { get; } = DateOnly.FromDateTime(DateTime.UnixEpoch);

    // The journal has no scope below zero.
    internal static int ScopeOf(DateOnly date) => Math.Max(0, date.DayNumber - FirstDate.DayNumber);
}
