using System;
using System.Collections.Generic;
using System.Globalization;

namespace Truefill.Fix;

/// <summary>One stretch of a schedule, in nanoseconds since 1970 UTC.</summary>
/// <param name="Start">The first nanosecond of it.</param>
/// <param name="End">The first one after it.</param>
public readonly record struct FixWindow(long Start, long End);

/// <summary>
/// When a session is up, by the clock of a place. Each stretch has its own sequence numbers. The rules of the time zone
/// come with <see cref="TimeZone"/>: a time that a change of the clocks skips is taken an hour later, one that occurs
/// twice is taken the first time for a start and the last time for an end.
/// </summary>
public sealed record FixSchedule
{
    /// <summary>Local. With <see cref="EndTime"/> the same, a stretch lasts a whole day or, with days, from day to
    /// day.</summary>
    public required TimeOnly StartTime { get; init; }

    /// <summary>Local, exclusive. Before <see cref="StartTime"/>: on the next day.</summary>
    public required TimeOnly EndTime { get; init; }

    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>With <see cref="EndDay"/>: one stretch per week.</summary>
    public DayOfWeek? StartDay { get; init; }

    public DayOfWeek? EndDay { get; init; }

    /// <summary>The days on which a daily stretch starts; all when empty.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>The stretch that a time lies in; false between stretches.</summary>
    public bool TryGetWindow(long now, out FixWindow window)
    {
        var local = TimeZoneInfo.ConvertTime(FixNanos.ToTime(now), TimeZone);
        var today = DateOnly.FromDateTime(local.DateTime);
        var longest = StartDay is null ? 1 : 7;
        // A stretch that a time lies in began at most so many days before; one more for the change of clocks.
        for (var back = -1; back <= longest + 1; back++)
        {
            var day = today.AddDays(-back);
            if (!StartsOn(day.DayOfWeek)) continue;
            window = new FixWindow(At(day, StartTime, first: true), At(EndOf(day), EndTime, first: false));
            if (now >= window.Start && now < window.End) return true;
        }

        window = default;
        return false;
    }

    /// <summary>The next start after a time: when an initiator need not try before.</summary>
    public long NextStart(long now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(FixNanos.ToTime(now), TimeZone).DateTime);
        for (var ahead = 0; ahead <= 8; ahead++)
        {
            var day = today.AddDays(ahead);
            if (StartsOn(day.DayOfWeek) && At(day, StartTime, first: true) is var start && start > now) return start;
        }

        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"a schedule without a start within a week of {FixNanos.ToTime(now):O}"));
    }

    private bool StartsOn(DayOfWeek day)
    {
        if (StartDay is { } only) return day == only;
        if (Days.Count == 0) return true;
        foreach (var listed in Days)
            if (listed == day) return true;
        return false;
    }

    private DateOnly EndOf(DateOnly start)
    {
        if (StartDay is not { } first) return EndTime > StartTime ? start : start.AddDays(1);
        var days = ((int)(EndDay ?? first) - (int)first + 7) % 7;
        return start.AddDays(days == 0 && EndTime <= StartTime ? 7 : days);
    }

    private long At(DateOnly day, TimeOnly time, bool first)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (TimeZone.IsInvalidTime(local)) local = local.AddHours(1);
        var offset = TimeZone.GetUtcOffset(local);
        if (TimeZone.IsAmbiguousTime(local))
        {
            var offsets = TimeZone.GetAmbiguousTimeOffsets(local);
            // The greater offset is the earlier moment.
            offset = offsets[0] > offsets[1] == first ? offsets[0] : offsets[1];
        }

        return FixNanos.Of(new DateTimeOffset(local, offset));
    }
}
