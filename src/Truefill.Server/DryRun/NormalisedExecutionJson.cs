using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Server.Http.Body;

namespace Truefill.Server.DryRun;

/// <summary>
/// A normalised execution from JSON: numbers or decimal strings, the time in milliseconds. Nothing is guessed: a
/// missing or unfit field, and a field that stands there twice, are told; fields that mean nothing here are counted.
/// What is taken here is what <see cref="ExecutionBody"/> takes, and means the same.
/// </summary>
public sealed class NormalisedExecutionJson
{
    private readonly Dictionary<string, (JsonTokenType Type, string Text)> fields = new(StringComparer.Ordinal);
    private DeadLetterReason reason;
    private string detail = "";

    /// <summary>Why the last one was refused.</summary>
    public DeadLetterReason Reason => reason;

    public string Detail => detail;

    /// <summary>Fields of the last one that are none of ours.</summary>
    public int IgnoredFields { get; private set; }

    /// <summary>Null when it is refused.</summary>
    public NormalisedExecution? Read(ReadOnlySpan<byte> json)
    {
        fields.Clear();
        IgnoredFields = 0;
        reason = default;
        detail = "";
        if (!ReadFields(json)) return null;
        NormalisedExecution? execution = Make();
        return reason == default ? execution : null;
    }

    private static bool IsKnown(string name) => name is
        "symbol" or "side" or "fill_qty" or "fill_price" or "order_id" or "exec_id" or "timestamp" or "remaining"
        or "avg_fill_price" or "account" or "strategy" or "commission" or "commission_currency" or "multiplier"
        or "currency" or "exec_ref_id" or "exec_type" or "venue" or "reason" or "by";

    private bool ReadFields(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return Refuse(DeadLetterReason.Malformed, "not UTF-8");
        try
        {
            Utf8JsonReader reader = new(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return Refuse(DeadLetterReason.Malformed, "not a JSON object");
            HashSet<string>? others = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                if (!IsKnown(name))
                {
                    IgnoredFields++;
                    if (!(others ??= new HashSet<string>(StringComparer.Ordinal)).Add(name)) return RefuseTwice(name);
                    reader.Skip();
                    continue;
                }

                string text = reader.TokenType switch
                {
                    JsonTokenType.String => reader.GetString()!,
                    JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
                    _ => "",
                };
                if (!fields.TryAdd(name, (reader.TokenType, text))) return RefuseTwice(name);
                reader.Skip();
            }

            // Reads to the end: whatever follows the object is an error.
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException e)
        {
            return Refuse(DeadLetterReason.Malformed, $"not JSON, at byte {e.BytePositionInLine ?? 0}");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape.
            return Refuse(DeadLetterReason.Malformed, "a text that is no Unicode");
        }
    }

    private NormalisedExecution Make()
    {
        ExecType type = ExecTypeOf();
        bool isBust = type == ExecType.TradeCancel;
        string symbol = Name("symbol") ?? "";
        Side side = SideOf(isNeeded: !isBust);
        decimal qty = Number("fill_qty", isNeeded: !isBust);
        decimal px = Number("fill_price", isNeeded: !isBust);
        ShortText execId = Id("exec_id", isNeeded: true);
        ShortText execRefId = Id("exec_ref_id", isNeeded: type != ExecType.Trade);
        ShortText orderId = Id("order_id", isNeeded: false);
        if (type == ExecType.Trade && (!fields.ContainsKey("order_id") || IsNull("order_id")))
            Refuse(DeadLetterReason.MissingField, "order_id is missing; where there was no order, state it as empty");
        UtcNanos time = Time();
        decimal multiplier = Number("multiplier", isNeeded: false);
        if (symbol.Length == 0) Refuse(DeadLetterReason.MissingField, "symbol is missing or empty");
        if (!isBust && qty <= 0) Refuse(DeadLetterReason.InvalidValue, $"fill_qty {Show("fill_qty")} is not positive");
        if (fields.ContainsKey("multiplier") && !IsNull("multiplier") && multiplier <= 0)
            Refuse(DeadLetterReason.InvalidValue, $"multiplier {Show("multiplier")} is not positive");
        CheckNumber("remaining");
        CheckNumber("avg_fill_price");
        return new NormalisedExecution
        {
            Symbol = symbol,
            Side = side,
            LastQty = Qty.FromTrusted(qty),
            LastPx = Px.FromTrusted(px),
            ExecId = new ExecId(execId),
            ExecType = type,
            ExecRefId = new ExecId(execRefId),
            OrderId = new OrderId(orderId),
            TransactTime = time,
            Account = Name("account") ?? "",
            Strategy = Name("strategy") ?? "",
            Venue = Name("venue") ?? "",
            Reason = Text("reason"),
            By = Text("by"),
            Fee = FeeOf(),
            Multiplier = multiplier,
            Currency = CurrencyOf("currency"),
        };
    }

    private ExecType ExecTypeOf()
    {
        string? text = Text("exec_type");
        if (text is null or "" || text.Equals("trade", StringComparison.OrdinalIgnoreCase)) return ExecType.Trade;
        if (text.Equals("trade_cancel", StringComparison.OrdinalIgnoreCase)) return ExecType.TradeCancel;
        if (text.Equals("trade_correct", StringComparison.OrdinalIgnoreCase)) return ExecType.TradeCorrect;
        Invalid("exec_type", "is not trade, trade_cancel or trade_correct");
        return ExecType.Trade;
    }

