using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Alpaca;

/// <summary>
/// A configured calendar, Monday to Friday without its holidays. Without one, or without hours in it, the market is
/// round the clock: every day, and each ends as the next begins.
/// </summary>
internal sealed class MarketHours(CalendarOptions? calendar)
{
    private const int DaysAhead = 40;

    private readonly TimeZoneInfo zone = calendar is null ? TimeZoneInfo.Utc
        : TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone);

    private bool IsOverMidnight => !HasHours || calendar!.Close <= calendar.Open;

    private bool IsOfCloseDay => HasHours && calendar!.SessionDay == SessionDay.Close;

    private bool HasHours => calendar is { Open: not null, Close: not null };

    public bool IsOpen(DateTimeOffset now)
    {
        if (!HasHours) return IsTradingDay(DayOf(now));
        DateOnly day = DayOf(now);
        foreach (DateOnly each in (ReadOnlySpan<DateOnly>)[day.AddDays(-1), day, day.AddDays(1)])
            if (IsTradingDay(each) && Opens(each) <= now && now < Closes(each)) return true;
        return false;
    }

    public DateTimeOffset NextOpen(DateTimeOffset now) => Next(now, Opens);

    public DateTimeOffset NextClose(DateTimeOffset now) => Next(now, Closes);

    public DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    /// <summary>Midnight of the market's zone.</summary>
    public DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>When a day opens and closes; the whole day where there are no hours.</summary>
    public (DateTimeOffset Open, DateTimeOffset Close) SessionOf(DateOnly day) => (Opens(day), Closes(day));

    public bool IsTradingDay(DateOnly day)
    {
        if (calendar?.Holidays.Contains(day) == true) return false;
        return !HasHours || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    public void Write(Utf8JsonWriter json, DateOnly day)
    {
        string open = Text(calendar?.Open, "HH:mm");
        string close = Text(calendar?.Close, "HH:mm");
        json.WriteStartObject();
        json.WriteString("date", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("open", open);
        json.WriteString("close", close);
        json.WriteString("session_open", Text(calendar?.Open, "HHmm"));
        json.WriteString("session_close", Text(calendar?.Close, "HHmm"));
        json.WriteNull("settlement_date");
        json.WriteEndObject();
    }

    private static string Text(TimeOnly? time, string format) =>
        (time ?? TimeOnly.MinValue).ToString(format, CultureInfo.InvariantCulture);

    private DateTimeOffset Next(DateTimeOffset now, Func<DateOnly, DateTimeOffset> of)
    {
        DateOnly day = DayOf(now).AddDays(-1);
        for (int i = 0; i < DaysAhead; i++, day = day.AddDays(1))
            if (IsTradingDay(day) && of(day) > now) return of(day);
        return of(day);
    }

    // A close that is not after the open is on the day after it: the session is of the one day or of the other.
    private DateTimeOffset Opens(DateOnly day) =>
        At(IsOverMidnight && IsOfCloseDay ? day.AddDays(-1) : day, calendar?.Open ?? TimeOnly.MinValue);

    private DateTimeOffset Closes(DateOnly day) =>
        At(IsOverMidnight && !IsOfCloseDay ? day.AddDays(1) : day, calendar?.Close ?? TimeOnly.MinValue);

    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        DateTime local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
