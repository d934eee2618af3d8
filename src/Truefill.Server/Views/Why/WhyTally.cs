using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Server.Views.Why;

/// <summary>
/// Adds up, fact by fact, what is asked about: an order's or a fill's executed quantity, a position's signed one. Only
/// from what the facts say, so that a fact that is missing shows against the books.
/// </summary>
internal sealed class WhyTally(Books books, WhySubject subject)
{
    private readonly Dictionary<string, decimal> parts = new(StringComparer.Ordinal);

    public decimal Sum => parts.Values.Sum();

    /// <summary>A fill's order has other trades too: they are no cause of it.</summary>
    public bool Concerns(JsonElement fact) =>
        subject.Fill.IsNone || ExecOf(fact).IsNone || ExecOf(fact) == subject.Fill;

    /// <summary>The sum behind this fact.</summary>
    public decimal Add(JsonElement fact)
    {
        if (Part(fact) is { } part) parts[part.Key] = part.Value;
        return Sum;
    }

    // A trade has one part, which a later fact about it replaces; everything else is a part of its own.
    private (string Key, decimal Value)? Part(JsonElement fact) => fact.GetProperty("type").GetString() switch
    {
        "order_executed" => (Key(fact), Counted(fact, books.Executions[ExecOf(fact)].OriginalSide)),
        "trade_booked" or "trade_corrected" => (Key(fact), Counted(fact, SideOf(fact))),
        "trade_canceled" => (Key(fact), 0),
        "position_imported" when !subject.Position.IsNone => (Seq(fact), Number(fact, "qty")),
        "provisional_booked" or "provisional_replaced" when !subject.Position.IsNone =>
            (Seq(fact), IsHere(fact) ? Number(fact, "qty") : 0),
        "position_transferred" when !subject.Position.IsNone => (Seq(fact), Transferred(fact)),
        "fee_charged" when !subject.Position.IsNone && IsPaidInKind(fact) => (Seq(fact), -Number(fact, "amount")),
        _ => null,
    };

    private decimal Counted(JsonElement fact, Side side)
    {
        decimal qty = Number(fact, "last_qty");
        if (subject.Position.IsNone) return qty;
        if (books.Executions[ExecOf(fact)].Position != subject.Position) return 0;
        return side.IsSell() ? -qty : qty;
    }

    // A correction has a sub-ledger of its own; the execution that replaces it is booked elsewhere.
    private bool IsHere(JsonElement fact)
    {
        PositionKey key = books.Positions[subject.Position].Key;
        return fact.GetProperty("account").GetString() == books.Names.Of(key.Account)
            && fact.GetProperty("strategy").GetString() == books.Names.Of(key.Strategy)
            && fact.GetProperty("symbol").GetString() == books.Names.Of(key.Symbol);
    }

    private decimal Transferred(JsonElement fact)
    {
        string strategy = books.Names.Of(books.Positions[subject.Position].Key.Strategy);
        decimal qty = Number(fact, "qty");
        return (fact.GetProperty("to").GetString() == strategy ? qty : 0)
            - (fact.GetProperty("from").GetString() == strategy ? qty : 0);
    }

    private bool IsPaidInKind(JsonElement fact)
    {
        ExecHandle exec = ExecOf(fact);
        return !exec.IsNone
            && books.Executions[exec].Position == subject.Position
            && Currency.TryParse(fact.GetProperty("currency").GetString() ?? "", out Currency currency)
            && books.Positions.IsTradedAsset(books.Positions[subject.Position].Key, currency);
    }

    private static Side SideOf(JsonElement fact) =>
        Words.TryParse(fact.GetProperty("side").GetString()!, out Side side) ? side : default;

    private static string Key(JsonElement fact) => "execution " + ExecOf(fact).Value;

    private static string Seq(JsonElement fact) => "fact " + fact.GetProperty("seq").GetRawText();

    private static decimal Number(JsonElement fact, string name) =>
        decimal.Parse(fact.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static ExecHandle ExecOf(JsonElement fact) =>
        fact.TryGetProperty("execution", out JsonElement execution) ? new ExecHandle(execution.GetInt32()) : default;
}
