using System;
using System.Collections.Generic;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated.Sessions;

/// <summary>
/// When a market trades: each weekday that is no holiday, from open to close in its own time zone. A close at or before
/// the open is on the next day, and the session belongs to the day of its open or of its close. Without open and close
/// it trades round the clock and its day ends at midnight.
/// </summary>
public sealed class SessionCalendar
{

    private readonly TimeZoneInfo zone;
    private readonly TimeOnly? open;
    private readonly TimeOnly? close;
    private readonly HashSet<DateOnly> holidays;
    private readonly int closeDay;

    /// <param name="isOfCloseDay">
    /// A session over midnight is held if the day of its close is a weekday and no holiday; else, if that of its open
    /// is.
    /// </param>
    public SessionCalendar(
        TimeZoneInfo zone,
        TimeOnly? open,
        TimeOnly? close,
        IEnumerable<DateOnly>? holidays = null,
        bool isOfCloseDay = false)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (open is null != close is null)
            throw new ArgumentException("a session has an open and a close, or neither", nameof(close));
        this.zone = zone;
        this.open = open;
        this.close = close;
        this.holidays = [.. holidays ?? []];
        closeDay = close <= open && isOfCloseDay ? 1 : 0;
    }

    /// <summary>Round the clock, the day ending at midnight UTC.</summary>
    public static SessionCalendar Always { get; } = new(TimeZoneInfo.Utc, null, null);

    /// <summary>The phase that the instant lies in.</summary>
    public SessionPhase At(UtcNanos time)
    {
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(time.ToDateTime(), zone));
        if (open is null)
            return new SessionPhase(
                true, Instant(today, TimeOnly.MinValue), Instant(today.AddDays(1), TimeOnly.MinValue));

        // A session over midnight began yesterday; closures are seldom longer than a fortnight.
        UtcNanos closedSince = new(long.MinValue);
        for (int day = -15; day <= 15; day++)
        {
            DateOnly date = today.AddDays(day);
            if (!Trades(date.AddDays(closeDay))) continue;
            UtcNanos opens = Instant(date, open.Value);
            UtcNanos closes = Instant(close <= open ? date.AddDays(1) : date, close!.Value);
            if (time < opens) return new SessionPhase(false, closedSince, opens);
            if (time < closes) return new SessionPhase(true, opens, closes);
            closedSince = closes;
        }

        return new SessionPhase(false, closedSince, Instant(today.AddDays(1), TimeOnly.MinValue));
    }

    private bool Trades(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(date);

    private UtcNanos Instant(DateOnly date, TimeOnly at)
    {
        DateTime local = date.ToDateTime(at, DateTimeKind.Unspecified);

        // A time that the clock skips in spring is the moment of the change.
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        return UtcNanos.Of(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone)));
    }
}
