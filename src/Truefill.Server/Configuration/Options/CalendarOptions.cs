using System;
using System.Collections.Generic;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>The weekday, or holiday, that a session over midnight counts as.</summary>
public enum SessionDay
{
    Open,
    Close,
}

/// <summary>When a market trades, and when its day ends.</summary>
public sealed record CalendarOptions
{
    public required string Name { get; init; }

    public required string TimeZone { get; init; }

    /// <summary>Null with <see cref="Close"/>: round the clock.</summary>
    public required TimeOnly? Open { get; init; }

    /// <summary>Before <see cref="Open"/>: the session runs over midnight.</summary>
    public required TimeOnly? Close { get; init; }

    /// <summary>Of a session over midnight; any other opens and closes on the same day.</summary>
    public SessionDay SessionDay { get; init; }

    /// <summary>When the trading day changes.</summary>
    public required TimeOnly DayRoll { get; init; }

    public required IReadOnlyList<DateOnly> Holidays { get; init; }

    internal static CalendarOptions Read(Section s, string name) => new()
    {
        Name = name,
        TimeZone = s.Require("time_zone", ValueTypes.TimeZone, "UTC", "The zone that the times are in."),
        Open = s.Optional("open", ValueTypes.TimeOfDay,
            "When trading opens; without `open` and `close`, round the clock."),
        Close = s.Optional("close", ValueTypes.TimeOfDay, "When trading closes; before `open`, on the next day."),
        SessionDay = s.Get("session_day",
            PlainTypes.Choice(("open", SessionDay.Open), ("close", SessionDay.Close)), SessionDay.Open,
            "The day that a session over midnight belongs to, which is no holiday and none of a weekend."),
        DayRoll = s.Get("day_roll", ValueTypes.TimeOfDay, TimeOnly.MinValue, "When the trading day changes."),
        Holidays = s.List("holidays", ValueTypes.Date, [], "Days without trading."),
    };
}
