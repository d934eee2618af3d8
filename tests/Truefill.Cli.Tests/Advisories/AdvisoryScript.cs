using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Truefill.Cli.Tests.Advisories;

/// <summary>
/// What the venue does with the orders of a scenario: one symbol for each scenario and door. What has to come so long
/// after the timeout hangs on the cancel that goes out then, so that it does not matter how fast the test runs.
/// </summary>
internal static class AdvisoryScript
{
    private static readonly Dictionary<string, string[]> Lines = new(StringComparer.Ordinal)
    {
        ["FILL"] = [Fill],
        ["WARN"] = [Fill],
        ["HELD"] = [Fill],
        ["PHANTOM"] = [Fill],
        ["NONE"] = ["""{"when": {"symbol": "$"}, "new": ["accept"]}"""],
        ["PERSON"] = ["""{"when": {"symbol": "$"}, "new": ["accept"]}"""],
        ["KILLED"] = ["""{"when": {"symbol": "$"}, "new": ["accept"]}"""],
        ["LATE"] = ["""{"when": {"symbol": "$"}, "new": ["accept"], "cancel": ["delay 500ms", "fill @ 151"]}"""],
        ["AFTER"] = ["""{"when": {"symbol": "$"}, "new": ["accept"], "cancel": ["delay 6s", "fill @ 151"]}"""],
        ["PART"] = ["""{"when": {"symbol": "$"}, "new": ["accept", "delay 5s", "partial 40 @ 151"]}"""],
        ["TWO"] =
            ["""{"when": {"symbol": "$"}, "new": ["accept", "delay 5s", "partial 50 @ 150", "delay 1s", "fill @ 152"]}"""],
        ["DEAD"] = ["""{"when": {"symbol": "$"}, "new": ["accept", "delay 5s", "disconnect 40s"]}"""],
        ["LOST"] = ["""{"when": {"symbol": "$"}, "new": ["lose", "delay 15s", "fill @ 151"], "cancel": ["ignore"]}"""],
        ["REFUSED"] = ["""{"when": {"symbol": "$"}, "new": ["reject no shares to borrow"]}"""],
        ["MISMATCH"] =
            ["""{"when": {"symbol": "$"}, "new": ["accept", "delay 1s", "partial 50 @ 151", "lie filled"]}"""],
        ["MISSING"] = ["""{"when": {"symbol": "$"}, "new": ["accept", "delay 1s", "lie filled"]}"""],
        ["NOLEG"] = [Fill, """{"when": {"symbol": "$", "type": "stop"}, "times": 99, "new": ["ignore"]}"""],
        ["BLIND"] = ["""{"when": {"symbol": "$"}, "new": ["accept", "delay 1s", "fill @ 151", "disconnect 5s"]}"""],
        ["ENGINE"] =
        [
            Fill,
            """{"when": {"symbol": "$", "type": "stop"}, "times": 99, "new": ["reject no stops here"]}""",
            """{"when": {"symbol": "$", "side": "sell", "type": "market"}, "new": ["accept", "fill @ 147"]}""",
        ],
        ["TARGET"] =
        [
            Fill,
            """{"when": {"symbol": "$", "type": "limit"}, "new": ["accept", "delay 5s", "fill"]}""",
        ],
        ["BRACKET"] =
        [
            """{"when": {"symbol": "$"}, "new": ["accept", "delay 5s", "partial 40 @ 151", "delay 5s", "fill @ 151"]}""",
        ],
        ["CORRECTED"] =
        [
            """
            {"when": {"symbol": "$"},
            "new": ["accept", "delay 5s", "fill @ 151", "delay 8s", "correct 60 @ 151", "delay 8s", "bust"]}
            """.ReplaceLineEndings(" "),
        ],
        ["FORGOTTEN"] = [Forgotten],
        ["FORGOTTEN-FILLED"] = [Forgotten],
        ["FORGOTTEN-LEFT"] = [Forgotten],
    };

    private const string Forgotten = """{"when": {"symbol": "$"}, "new": ["accept", "delay 1s", "lie not_found"]}""";

    private const string Fill = """{"when": {"symbol": "$"}, "new": ["accept", "delay 15s", "fill @ 151"]}""";

    public static string Text { get; } = string.Join('\n', All((lines, symbol) =>
        lines.Select(line => line.Replace("$", symbol, StringComparison.Ordinal))));

    /// <summary>Each symbol is printed once, between stop-loss and take-profit, and never again.</summary>
    public static string Prices { get; } = new StringBuilder("time_utc,symbol,price,size\n")
        .AppendJoin('\n', All((_, symbol) => [$"2026-01-05T15:00:00Z,{symbol},151,1"])).Append('\n').ToString();

    public static string Symbol(string scenario, string door)
    {
        Assert.Contains(scenario, Lines.Keys);
        return $"{scenario}.{door}";
    }

    private static IEnumerable<string> All(Func<string[], string, IEnumerable<string>> of) =>
        ThreeDoorsAttribute.Doors.SelectMany(door => Lines.SelectMany(each => of(each.Value, Symbol(each.Key, door))));
}
