using System;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Simulated.Scripts;

/// <summary>The words of a step.</summary>
internal static class ScriptSteps
{
    /// <exception cref="FormatException">What is wrong with it.</exception>
    public static ScriptStep Parse(string key, string step)
    {
        string[] words = step.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string verb = words.Length > 0 ? words[0] : "";
        string rest = words.Length > 1 ? words[1] : "";
        try
        {
            return verb switch
            {
                "accept" => Plain(ScriptAct.Accept, rest),
                "lose" => Plain(ScriptAct.Lose, rest),
                "ignore" => Plain(ScriptAct.Ignore, rest),
                "reject" => new ScriptStep(ScriptAct.Reject, Text: rest.Length > 0 ? rest : null),
                "delay" => new ScriptStep(ScriptAct.Delay, Duration(rest)),
                "disconnect" => new ScriptStep(ScriptAct.Disconnect, Duration(rest)),
                "fill" => Trade(ScriptAct.Fill, rest, needsQty: false),
                "partial" => Trade(ScriptAct.Fill, rest, needsQty: true),
                "correct" => Trade(ScriptAct.Correct, rest, needsQty: false),
                "bust" => Plain(ScriptAct.Bust, rest),
                "cancel" => Plain(ScriptAct.Cancel, rest),
                "expire" => Plain(ScriptAct.Expire, rest),
                "duplicate" => Plain(ScriptAct.Duplicate, rest),
                "market" => Plain(ScriptAct.Market, rest),
                "lie" => new ScriptStep(LieOf(rest)),
                _ => throw new FormatException("there is no such step"),
            };
        }
        catch (FormatException e)
        {
            throw new FormatException($"{key}: '{step}': {e.Message}", e);
        }
    }

    private static ScriptStep Plain(ScriptAct act, string rest) =>
        rest.Length == 0 ? new ScriptStep(act) : throw new FormatException("nothing follows this word");

    private static ScriptAct LieOf(string rest) => rest switch
    {
        "canceled" => ScriptAct.LieCanceled,
        "rejected" => ScriptAct.LieRejected,
        "expired" => ScriptAct.LieExpired,
        "filled" => ScriptAct.LieFilled,
        "not_found" => ScriptAct.LieNotFound,
        _ => throw new FormatException("a lie is canceled, rejected, expired, filled or not_found"),
    };

    // "40", "40 @ 181.5", "@ 181.5" or nothing.
    private static ScriptStep Trade(ScriptAct act, string rest, bool needsQty)
    {
        string[] parts = rest.Split('@', StringSplitOptions.TrimEntries);
        if (parts.Length > 2) throw new FormatException("a trade is written QTY @ PRICE");
        Qty? qty = null;
        Px? px = null;
        if (parts[0].Length > 0)
        {
            if (Qty.TryParse(parts[0], out Qty value) != NumberError.None || !value.IsPositive)
                throw new FormatException($"'{parts[0]}' is not a positive quantity");
            qty = value;
        }
        else if (needsQty)
        {
            throw new FormatException("the quantity is missing");
        }

        if (parts.Length == 2)
        {
            if (Px.TryParse(parts[1], out Px value) != NumberError.None)
                throw new FormatException($"'{parts[1]}' is not a price");
            px = value;
        }

        return new ScriptStep(act, Qty: qty, Px: px);
    }

    private static TimeSpan Duration(string text)
    {
        string digits = text.TrimEnd('m', 's', 'h');
        if (ExactDecimal.TryParse(digits, out decimal value) == NumberError.None && value >= 0 && value < 1_000_000)
        {
            decimal? seconds = text[digits.Length..] switch
            {
                "ms" => value / 1000,
                "s" => value,
                "m" => value * 60,
                "h" => value * 3600,
                _ => null,
            };
            if (seconds is { } known) return TimeSpan.FromTicks((long)(known * TimeSpan.TicksPerSecond));
        }

        throw new FormatException($"'{text}' is not a time such as 100ms, 2s, 5m or 1h");
    }
}
