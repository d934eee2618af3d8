using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Server.Alpaca;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>Windows, values and bases of /v2/account/portfolio/history.</summary>
public class PortfolioHistoryTests
{
    private static readonly MarketHours NewYork = new(new CalendarOptions
    {
        Name = "XNYS",
        TimeZone = "America/New_York",
        Open = new TimeOnly(9, 30),
        Close = new TimeOnly(16, 0),
        DayRoll = new TimeOnly(18, 0),
        Holidays = [new DateOnly(2026, 11, 26)],
    });

    // Wednesday, then Friday: Thursday is a holiday.
    private static readonly List<(UtcNanos, AccountWorth)> Points =
    [
        At("2026-11-25T14:45:00Z", cash: 1000, total: 0),
        At("2026-11-25T15:00:00Z", cash: 1010, total: 10),
        At("2026-11-25T20:59:00Z", cash: 1100, total: 100),
        // Money was paid in over night: equity grows, profit does not.
        At("2026-11-26T12:00:00Z", cash: 2100, total: 100),
        At("2026-11-27T15:10:00Z", cash: 2050, total: 50),
        At("2026-11-27T15:40:00Z", cash: null, total: null),
    ];

    [Fact]
    public void Windows_are_the_markets_labelled_by_their_beginning_and_valued_at_their_end()
    {
        JsonElement history = Ask("2026-11-25T05:00:00Z", "2026-11-25T16:00:00Z", TimeSpan.FromMinutes(15));

        Assert.Equal(["14:30", "14:45", "15:00", "15:15", "15:30", "15:45"], Times(history, "HH:mm"));
        Assert.Equal([1000, 1010, 1010, 1010, 1010, 1010], Numbers(history, "equity"));
        Assert.Equal([0, 10, 10, 10, 10, 10], Numbers(history, "profit_loss"));
        Assert.Equal(0.01m, Numbers(history, "profit_loss_pct")[1]);
        Assert.Equal(1000, history.GetProperty("base_value").GetDecimal());
        Assert.False(history.TryGetProperty("base_value_asof", out _));
    }

    [Fact]
    public void A_new_day_begins_anew_unless_it_is_asked_not_to()
    {
        decimal?[] daily = Numbers(Friday(resets: true), "profit_loss");
        JsonElement through = Friday(resets: false);

        Assert.Equal([0, -50, null], daily);
        Assert.Equal([100, 50, null], Numbers(through, "profit_loss"));
        Assert.Equal([2100, 2050, null], Numbers(through, "equity"));

        static JsonElement Friday(bool resets)
        {
            JsonElement all = Ask("2026-11-25T05:00:00Z", "2026-11-27T15:45:00Z", TimeSpan.FromMinutes(30), resets);
            return Last(all, 3);
        }
    }

    [Fact]
    public void Days_without_trading_are_none_and_the_base_is_the_close_before()
    {
        JsonElement history = Ask("2026-11-26T05:00:00Z", "2026-11-27T15:30:00Z", TimeSpan.FromDays(1));

        Assert.Equal(["2026-11-27"], Times(history, "yyyy-MM-dd"));
        Assert.Equal([2050], Numbers(history, "equity"));
        Assert.Equal([-50], Numbers(history, "profit_loss"));
        Assert.Equal((2100, "2026-11-25", "1D"),
            (history.GetProperty("base_value").GetDecimal(), history.GetProperty("base_value_asof").GetString(), history.GetProperty("timeframe").GetString()));
    }

    [Fact]
    public void The_first_day_s_profit_is_what_was_made_since_the_first_that_is_known_of_it()
    {
        JsonElement history = Ask("2026-11-25T05:00:00Z", "2026-11-27T15:30:00Z", TimeSpan.FromDays(1));

        Assert.Equal([1100, 2050], Numbers(history, "equity"));
        Assert.Equal([100, 50], Numbers(history, "profit_loss"));
        Assert.Equal([0.1m, 0.05m], Numbers(history, "profit_loss_pct"));
        Assert.Equal(1000, history.GetProperty("base_value").GetDecimal());
    }

