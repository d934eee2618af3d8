using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>Which activities are wanted.</summary>
/// <param name="From">The first time that is.</param>
/// <param name="Until">The first time that is not any more.</param>
/// <param name="Token">The id behind which it goes on; null: from the end of the list.</param>
internal sealed record ActivityQuery(
    string Account, bool Fills, bool Fees, UtcNanos From, UtcNanos Until, bool OldestFirst, int Limit, string? Token);

/// <summary>Writes a page of activities: of each execution the fill, then what was charged for it.</summary>
internal sealed class ActivityPage(ActivityQuery query, Replica replica, ExecutionIndex index, LinkHistories past)
{
    public const string FillType = "FILL";
    public const string FeeType = "FEE";

    /// <summary>An id is the time down to the millisecond, and what tells one activity from another.</summary>
    public const int TimeDigits = 17;

    public const string Separator = "::";

    private readonly Books books = replica.Books;
    private readonly AccountId account = AlpacaAccount.In(replica.Books, query.Account);

    // Of each order on the page, the execution that was written last, and what was executed up to it.
    private readonly Dictionary<int, (ExecHandle Exec, decimal CumQty)> counted = [];

    public void Write(Utf8JsonWriter json)
    {
        (int Place, int Part)? token = query.Token is { } id ? PlaceOf(id) : null;
        int step = query.OldestFirst ? 1 : -1;
        int at = query.OldestFirst ? index.FirstFrom(query.From) : index.FirstFrom(query.Until) - 1;
        if (token is { } known) at = query.OldestFirst ? Math.Max(at, known.Place) : Math.Min(at, known.Place);
        int left = query.Fills || query.Fees ? query.Limit : 0;
        json.WriteStartArray();
        for (; left > 0 && at >= 0 && at < index.Count; at += step)
        {
            Execution fill = index[at];
            if (query.OldestFirst ? fill.TransactTime >= query.Until : fill.TransactTime < query.From) break;
            if (fill.IsBusted || !IsOfAccount(fill)) continue;
            IReadOnlyList<Fee> fees = query.Fees ? books.Positions.FeesOf(fill.Handle) : [];
            for (int i = 0; i <= fees.Count && left > 0; i++)
            {
                int part = query.OldestFirst ? i : fees.Count - i;
                if (token is { } behind && behind.Place == at && (part - behind.Part) * step <= 0) continue;
                if (part == 0 && !query.Fills) continue;
                if (part == 0) WriteFill(json, fill);
                else WriteFee(json, fill, fees, part);
                left--;
            }
        }

        json.WriteEndArray();
    }

    /// <summary>The first time whose activities have an id that begins so.</summary>
    public static bool TryTime(string id, out UtcNanos time)
    {
        ReadOnlySpan<char> digits = id.AsSpan(0, TimeDigits);
        string date = $"{digits[..4]}-{digits[4..6]}-{digits[6..8]}";
        return UtcNanos.TryParse(
            $"{date}T{digits[8..10]}:{digits[10..12]}:{digits[12..14]}.{digits[14..]}Z", out time);
    }

    // A page goes on behind a row that is there no more, too: the fill may have been busted since.
    private (int Place, int Part) PlaceOf(string id)
    {
        if (TryTime(id, out UtcNanos time))
        {
            UtcNanos end = time.AddNanos(UtcNanos.PerMillisecond);
            for (int at = index.FirstFrom(time); at < index.Count && index[at].TransactTime < end; at++)
            {
                Execution fill = index[at];
                if (!IsOfAccount(fill)) continue;
                if (IdOf(fill, FillType) == id) return (at, 0);
                IReadOnlyList<Fee> fees = books.Positions.FeesOf(fill.Handle);
                for (int part = 1; part <= fees.Count; part++)
                    if (IdOf(fill, fees, part) == id) return (at, part);
            }
        }

        throw AlpacaProblem.Unprocessable("invalid_parameter", "page_token is not the id of an activity");
    }

    private bool IsOfAccount(in Execution fill) => books.Positions[fill.Position].Key.Account == account;

