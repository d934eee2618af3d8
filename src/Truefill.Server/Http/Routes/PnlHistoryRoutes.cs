using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Http.Lists;
using Truefill.Server.Security;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>What accounts were worth over time, from the journal: a restart changes nothing in it.</summary>
internal static class PnlHistoryRoutes
{
    private const int LimitDefault = 1000;
    private const string IntervalDefault = "1m";
    private const long Minute = 60 * UtcNanos.PerSecond;

    private static readonly Dictionary<string, long> Intervals = new(StringComparer.Ordinal)
    {
        ["1m"] = Minute,
        ["5m"] = 5 * Minute,
        ["15m"] = 15 * Minute,
        ["1h"] = 60 * Minute,
        ["1d"] = 24 * 60 * Minute,
    };

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/pnl/history", Role.Viewer,
            "Equity, realised and unrealised per account over time, oldest first; the last row is now.", List)
        {
            Query =
            [
                Paging.LimitOf(LimitDefault), QueryFields.Cursor, QueryFields.Account, QueryFields.Since,
                ApiField.Time("until"),
                ApiField.Word("interval", [.. Intervals.Keys]) with { Otherwise = IntervalDefault },
            ],
            Accounts = AccountRule.Filtered,
        },
    ];

    private static Task List(ApiCall call)
    {
        int limit = call.QueryLimit(Paging.LimitMax);
        (UtcNanos At, int Account) after = CursorOf(call);
        UtcNanos since = call.QueryTime("since");
        UtcNanos until = call.QueryTime("until");
        long interval = IntervalOf(call);
        string? account = call.Query("account");
        return call.Read((json, replica) =>
        {
            AccountFilter accounts = call.Accounts(replica.Books, account);
            Page page = new(json, replica, limit);
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (WorthSample sample in WorthPoints.Every(interval, Within(WorthPoints.All(replica), since, until)))
            {
                if (sample.At < after.At) continue;
                foreach (AccountWorth row in sample.Rows)
                {
                    if (!accounts.Takes(row.Account)) continue;
                    if (sample.At == after.At && row.Account.Value <= after.Account) continue;
                    page.Add(sample.At, row);
                }

                if (page.IsOver) break;
            }

            json.WriteEndArray();
            json.WriteString("next", page.Next);
            json.WriteEndObject();
        });
    }

    private static IEnumerable<WorthSample> Within(IEnumerable<WorthSample> samples, UtcNanos since, UtcNanos until)
    {
        foreach (WorthSample sample in samples)
            if (sample.At >= since && (until.IsNone || sample.At <= until)) yield return sample;
    }

    private static long IntervalOf(ApiCall call)
    {
        string text = call.Query("interval") ?? IntervalDefault;
        return Intervals.TryGetValue(text, out long width)
            ? width
            : throw ApiException.BadRequest(
                "invalid_parameter", $"?interval={text}: use one of {string.Join(", ", Intervals.Keys)}.");
    }

    // The moment and the account of the last row seen.
    private static (UtcNanos, int) CursorOf(ApiCall call)
    {
        if (call.Query("cursor") is not { } cursor) return default;
        string[] parts = cursor.Split('-');
        if (parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long at)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int account))
            return (new UtcNanos(at), account);
        throw ApiException.BadRequest("invalid_cursor", $"?cursor={cursor}: use 'next' of the page before.");
    }

    private sealed class Page(Utf8JsonWriter json, Replica replica, int limit)
    {
        private int written;
        private (UtcNanos At, int Account) last;

        /// <summary>There is a row more than the page holds.</summary>
        public bool IsOver { get; private set; }

        public string? Next => IsOver
            ? string.Create(CultureInfo.InvariantCulture, $"{last.At.Value}-{last.Account}")
            : null;

        public void Add(UtcNanos at, in AccountWorth row)
        {
            IsOver = IsOver || written == limit;
            if (IsOver) return;
            WorthPoints.Write(json, replica, at, row);
            written++;
            last = (at, row.Account.Value);
        }
    }
}
