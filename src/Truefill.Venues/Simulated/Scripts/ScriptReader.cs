using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Truefill.Domain.Orders;

namespace Truefill.Venues.Simulated.Scripts;

/// <summary>Reads a script. What does not read is refused with its line and the reason.</summary>
internal static class ScriptReader
{
    private static readonly string[] Keys = ["when", "times", "new", "cancel", "replace"];
    private static readonly string[] Conditions = ["account", "symbol", "side", "type", "cl_ord_id"];

    public static SimulatedScript Read(TextReader text, string name)
    {
        List<ScriptRule> rules = [];
        for (int number = 1; text.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#')) continue;
            try
            {
                using JsonDocument json = JsonDocument.Parse(line);
                rules.Add(Rule(json.RootElement));
            }
            catch (Exception e) when (e is JsonException or FormatException)
            {
                throw new InvalidDataException($"{name}:{number}: {e.Message}", e);
            }
        }

        return new SimulatedScript(rules);
    }

    private static ScriptRule Rule(JsonElement json)
    {
        Only(json, "a line", Keys);
        int times = 1;
        if (json.TryGetProperty("times", out JsonElement count)
            && (count.ValueKind != JsonValueKind.Number || !count.TryGetInt32(out times) || times < 1))
            throw new FormatException("times is a whole number from 1");
        ScriptMatch match = json.TryGetProperty("when", out JsonElement when)
            ? Match(when)
            : new ScriptMatch(null, null, null, null, null);
        List<ScriptStep> steps = Steps(json, "new");
        if (steps.Count == 0) steps.Add(new ScriptStep(ScriptAct.Accept));
        if (steps.FindIndex(1, step => step.Act == ScriptAct.Ignore) > 0)
            throw new FormatException("new: 'ignore' can only be the first step");
        return new ScriptRule(match, times, new ScriptPlan(steps, Steps(json, "cancel"), Steps(json, "replace")));
    }

    private static ScriptMatch Match(JsonElement json)
    {
        Only(json, "when", Conditions);
        Side? side = Text(json, "side") switch
        {
            null => null,
            "buy" => Side.Buy,
            "sell" => Side.Sell,
            string other => throw new FormatException($"when.side is buy or sell, not '{other}'"),
        };
        OrdType? type = Text(json, "type") switch
        {
            null => null,
            "market" => OrdType.Market,
            "limit" => OrdType.Limit,
            "stop" => OrdType.Stop,
            "stop_limit" => OrdType.StopLimit,
            string other => throw new FormatException(
                $"when.type is market, limit, stop or stop_limit, not '{other}'"),
        };
        return new ScriptMatch(Text(json, "account"), Text(json, "symbol"), side, type, Text(json, "cl_ord_id"));
    }

    private static List<ScriptStep> Steps(JsonElement json, string key)
    {
        if (!json.TryGetProperty(key, out JsonElement list)) return [];
        if (list.ValueKind != JsonValueKind.Array) throw new FormatException($"{key} is a list of steps");
        List<ScriptStep> steps = [];
        foreach (JsonElement step in list.EnumerateArray())
        {
            if (step.ValueKind != JsonValueKind.String) throw new FormatException($"{key}: a step is a text");
            steps.Add(ScriptSteps.Parse(key, step.GetString()!));
        }

        return steps;
    }

    private static string? Text(JsonElement json, string key)
    {
        if (!json.TryGetProperty(key, out JsonElement value)) return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new FormatException($"{key} is a text");
    }

    private static void Only(JsonElement json, string what, string[] known)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException($"{what} is a JSON object");
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal))
                throw new FormatException($"{what} has no '{property.Name}'; it has {string.Join(", ", known)}");
        }
    }
}