    private string IdOf(in Execution fill, IReadOnlyList<Fee> fees, int part)
    {
        string kind = fees[part - 1].Kind.ToString();
        int before = 0;
        for (int i = 0; i < part - 1; i++)
            if (fees[i].Kind == fees[part - 1].Kind) before++;
        return IdOf(fill, before == 0 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}{before + 1}"));
    }

    // The same execution has the same id for ever.
    private string IdOf(in Execution fill, string kind)
    {
        string time = fill.TransactTime.ToString()
            .Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal)
            .Replace("T", "", StringComparison.Ordinal).Replace("Z", "", StringComparison.Ordinal)
            .Replace(".", "", StringComparison.Ordinal);
        string name = string.Create(CultureInfo.InvariantCulture, $"{kind}-{books.Names.Of(fill.Key.Venue)}-"
            + $"{fill.Key.ExecId}-{fill.Handle.Value}");
        return $"{time.PadRight(TimeDigits, '0')[..TimeDigits]}{Separator}{OrderUuid.OfName("activity", name)}";
    }

    // Of an execution that fits no order nothing else is known to belong to it.
    private decimal CumQtyOf(in Execution fill)
    {
        if (fill.Order.IsNone) return fill.LastQty.Value;
        decimal cum = !counted.TryGetValue(fill.Order.Value, out (ExecHandle Exec, decimal CumQty) known)
            ? index.Sum(default, fill.Handle)
            : known.Exec.Value > fill.Handle.Value ? known.CumQty - index.Sum(fill.Handle, known.Exec)
            : known.CumQty + index.Sum(known.Exec, fill.Handle);
        counted[fill.Order.Value] = (fill.Handle, cum);
        return cum;
    }

    private void WriteFill(Utf8JsonWriter json, in Execution fill)
    {
        decimal cum = CumQtyOf(fill);
        Guid id = OrderUuid.OfName("order", fill.OrderRef.ToString());
        decimal? left = 0;
        if (books.Orders.TryGet(fill.Order) is { } order)
        {
            // What was in force then: a replace makes another order, and the fill stays with the one before. Of that
            // something was left, also where nobody knows any more how much: else it could not have been replaced.
            (OrderLink link, Qty? ordered) = past.At(replica, order, fill.Handle);
            id = AlpacaOrderView.IdOf(books, link);
            left = ordered is { } qty ? Math.Max(0, qty.Value - cum) : null;
        }

        json.WriteStartObject();
        json.WriteString("id", IdOf(fill, FillType));
        json.WriteString("account_id", OrderUuid.OfName("account", query.Account));
        json.WriteString("activity_type", FillType);
        json.Time("transaction_time", fill.TransactTime);
        json.WriteString("type", left is 0 ? "fill" : "partial_fill");
        json.Number("price", fill.LastPx);
        json.Number("qty", fill.LastQty);
        json.WriteString("side", AlpacaWords.Side(fill.Side));
        json.WriteString("symbol", books.Names.Of(books.Positions[fill.Position].Key.Symbol));
        json.Number("leaves_qty", left);
        json.Number("cum_qty", cum);
        json.WriteString("order_id", id);
        json.WriteString("order_status", left is 0 ? "filled" : "partially_filled");
        json.WriteEndObject();
    }

    private void WriteFee(Utf8JsonWriter json, in Execution fill, IReadOnlyList<Fee> fees, int part)
    {
        Fee fee = fees[part - 1];
        json.WriteStartObject();
        json.WriteString("id", IdOf(fill, fees, part));
        json.WriteString("account_id", OrderUuid.OfName("account", query.Account));
        json.WriteString("activity_type", FeeType);
        json.WriteString("date", fill.TransactTime.ToString()[..10]);
        json.Number("net_amount", -fee.Amount.Amount);
        json.WriteString("description",
            $"{Words.Of(fee.Kind)} in {fee.Amount.Currency} of the execution {fill.Key.ExecId}");
        json.WriteString("symbol", books.Names.Of(books.Positions[fill.Position].Key.Symbol));
        json.Number("qty", fill.LastQty);
        json.WriteNull("per_share_amount");
        json.WriteString("status", "executed");
        json.WriteEndObject();
    }
}
