using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated.Log;

/// <summary>What a line of a venue's log says beside its report.</summary>
internal enum LogNote
{
    None,

    /// <summary>The order of the report is gone; nothing else of it counts.</summary>
    Forgotten,

    /// <summary>The order of the report, a stop, has been triggered; nobody is told.</summary>
    Triggered,
}

/// <summary>One line of a venue's log, read back.</summary>
/// <param name="Orders">Order ids given so far.</param>
/// <param name="Executions">Execution ids given so far.</param>
internal readonly record struct VenueLogLine(
    ExecutionReport Report, ClOrdId LinkId, LogNote Note, long Orders, long Executions)
{
    /// <exception cref="InvalidDataException">The line is not one of a venue's log.</exception>
    public static VenueLogLine Parse(string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return Read(json.RootElement);
        }
        catch (Exception e)
            when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"not a line of a venue's log: {e.Message}: {line}", e);
        }
    }

    private static VenueLogLine Read(JsonElement json)
    {
        ExecutionReport report = new()
        {
            Venue = default,
            ExecType = Name<ExecType>(json, "exec_type") ?? throw new FormatException("exec_type is missing"),
            ClOrdId = new ClOrdId(Id(json, "cl_ord_id")),
            OrigClOrdId = new ClOrdId(Id(json, "orig_cl_ord_id")),
            OrderId = new OrderId(Id(json, "order_id")),
            ExecId = new ExecId(Id(json, "exec_id")),
            ExecRefId = new ExecId(Id(json, "exec_ref_id")),
            OrdStatus = Name<OrdStatus>(json, "ord_status"),
            AccountName = Text(json, "account"),
            SymbolName = Text(json, "symbol"),
            Side = Name<Side>(json, "side"),
            OrdType = Name<OrdType>(json, "type"),
            TimeInForce = Name<TimeInForce>(json, "tif"),
            OrderQty = Quantity(json, "qty"),
            Price = Price(json, "price"),
            StopPx = Price(json, "stop_px"),
            LastQty = Quantity(json, "last_qty"),
            LastPx = Price(json, "last_px"),
            CumQty = Quantity(json, "cum_qty"),
            LeavesQty = Quantity(json, "leaves_qty"),
            AvgPx = Price(json, "avg_px"),
            Fee = ReadFee(json),
            TransactTime = new UtcNanos(json.GetProperty("time_ns").GetInt64()),
            VenueSeq = json.GetProperty("seq").GetInt64(),
            Text = Text(json, "text"),
        };
        return new VenueLogLine(
            report,
            new ClOrdId(Id(json, "link")),
            NoteOf(json),
            json.GetProperty("orders").GetInt64(),
            json.GetProperty("executions").GetInt64());
    }

    private static LogNote NoteOf(JsonElement json) =>
        json.TryGetProperty("forgotten", out _) ? LogNote.Forgotten
        : json.TryGetProperty("triggered", out _) ? LogNote.Triggered
        : LogNote.None;

    private static Fee? ReadFee(JsonElement json) =>
        Number(json, "fee") is { } amount && Text(json, "fee_currency") is { } currency
            ? new Fee(new Money(amount, Currency.FromTrusted(currency)), FeeKind.Commission)
            : null;

    private static string? Text(JsonElement json, string key) =>
        json.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;

    private static ShortText Id(JsonElement json, string key) =>
        Text(json, key) is { } text && ShortText.TryFrom(text, out ShortText id) ? id : default;

    private static decimal? Number(JsonElement json, string key) =>
        json.TryGetProperty(key, out JsonElement value)
            ? decimal.Parse(value.GetRawText(), NumberStyles.Number, CultureInfo.InvariantCulture)
            : null;

    private static Qty? Quantity(JsonElement json, string key) =>
        Number(json, key) is { } number ? Qty.FromTrusted(number) : null;

    private static Px? Price(JsonElement json, string key) =>
        Number(json, key) is { } number ? Px.FromTrusted(number) : null;

    private static T? Name<T>(JsonElement json, string key)
        where T : struct, Enum => Text(json, key) is { } text ? Enum.Parse<T>(text) : null;
}
