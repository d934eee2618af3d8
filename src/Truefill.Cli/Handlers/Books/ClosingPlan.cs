using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Cli.Rendering;
using Truefill.Domain.Quantities;

namespace Truefill.Cli.Handlers.Books;

/// <summary>A position, what of it one order closes, and what has to stay.</summary>
/// <param name="Strategy">The order's: the position's, or for a sub-ledger the one without a name.</param>
/// <param name="Closed">Above zero where there is an order to send.</param>
/// <param name="Kept">Above zero where others stand against it, so that closing it would open the account's.</param>
/// <param name="Against">The strategy or sub-ledger that stands against what is kept.</param>
internal sealed record Closing(
    JsonElement Position, string Account, string Symbol, string Holder, decimal Qty, string Strategy, decimal Closed,
    decimal Kept, string? Against)
{
    public bool IsSubLedger => ClosingPlan.IsSubLedger(Holder);

    public string Side => Qty < 0 ? "buy" : "sell";

    /// <summary>Moves what is kept to what stands against it: books only, nothing is traded.</summary>
    public string WayOut => Holder == "@suspense" || Against == "@suspense"
        ? "truefill suspense list, then truefill suspense assign"
        : IsSubLedger ? Transfer(Holder, Against ?? "", Kept) : Transfer(Against ?? "", Holder, Kept);

    /// <summary>What makes both flat in the books once the order of a sub-ledger has executed.</summary>
    public string Evening => Transfer(Holder, Strategy, Closed);

    private string Transfer(string from, string to, decimal qty) =>
        $"truefill positions transfer --account {Account} --symbol {Symbol} --qty {ClosingPlan.Text(qty)} "
        + $"--from {Named(from)} --to {Named(to)}";

    private static string Named(string strategy) => strategy.Length == 0 ? "\"\"" : strategy;
}

/// <summary>
/// What makes an account flat in each symbol and can never open it the other way. Sub-ledgers take no orders, so what
/// they hold is closed under the strategy without a name, reduce-only, which is held against the account's position. As
/// far as a sub-ledger and strategies stand against each other the account holds nothing: neither is closed then, since
/// the other could not follow.
/// </summary>
internal static class ClosingPlan
{
    public static bool IsSubLedger(string strategy) => strategy.StartsWith('@');

    /// <param name="positions">All that is open in the symbols to close, of every strategy.</param>
    public static List<Closing> Of(IEnumerable<JsonElement> positions)
    {
        List<Closing> all = [];
        foreach (IGrouping<(string, string), Closing> group in positions.Select(Whole)
            .GroupBy(each => (each.Account, each.Symbol))) all.AddRange(OfSymbol([.. group]));
        return all;
    }

    public static string Text(decimal qty) =>
        ExactDecimal.Normalize(qty).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Closing Whole(JsonElement position)
    {
        string holder = JsonTable.Text(position, "strategy") ?? "";
        decimal qty = decimal.Parse(
            position.GetProperty("qty").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        return new Closing(
            position, JsonTable.Text(position, "account") ?? "", JsonTable.Text(position, "symbol") ?? "", holder, qty,
            IsSubLedger(holder) ? "" : holder, Math.Abs(qty), 0, null);
    }

    private static Closing[] OfSymbol(Closing[] parts)
    {
        if (!parts.Any(part => part.IsSubLedger)) return parts;
        decimal ledgers = parts.Where(part => part.IsSubLedger).Sum(part => part.Qty);
        decimal against = Math.Abs(parts.Where(part => !part.IsSubLedger && Opposes(part.Qty, ledgers))
            .Sum(part => part.Qty));
        decimal offset = Math.Min(Math.Abs(ledgers), against);
        decimal ofLedgers = Math.Abs(ledgers) - offset;
        decimal ofStrategies = against - offset;
        return parts.Select(part => !part.IsSubLedger
            ? Opposes(part.Qty, ledgers) ? Split(part, ref ofStrategies, parts) : part
            : Opposes(part.Qty, ledgers) || ledgers == 0 ? part with
            {
                Closed = 0,
                Kept = part.Closed,
                Against = Other(part, parts)
            }
            : Split(part, ref ofLedgers, parts)).ToArray();
    }

    // What is left to close goes to the first, and to the next what that did not use.
    private static Closing Split(Closing part, ref decimal left, Closing[] parts)
    {
        decimal closed = Math.Min(left, part.Closed);
        left -= closed;
        decimal kept = part.Closed - closed;
        return part with { Closed = closed, Kept = kept, Against = kept == 0 ? null : Other(part, parts) };
    }

    private static bool Opposes(decimal qty, decimal other) => other != 0 && qty > 0 != other > 0;

    // Of those on the other side a strategy for a sub-ledger, else another sub-ledger.
    private static string? Other(Closing part, Closing[] parts) => parts
        .Where(other => Opposes(other.Qty, part.Qty) && (part.IsSubLedger || other.IsSubLedger))
        .OrderBy(other => other.IsSubLedger)
        .Select(other => other.Holder)
        .FirstOrDefault();
}
