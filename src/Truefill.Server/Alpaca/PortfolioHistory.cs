using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Server.Alpaca;

/// <summary>
/// Equity, profit and loss of an account in windows of time: labelled by their beginning, valued at their end. Profit
/// is that of trading, so money paid in or out is none. Windows before anything was known are left out.
/// </summary>
internal sealed class PortfolioHistory(
    PortfolioQuery query, MarketHours hours, List<(UtcNanos At, AccountWorth Worth)> points)
{
    /// <param name="now">The account as it is, for the base value where there is no window.</param>
    public void Write(Utf8JsonWriter json, in AccountWorth now)
    {
        List<Row> rows = Rows();
        AccountWorth? before = rows.Count == 0 ? null : EquitySeries.At(points, Nanos(rows[0].Start));
        AccountWorth first = before ?? (rows.Count == 0 ? now : points[0].Worth);
        json.WriteStartObject();
        WriteAll(json, "timestamp", rows, row => row.Start.ToUnixTimeSeconds());
        WriteAll(json, "equity", rows, row => row.Worth.Equity);
        WriteAll(json, "profit_loss", rows, row => Gain(row, first));
        WriteAll(json, "profit_loss_pct", rows, row => Share(row, first));
        Write(json, "base_value", first.Equity ?? rows.Select(row => Base(row, first)).FirstOrDefault(IsKnown));
        if (before is not null)
            json.WriteString(
                "base_value_asof",
                DayBefore(rows[0].Start).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("timeframe", query.Timeframe);
        json.WriteStartObject("cashflow");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private DateOnly DayBefore(DateTimeOffset start)
    {
        DateOnly day = hours.DayOf(start).AddDays(-1);
        while (!hours.IsTradingDay(day)) day = day.AddDays(-1);
        return day;
    }

    private List<Row> Rows()
    {
        List<Row> rows = [];
        for (DateOnly day = hours.DayOf(query.Start); hours.StartOf(day) < query.End; day = day.AddDays(1))
        {
            if (!query.Continuous && !hours.IsTradingDay(day)) continue;
            DateTimeOffset dayStart = hours.StartOf(day);
            DateTimeOffset dayEnd = hours.StartOf(day.AddDays(1));
            AccountWorth? dayBase = EquitySeries.At(points, Nanos(dayStart));
            if (query.IsDaily) Add(rows, dayStart, dayEnd, dayBase);
            else AddWindows(rows, day, dayStart, dayEnd, dayBase);
        }

        return rows;
    }

    private void AddWindows(
        List<Row> rows, DateOnly day, DateTimeOffset dayStart, DateTimeOffset dayEnd, AccountWorth? dayBase)
    {
        (DateTimeOffset from, DateTimeOffset to) = query.Continuous ? (dayStart, dayEnd) : hours.SessionOf(day);
        for (DateTimeOffset start = from; start < to && start < query.End; start += query.Width)
        {
            if (start < query.Start) continue;
            dayBase = Add(rows, start, start + query.Width < to ? start + query.Width : to, dayBase);
        }
    }

    // The first that is known of a day stands for its beginning where that is not known.
    private AccountWorth? Add(List<Row> rows, DateTimeOffset start, DateTimeOffset end, AccountWorth? dayBase)
    {
        DateTimeOffset at = end < query.End ? end : query.End;
        if (EquitySeries.At(points, Nanos(at)) is not { } worth) return dayBase;
        AccountWorth began = dayBase ?? points[0].Worth;
        rows.Add(new Row(start, worth, began));
        return began;
    }

    private AccountWorth BaseOf(in Row row, in AccountWorth first) =>
        query is { ResetsDaily: true, IsDaily: false } ? row.DayBase : first;

    private decimal? Gain(Row row, AccountWorth first) => row.Worth.Total - BaseOf(row, first).Total;

    private decimal? Share(Row row, AccountWorth first) =>
        (BaseOf(row, first).Equity ?? Base(row, first)) is { } equity and not 0 ? Gain(row, first) / equity : null;

    // Where what there was at first is not known, what is there now without what was made since.
    private decimal? Base(Row row, AccountWorth first) => row.Worth.Equity - Gain(row, first);

    private static bool IsKnown(decimal? amount) => amount is not null;

    private static UtcNanos Nanos(DateTimeOffset time) => UtcNanos.FromMilliseconds(time.ToUnixTimeMilliseconds());

    private static void WriteAll(Utf8JsonWriter json, string name, List<Row> rows, Func<Row, decimal?> value)
    {
        json.WriteStartArray(name);
        foreach (Row row in rows)
        {
            if (value(row) is { } number) json.WriteNumberValue(ExactDecimal.RoundToMaxDecimals(number));
            else json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, ExactDecimal.RoundToMaxDecimals(number));
        else json.WriteNull(name);
    }

    private readonly record struct Row(DateTimeOffset Start, AccountWorth Worth, AccountWorth DayBase);
}
