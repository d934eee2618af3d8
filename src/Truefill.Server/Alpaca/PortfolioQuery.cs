using System;
using System.Globalization;
using Truefill.Domain.Time;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>
/// Which stretch of the past a portfolio history is to show, in which windows. Defaults are Alpaca's: a month; minutes
/// below seven days, quarters of an hour below thirty, else days.
/// </summary>
/// <param name="Width">Length of a window; a whole day: windows are the market's days.</param>
/// <param name="Continuous">Windows outside of market hours too.</param>
/// <param name="ResetsDaily">Profit and loss begin anew each day.</param>
internal sealed record PortfolioQuery(
    DateTimeOffset Start, DateTimeOffset End, string Timeframe, TimeSpan Width, bool Continuous, bool ResetsDaily)
{
    private const int TradingDaysMax = 30;

    private const string PeriodDefault = "1M";
    private const string Daily = "per_day";
    private const string MarketOnly = "market_hours";
    private const string Always = "continuous";
    private const string NoCashflows = "NONE";

    private static readonly ApiField Extended = ApiField.Constant("extended_hours", false) with { Otherwise = "false" };

    private static readonly ApiField Reporting =
        ApiField.Word("intraday_reporting", MarketOnly, Always) with { Otherwise = MarketOnly };

    private static readonly ApiField Reset = ApiField.Word("pnl_reset", Daily, "no_reset") with { Otherwise = Daily };

    public static readonly ApiField[] Parameters =
    [
        ApiField.Text("period") with { Otherwise = PeriodDefault, Example = "1W" },
        ApiField.Word("timeframe", "1Min", "5Min", "15Min", "1H", "1D"), ApiField.Time("start"), ApiField.Time("end"),
        ApiField.Time("date_start"), ApiField.Time("date_end"), Extended, Reporting, Reset,
        ApiField.Word("cashflow_types", NoCashflows),
    ];

    public bool IsDaily => Width >= TimeSpan.FromDays(1);

    public static PortfolioQuery Of(ApiCall call, MarketHours hours, DateTimeOffset now)
    {
        if (call.Query("cashflow_types") is { } flows
            && !string.Equals(flows, NoCashflows, StringComparison.OrdinalIgnoreCase))
            throw AlpacaProblem.NotOffered("cash flows are not kept apart: leave cashflow_types out, or send NONE");
        DateTimeOffset? stated = TimeOf(call, hours, "start") ?? DateOf(call, hours, "date_start", days: 0);
        DateTimeOffset? until = TimeOf(call, hours, "end") ?? DateOf(call, hours, "date_end", days: 1);
        string? period = call.Query("period");
        if (stated is not null && period is not null && until is not null)
            throw AlpacaProblem.Unprocessable("invalid_parameter", "send at most two of start, end and period");
        if (stated is { } from && period is not null) until = EndOf(period, hours, from);
        DateTimeOffset end = Earlier(until ?? now, now);
        DateTimeOffset start = stated ?? StartOf(period ?? PeriodDefault, hours, end);
        if (start < hours.StartOf(AlpacaDate.First))
            throw AlpacaProblem.Unprocessable("invalid_parameter", "that begins before 1700");
        if (start >= end)
            throw AlpacaProblem.Unprocessable("invalid_parameter", "start has to be before end, and before now");
        (string timeframe, TimeSpan width) = TimeframeOf(call, end - start);
        bool resetsDaily = OrderSearch.OneOf(call, Reset) == Daily;
        return new PortfolioQuery(start, end, timeframe, width, IsContinuous(call), resetsDaily);
    }

    private static bool IsContinuous(ApiCall call)
    {
        if (OrderSearch.IsTrue(call.Query(Extended.Name))
            || string.Equals(call.Query(Reporting.Name), "extended_hours", StringComparison.OrdinalIgnoreCase))
            throw AlpacaProblem.NotOffered(
                "a calendar here knows no extended hours: use intraday_reporting=continuous or market_hours");
        OrderSearch.IsTrue(call, Extended);
        return OrderSearch.OneOf(call, Reporting) == Always;
    }

    private static (string, TimeSpan) TimeframeOf(ApiCall call, TimeSpan range)
    {
        string timeframe = call.Query("timeframe")
            ?? (range.TotalDays < 7 ? "1Min" : range.TotalDays < 30 ? "15Min" : "1D");
        (TimeSpan width, int daysMax) = timeframe switch
        {
            "1Min" => (TimeSpan.FromMinutes(1), 7),
            "5Min" => (TimeSpan.FromMinutes(5), TradingDaysMax),
            "15Min" => (TimeSpan.FromMinutes(15), TradingDaysMax),
            "1H" => (TimeSpan.FromHours(1), TradingDaysMax),
            "1D" => (TimeSpan.FromDays(1), int.MaxValue),
            _ => throw AlpacaProblem.Unprocessable(
                "invalid_parameter", $"invalid timeframe '{timeframe}': use 1Min, 5Min, 15Min, 1H or 1D"),
        };

        // A period of 30 days ends today, so it may reach into a further day.
        return range.TotalDays <= (double)daysMax + 1
            ? (timeframe, width)
            : throw AlpacaProblem.Unprocessable(
                "invalid_parameter", $"timeframe {timeframe} goes with at most {daysMax} days; use 1D for more");
    }

    // Days are the market's, and the one that runs counts; weeks, months and years are the calendar's.
    private static DateTimeOffset StartOf(string period, MarketHours hours, DateTimeOffset end)
    {
        DateOnly day = hours.DayOf(end);
        (int count, char unit) = Read(period);
        if (unit != 'D') return hours.StartOf(Shifted(day, -count, unit));
        for (int left = count; ; day = day.AddDays(-1))
            if (hours.IsTradingDay(day) && --left == 0) return hours.StartOf(day);
    }

    private static DateTimeOffset EndOf(string period, MarketHours hours, DateTimeOffset start)
    {
        DateOnly day = hours.DayOf(start);
        (int count, char unit) = Read(period);
        if (unit != 'D') return hours.StartOf(Shifted(day, count, unit)) + (start - hours.StartOf(day));
        for (int left = count; ; day = day.AddDays(1))
            if (hours.IsTradingDay(day) && --left == 0) return hours.StartOf(day.AddDays(1));
    }

    private static DateOnly Shifted(DateOnly day, int count, char unit) => unit switch
    {
        'W' => day.AddDays(7 * count),
        'M' => day.AddMonths(count),
        _ => day.AddYears(count),
    };

    private static (int Count, char Unit) Read(string period)
    {
        if (period.Length >= 2 && period[^1] is 'D' or 'W' or 'M' or 'A' or 'Y'
            && int.TryParse(
                period.AsSpan(0, period.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count is >= 1 and <= 1000) return (count, period[^1]);
        throw InvalidPeriod(period);
    }

    private static ApiException InvalidPeriod(string period) => AlpacaProblem.Unprocessable(
        "invalid_parameter", $"invalid period '{period}': a number and D, W, M or A, for example 1W");

    private static DateTimeOffset? TimeOf(ApiCall call, MarketHours hours, string name)
    {
        if (call.Query(name) is not { } text) return null;
        if (text.Length == 10) return DateOf(call, hours, name, days: 0);
        return UtcNanos.TryParse(text, out UtcNanos time)
            ? DateTimeOffset.FromUnixTimeMilliseconds(time.Value / UtcNanos.PerMillisecond)
            : throw Invalid(name);
    }

    private static DateTimeOffset? DateOf(ApiCall call, MarketHours hours, string name, int days)
    {
        if (call.Query(name) is not { } text) return null;
        return AlpacaDate.TryParse(text, out DateOnly day)
            ? hours.StartOf(day.AddDays(days))
            : throw Invalid(name);
    }

    private static ApiException Invalid(string name) => AlpacaProblem.Unprocessable(
        "invalid_parameter", $"{name} is {AlpacaDate.Form}, or a time such as 2026-01-31T14:30:00Z");

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
