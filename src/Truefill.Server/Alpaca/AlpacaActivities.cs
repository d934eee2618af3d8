using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Time;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>Fills and fees as Alpaca's account activities. The books have no other kind.</summary>
internal static class AlpacaActivities
{
    private const int PageMax = 100;

    private const long NanosPerDay = 86_400 * UtcNanos.PerSecond;

    private const string TradeCategory = "trade_activity";
    private const string OtherCategory = "non_trade_activity";

    private static readonly ApiField[] Parameters =
    [
        ApiField.WordList("activity_types"), ApiField.Word("category", TradeCategory, OtherCategory),
        .. OfOneType,
    ];

    private static ApiField[] OfOneType =>
    [
        ApiField.Time("date"), ApiField.Time("until"), ApiField.Time("after"), OrderSearch.Direction,
        ApiField.Whole("page_size", 1, PageMax) with { Otherwise = $"{PageMax}" }, ApiField.Text("page_token"),
    ];

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/v2/account/activities", Role.Viewer, "Alpaca: fills and fees, newest first.",
            call => List(call, call.Query("activity_types")))
        {
            Query = Parameters, Accounts = AccountRule.Filtered,
        },
        new("GET", "/v2/account/activities/{id}", Role.Viewer, "Alpaca: activities of one type, newest first.",
            call => List(call, call.Route("id")))
        {
            Query = OfOneType, Accounts = AccountRule.Filtered,
        },
    ];

    private static Task List(ApiCall call, string? types)
    {
        HashSet<string>? wanted = types is null ? null
            : new HashSet<string>(types.Split(',', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        if (call.Query("category") is { } category)
            wanted = OfCategory(category, wanted);
        (UtcNanos from, UtcNanos until) = TimesOf(call);
        ActivityQuery query = new(
            AlpacaAccount.Of(call), wanted?.Contains(ActivityPage.FillType) != false,
            wanted?.Contains(ActivityPage.FeeType) != false, from, until, OrderSearch.IsOldestFirst(call),
            call.QueryNumber("page_size", PageMax, PageMax), TokenOf(call));
        return AlpacaAnswer.Write(call, (json, replica, past) =>
            new ActivityPage(query, replica, call.Services.Alpaca.ExecutionsOf(replica), past).Write(json));
    }

    private static HashSet<string> OfCategory(string category, HashSet<string>? types)
    {
        if (types is not null)
            throw AlpacaProblem.Unprocessable("invalid_parameter", "send category or activity_types, not both");
        return category switch
        {
            TradeCategory => [ActivityPage.FillType],
            OtherCategory => [ActivityPage.FeeType],
            _ => throw AlpacaProblem.Unprocessable(
                "invalid_parameter", $"invalid category '{category}': use trade_activity or non_trade_activity"),
        };
    }

    // A date alone is its beginning.
    private static UtcNanos TimeOf(ApiCall call, string name)
    {
        if (call.Query(name) is not { } text) return default;
        return UtcNanos.TryParse(text.Length == 10 ? text + "T00:00:00Z" : text, out UtcNanos time)
            ? time
            : throw AlpacaProblem.Unprocessable("invalid_parameter", $"{name} is a date or an RFC 3339 time");
    }

    // The first time that is wanted, and the first that is not any more: both bounds are exclusive, a day is all of it.
    private static (UtcNanos From, UtcNanos Until) TimesOf(ApiCall call)
    {
        UtcNanos from = new(long.MinValue);
        UtcNanos until = new(long.MaxValue);
        if (TimeOf(call, "after") is { IsNone: false } after) from = after.AddNanos(1);
        if (TimeOf(call, "until") is { IsNone: false } stated) until = stated;
        if (call.Query("date") is null) return (from, until);
        long time = TimeOf(call, "date").Value;
        UtcNanos day = new(time - (time % NanosPerDay + NanosPerDay) % NanosPerDay);
        UtcNanos end = day.AddNanos(NanosPerDay);
        return (UtcNanos.Max(from, day), end < until ? end : until);
    }

    private static string? TokenOf(ApiCall call)
    {
        if (call.Query("page_token") is not { } token) return null;
        const int Digits = ActivityPage.TimeDigits;
        bool isId = token.Length > Digits && token.AsSpan(0, Digits).IndexOfAnyExceptInRange('0', '9') < 0
            && token.AsSpan(Digits).StartsWith(ActivityPage.Separator, StringComparison.Ordinal)
            && Guid.TryParseExact(token.AsSpan(Digits + ActivityPage.Separator.Length), "D", out _);
        return isId
            ? token
            : throw AlpacaProblem.Unprocessable("invalid_parameter", "page_token is not the id of an activity");
    }
}