    [Theory]
    [InlineData("?start=2026-11-02&period=1W", "2026-11-02", "2026-11-09")]
    [InlineData("?date_start=2026-10-05&period=1M", "2026-10-05", "2026-11-05")]
    [InlineData("?start=2024-03-01&period=1A", "2024-03-01", "2025-03-01")]
    [InlineData("?start=2026-11-24&period=2D", "2026-11-24", "2026-11-26")]
    [InlineData("?start=2026-11-25&period=2D", "2026-11-25", "2026-11-28")]
    [InlineData("?start=2026-11-02T15:00:00Z&period=1W", "2026-11-02T15:00:00Z", "2026-11-09T15:00:00Z")]
    public void A_start_and_a_period_say_the_end(string parameters, string start, string end)
    {
        PortfolioQuery query = PortfolioQuery.Of(CallOf(parameters), NewYork, Time("2026-12-15T17:00:00Z"));
        Assert.Equal((Midnight(start), Midnight(end)), (query.Start, query.End));

        static DateTimeOffset Midnight(string text) =>
            text.Length > 10 ? Time(text) : NewYork.StartOf(DateOnly.Parse(text, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("?start=2026-11-02&period=1W&end=2026-11-05")]
    [InlineData("?start=2026-11-02&period=1W&date_end=2026-11-05")]
    [InlineData("?date_start=2026-11-02&period=1W&date_end=2026-11-05")]
    public void Of_start_end_and_period_two_are_enough(string parameters)
    {
        ApiException refused = Assert.Throws<ApiException>(
            () => PortfolioQuery.Of(CallOf(parameters), NewYork, Time("2026-12-15T17:00:00Z")));
        Assert.Contains("at most two", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_first_cash_was_told_later_returns_are_of_what_was_there()
    {
        List<(UtcNanos, AccountWorth)> points =
        [
            At("2026-11-25T14:45:00Z", cash: null, total: -5), At("2026-11-25T15:00:00Z", cash: 1005, total: 5),
        ];
        JsonElement history = Ask("2026-11-25T05:00:00Z", "2026-11-25T15:30:00Z", TimeSpan.FromMinutes(15), points: points);

        Assert.Equal([null, 1005, 1005, 1005], Numbers(history, "equity"));
        Assert.Equal([0, 10, 10, 10], Numbers(history, "profit_loss"));
        Assert.Equal(Math.Round(10m / 995, 10), Numbers(history, "profit_loss_pct")[1]);
        Assert.Equal(995, history.GetProperty("base_value").GetDecimal());
    }

    [Fact]
    public void Before_anything_was_known_there_is_nothing()
    {
        JsonElement history = Ask("2026-11-23T05:00:00Z", "2026-11-24T22:00:00Z", TimeSpan.FromDays(1));

        Assert.Empty(history.GetProperty("timestamp").EnumerateArray());
        Assert.Equal(7, history.GetProperty("base_value").GetDecimal());
    }

    private static ApiCall CallOf(string parameters)
    {
        DefaultHttpContext context = new();
        context.Request.QueryString = new QueryString(parameters);
        ApiRoute route = AlpacaAccountRoutes.All.Single(each => each.Pattern.EndsWith("history", StringComparison.Ordinal));
        return new ApiCall(context, route, null!, default);
    }

    private static JsonElement Ask(
        string start, string end, TimeSpan width, bool resets = true, List<(UtcNanos, AccountWorth)>? points = null)
    {
        PortfolioQuery query = new(
            Time(start), Time(end), width == TimeSpan.FromDays(1) ? "1D" : "15Min", width, Continuous: false, resets);
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
            new PortfolioHistory(query, NewYork, points ?? Points).Write(json, At(end, cash: 7, total: 0).Item2);
        return JsonDocument.Parse(bytes.ToArray()).RootElement;
    }

    private static JsonElement Last(JsonElement history, int count) => JsonSerializer.SerializeToElement(
        history.EnumerateObject().ToDictionary(
            field => field.Name,
            field => field.Value.ValueKind == JsonValueKind.Array ? JsonSerializer.SerializeToElement(field.Value.EnumerateArray().TakeLast(count)) : field.Value));

    private static decimal?[] Numbers(JsonElement history, string name) =>
        [.. history.GetProperty(name).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (decimal?)null : value.GetDecimal())];

    private static string[] Times(JsonElement history, string format) =>
    [
        .. history.GetProperty("timestamp").EnumerateArray()
            .Select(value => DateTimeOffset.FromUnixTimeSeconds(value.GetInt64()).ToString(format, CultureInfo.InvariantCulture)),
    ];

    private static (UtcNanos, AccountWorth) At(string time, decimal? cash, decimal? total) => (
        UtcNanos.FromMilliseconds(Time(time).ToUnixTimeMilliseconds()),
        new AccountWorth(new AccountId(1), Currency.Usd, total, 0, 0, cash, 0, 0));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