    private Side SideOf(bool isNeeded)
    {
        string? text = Text("side");
        if (text is null)
        {
            if (isNeeded) Refuse(DeadLetterReason.MissingField, "side is missing");
            return Side.Buy;
        }

        if (text.Equals("buy", StringComparison.OrdinalIgnoreCase)) return Side.Buy;
        if (text.Equals("sell", StringComparison.OrdinalIgnoreCase)) return Side.Sell;
        if (text.Equals("sell_short", StringComparison.OrdinalIgnoreCase)) return Side.SellShort;
        Refuse(DeadLetterReason.InvalidValue, $"side {Show("side")} is not buy, sell or sell_short");
        return Side.Buy;
    }

    private Fee? FeeOf()
    {
        decimal amount = Number("commission", isNeeded: false);
        Currency currency = CurrencyOf("commission_currency");
        return amount == 0 ? null : new Fee(new Money(amount, currency), FeeKind.Commission);
    }

    private Currency CurrencyOf(string name)
    {
        string? text = Text(name);
        if (text is null or "") return default;
        if (!Currency.TryParse(text, out Currency currency)) Invalid(name, "is not a currency");
        return currency;
    }

    private UtcNanos Time()
    {
        if (!TryText("timestamp", out string text, mayBeNumber: true))
        {
            Refuse(DeadLetterReason.MissingField, "timestamp is missing");
            return default;
        }

        bool isNumber = fields["timestamp"].Type == JsonTokenType.Number;
        if (!JsonNumber.TryReadTime(text, isNumber, out UtcNanos time))
            Invalid("timestamp", "is neither milliseconds since 1970 nor RFC 3339");
        else if (time.IsNone) Invalid("timestamp", "is not after 1970");
        return time;
    }

    private decimal Number(string name, bool isNeeded)
    {
        if (!TryText(name, out string text, mayBeNumber: true))
        {
            if (isNeeded) Refuse(DeadLetterReason.MissingField, $"{name} is missing");
            return 0;
        }

        // As text, plain digits; a number may have an exponent, as feeds write them.
        string digits = fields[name].Type == JsonTokenType.Number ? JsonNumber.WithoutExponent(text) : text;
        NumberError error = ExactDecimal.TryParse(digits, out decimal value);
        if (error == NumberError.NotANumber)
            Refuse(DeadLetterReason.InvalidValue, $"{name} {Show(name)} is not a number");
        else if (error == NumberError.TooPrecise)
            OutOfRange(name, $"has more than {ExactDecimal.MaxDecimals} decimals");
        else if (error != NumberError.None)
            OutOfRange(name, $"has more than {ExactDecimal.MaxDigits} significant digits");
        return value;
    }

    // Of what is only shown, that it is a number is all that matters.
    private void CheckNumber(string name)
    {
        if (TryText(name, out string text, mayBeNumber: true)
            && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            Refuse(DeadLetterReason.InvalidValue, $"{name} {Show(name)} is not a number");
    }

    private ShortText Id(string name, bool isNeeded)
    {
        if (!TryText(name, out string text, mayBeNumber: true) || text.Length == 0)
        {
            if (isNeeded) Refuse(DeadLetterReason.MissingField, $"{name} is missing or empty");
            return default;
        }

        foreach (char c in text)
            if (char.IsControl(c)) Invalid(name, "has a control character");
        if (!ShortText.TryFrom(text, out ShortText id)) Invalid(name, $"has more than {ShortText.MaxBytes} bytes");
        return id;
    }

    private string? Name(string name)
    {
        string? text = Text(name);
        if (text is null) return null;
        if (Encoding.UTF8.GetByteCount(text) > ShortText.MaxBytes)
            Invalid(name, $"has more than {ShortText.MaxBytes} bytes");
        else if (text.Length > 0 && string.IsNullOrWhiteSpace(text)) Invalid(name, "is blank");
        return text;
    }

    private string? Text(string name) => TryText(name, out string text, mayBeNumber: false) ? text : null;

    private bool TryText(string name, out string text, bool mayBeNumber)
    {
        text = "";
        if (!fields.TryGetValue(name, out (JsonTokenType Type, string Text) field)) return false;
        if (field.Type == JsonTokenType.Null) return false;
        if (field.Type == JsonTokenType.String || (mayBeNumber && field.Type == JsonTokenType.Number))
        {
            text = field.Text;
            return true;
        }

        Refuse(DeadLetterReason.InvalidValue, $"{name} has the wrong type");
        return false;
    }

    private bool IsNull(string name) => fields[name].Type == JsonTokenType.Null;

    private string Show(string name)
    {
        string text = fields.TryGetValue(name, out (JsonTokenType Type, string Text) field) ? field.Text : "";
        return $"'{(text.Length > 64 ? text[..64] + "..." : text)}'";
    }

    private void Invalid(string name, string what) =>
        Refuse(DeadLetterReason.InvalidValue, $"{name} {Show(name)} {what}");

    private void OutOfRange(string name, string what) =>
        Refuse(DeadLetterReason.NumberOutOfRange, $"{name} {Show(name)} {what}");

    private bool RefuseTwice(string name) =>
        Refuse(DeadLetterReason.Malformed, $"'{(name.Length > 64 ? name[..64] + "..." : name)}' stands there twice");

    // The first thing that is wrong counts.
    private bool Refuse(DeadLetterReason why, string what)
    {
        if (reason != default) return false;
        reason = why;
        detail = what;
        return false;
    }
}
