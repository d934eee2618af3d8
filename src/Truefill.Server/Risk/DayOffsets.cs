using System;
using System.Collections.Generic;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Risk;

/// <summary>
/// When the day of a calendar changes, as numbers: the engine knows no time zones. From the year before to three years
/// ahead, so that the same configuration gives the same numbers all year.
/// </summary>
public static class DayOffsets
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    public static IReadOnlyList<DayOffset> Of(CalendarOptions calendar, DateTimeOffset now)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone);

        // A day that rolls at 18:00 is the next one for its last six hours.
        TimeSpan early = calendar.DayRoll == TimeOnly.MinValue
            ? TimeSpan.Zero
            : TimeSpan.FromDays(1) - calendar.DayRoll.ToTimeSpan();
        DateTimeOffset at = new(now.Year - 1, 1, 1, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset end = at.AddYears(4);
        TimeSpan before = zone.GetUtcOffset(at);
        List<DayOffset> offsets = [new DayOffset(default, UtcNanos.NanosOf(before + early))];
        for (at += Step; at < end; at += Step)
        {
            TimeSpan offset = zone.GetUtcOffset(at);
            if (offset == before) continue;
            offsets.Add(new DayOffset(
                UtcNanos.FromMilliseconds(at.ToUnixTimeMilliseconds()), UtcNanos.NanosOf(offset + early)));
            before = offset;
        }

        return offsets;
    }
}
