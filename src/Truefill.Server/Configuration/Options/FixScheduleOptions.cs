using System;
using System.Collections.Generic;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>When a session is up, by the clock of a place; each stretch begins with both numbers at 1.</summary>
public sealed record FixScheduleOptions
{
    public required TimeOnly Start { get; init; }

    /// <summary>Not after <see cref="Start"/>: on the next day.</summary>
    public required TimeOnly End { get; init; }

    public required string TimeZone { get; init; }

    /// <summary>The days on which a daily stretch starts; empty: all.</summary>
    public required IReadOnlyList<DayOfWeek> Days { get; init; }

    /// <summary>With <see cref="EndDay"/>: one stretch a week. Null: one a day.</summary>
    public required DayOfWeek? StartDay { get; init; }

    public required DayOfWeek? EndDay { get; init; }

    internal static ValueType<DayOfWeek> WeekDays { get; } = PlainTypes.Choice(
        ("mon", DayOfWeek.Monday), ("tue", DayOfWeek.Tuesday), ("wed", DayOfWeek.Wednesday),
        ("thu", DayOfWeek.Thursday), ("fri", DayOfWeek.Friday), ("sat", DayOfWeek.Saturday),
        ("sun", DayOfWeek.Sunday));

    internal static FixScheduleOptions Read(Section s)
    {
        FixScheduleOptions read = new()
        {
            Start = s.Require("start", ValueTypes.TimeOfDay, default, "When the session begins."),
            End = s.Require("end", ValueTypes.TimeOfDay, default,
                "When it ends; not after `start`: on the next day."),
            TimeZone = s.Get("time_zone", ValueTypes.TimeZone, "UTC", "The zone that the times are in."),
            Days = s.List("days", WeekDays, [], "The days on which a daily session begins; none: all."),
            StartDay = s.Optional("start_day", WeekDays, "With `end_day`: one session a week, from day to day."),
            EndDay = s.Optional("end_day", WeekDays, "The day on which a weekly session ends."),
        };
        if (read.StartDay is null != read.EndDay is null)
            s.Error(read.StartDay is null ? "end_day" : "start_day", "'start_day' and 'end_day' go together");
        else if (read.StartDay is not null && read.Days.Count > 0)
            s.Error("days", "a weekly session has 'start_day' and 'end_day' and no 'days'");
        return read;
    }
}
