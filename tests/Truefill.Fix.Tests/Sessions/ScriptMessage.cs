using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>Writes a message of the counterparty, and holds one of ours against a line.</summary>
internal static class ScriptMessage
{
    public static byte[] Compose(ScriptStep step, FixVersion version, long now, string echo)
    {
        if (step.MsgType == "raw")
        {
            var raw = string.Join('|', step.Fields).Replace("NOW", Time(now), StringComparison.Ordinal).Replace('|', '\u0001') + "\u0001";
            return Encoding.Latin1.GetBytes($"{raw}10={Sum(raw):D3}\u0001");
        }

        var fields = Fields(step, version, now, echo);
        var begin = Take(fields, "8") ?? Encoding.ASCII.GetString(version.BeginString());
        var length = Take(fields, "9");
        var sum = Take(fields, "10");
        var body = new StringBuilder().Append("35=").Append(step.MsgType).Append('\u0001');
        foreach (var (tag, value) in fields) body.Append(tag).Append('=').Append(value).Append('\u0001');
        length = length is null ? $"{body.Length}"
            : length[0] == '+' ? $"{body.Length + int.Parse(length, CultureInfo.InvariantCulture)}" : length;
        var text = $"8={begin}\u00019={length}\u0001{body}";
        return Encoding.Latin1.GetBytes($"{text}10={sum ?? $"{Sum(text):D3}"}\u0001");
    }

    /// <summary>Null when the message is the one of the line, else what differs.</summary>
    public static string? Difference(byte[] message, ScriptStep step, FixVersion version)
    {
        var index = new FixFieldIndex();
        var result = FixParser.Parse(message, index, out var parsed);
        if (!result.IsOk) return $"we sent a bad message: {result}";
        var actual = new SortedDictionary<int, string>();
        for (var i = 0; i < parsed.FieldCount; i++)
            actual[parsed[i].Tag] = Encoding.Latin1.GetString(parsed.ValueOf(parsed[i]));
        var expected = Fields(step, version, 0, "*").ToDictionary(
            f => int.Parse(f.Tag, CultureInfo.InvariantCulture), f => f.Value);
        expected[8] = Encoding.ASCII.GetString(version.BeginString());
        expected[35] = step.MsgType;
        foreach (var tag in new[] { 9, 10, 52, 58 })
        {
            actual.Remove(tag);
            expected.Remove(tag);
        }

        // FIX 4.2 lists the reasons 0 to 11.
        if (version == FixVersion.Fix42 && expected.TryGetValue(373, out var reason) && reason.Length > 1 && reason != "10" && reason != "11")
            expected.Remove(373);
        var missing = expected.Where(f => !actual.TryGetValue(f.Key, out var value) || (f.Value != "*" && f.Value != value));
        var surplus = actual.Keys.Where(tag => !expected.ContainsKey(tag));
        var text = string.Join(", ", missing.Select(f => $"expected {f.Key}={f.Value}").Concat(surplus.Select(t => $"surplus {t}={actual[t]}")));
        return text.Length == 0 ? null : $"{text} in {Printable(message)}";
    }

    public static string Printable(byte[] message) => Encoding.Latin1.GetString(message).Replace('\u0001', '|');

    private static List<(string Tag, string Value)> Fields(ScriptStep step, FixVersion version, long now, string echo)
    {
        var ours = step.Act == ScriptAct.We;
        var fields = new List<(string Tag, string Value)>
        {
            ("49", ours ? "US" : "PEER"), ("56", ours ? "PEER" : "US"), ("52", Time(now)),
        };
        if (step.MsgType == "A" && version >= FixVersion.Fix50) fields.Add(("1137", "9"));
        var first = true;
        foreach (var item in step.Fields)
        {
            var text = item;
            if (text.IndexOf(':') is var at and > 0 && at == 2 && char.IsDigit(text[0]))
            {
                if (SessionScript.VersionOf(text[..2]) != version) continue;
                text = text[3..];
            }

            var equals = text.IndexOf('=');
            if (equals < 0)
            {
                Take(fields, text[1..]);
                continue;
            }

            var (tag, value) = (text[..equals], Value(text[(equals + 1)..], now, echo));
            var known = tag is "49" or "56" or "52" ? fields.FindIndex(f => f.Tag == tag) : -1;
            if (known >= 0) fields[known] = (tag, value);
            else if (tag == "34" && first) fields.Insert(0, (tag, value));
            else if (IsRouting(tag)) fields.Insert(IndexOfBody(fields), (tag, value));
            else fields.Add((tag, value));
            if (tag != "49" && tag != "56" && tag != "52") first = false;
        }

        return fields;
    }

    private static bool IsRouting(string tag) => tag is "43" or "97" or "115" or "116" or "122" or "128" or "129" or "144" or "145";

    private static int IndexOfBody(List<(string Tag, string Value)> fields) =>
        1 + fields.FindLastIndex(f => f.Tag is "34" or "49" or "56" or "52" || IsRouting(f.Tag));

    private static string? Take(List<(string Tag, string Value)> fields, string tag)
    {
        var at = fields.FindIndex(f => f.Tag == tag);
        if (at < 0) return null;
        var value = fields[at].Value;
        fields.RemoveAt(at);
        return value;
    }

    private static string Value(string text, long now, string echo)
    {
        if (text == "ECHO") return echo;
        if (!text.StartsWith("NOW", StringComparison.Ordinal)) return text;
        var shift = text.Length == 3 ? 0 : int.Parse(text[3..^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return Time(now + (shift * 1_000_000_000L));
    }

    private static string Time(long now) => FixNanos.ToTime(now).ToString("yyyyMMdd-HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static int Sum(string text) => text.Sum(c => c) % 256;
}
