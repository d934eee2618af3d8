using System;
using System.Collections.Generic;
using System.Globalization;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>A field of the counterparty's own that every order and replace carries.</summary>
public sealed record FixOrderField(int Tag, string Value);

/// <summary>How one counterparty speaks FIX where the standard leaves room or it leaves the standard.</summary>
public sealed record FixDialectOptions
{
    /// <summary>ExecID(17)s start anew each trade date.</summary>
    public required bool ExecIdsPerTradeDate { get; init; }

    public required string TimeZone { get; init; }

    public required bool BooksCommission { get; init; }

    public required bool StatesTotals { get; init; }

    public required bool NotFoundIsFinal { get; init; }

    /// <summary>Null: with <c>reset_on_logon</c>.</summary>
    public required bool? MassStatus { get; init; }

    public required bool MassCancel { get; init; }

    public required bool Positions { get; init; }

    /// <summary>ClOrdID(11)s have digits only.</summary>
    public required bool NumericIds { get; init; }

    /// <summary>Before each ClOrdID(11); null: nothing.</summary>
    public required string? IdPrefix { get; init; }

    public required IReadOnlyList<FixOrderField> OrderFields { get; init; }

    private static ValueType<FixOrderField> OrderField { get; } = new(
        "field such as `9001=ALGO`", ParseField,
        field => field.Tag.ToString(CultureInfo.InvariantCulture) + "=" + field.Value);

    internal static FixDialectOptions Read(Section s) => new()
    {
        ExecIdsPerTradeDate = s.Get("exec_ids", PlainTypes.Choice(("forever", false), ("trade_date", true)), false,
            "For how long the venue gives each ExecID(17) once; `trade_date`: ids start anew each TradeDate(75)."),
        TimeZone = s.Get("time_zone", ValueTypes.TimeZone, "UTC",
            "Where its trade date rolls at midnight, and where the day of an ExpireDate(432) ends."),
        BooksCommission = s.Get("book_commission", PlainTypes.Flag, true,
            "Commission(12) of a fill is that fill's own and is booked."),
        StatesTotals = s.Get("states_totals", PlainTypes.Flag, true,
            "CumQty(14), LeavesQty(151) and AvgPx(6) mean something; `false` for a venue that fills them with 0."),
        NotFoundIsFinal = s.Get("not_found_is_final", PlainTypes.Flag, false,
            "An order that a status request does not find can never arrive any more. Only where the venue says so: an "
            + "unknown order ends by it."),
        MassStatus = s.Optional("mass_status", PlainTypes.Flag,
            "The venue answers OrderMassStatusRequest(AF), and is asked before trading opens; without the key, with "
            + "`reset_on_logon`."),
        MassCancel = s.Get("mass_cancel", PlainTypes.Flag, false,
            "The venue takes OrderMassCancelRequest(q), from 4.4 on: a kill switch that covers all that is open there "
            + "sends one before the single cancels. It presumes that nobody else enters orders under this session: "
            + "what the venue has not shown yet would go with it."),
        Positions = s.Get("positions", PlainTypes.Flag, false,
            "The venue answers RequestForPositions(AN), from 4.4 on: its positions are compared with ours."),
        NumericIds = s.Get("cl_ord_ids", PlainTypes.Choice(("text", false), ("numeric", true)), false,
            "The form of our ClOrdID(11)s: `text` such as T1-2F, at most 20 characters; `numeric` has digits only."),
        IdPrefix = s.OptionalText("cl_ord_id_prefix", IdPrefixes, "What the venue wants before each ClOrdID(11)."),
        OrderFields = s.List("order_fields", OrderField, [], "Fields of its own that every order and replace carries."),
    };

    private static ValueType<string> IdPrefixes { get; } = new("text", ParsePrefix, text => text);

    // With the longest id of ours it is to fit what is read of a counterparty's ids.
    private static string? ParsePrefix(string text, out string value)
    {
        value = text;
        bool isPlain = text.Length is > 0 and <= 16;
        foreach (char c in text) isPlain &= char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':';
        return isPlain ? null : "is not 1 to 16 letters, digits or -_.:";
    }

    private static string? ParseField(string text, out FixOrderField field)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        bool isTag = int.TryParse(
            text.AsSpan(0, Math.Max(equals, 0)), NumberStyles.None, CultureInfo.InvariantCulture, out int tag);
        field = new FixOrderField(tag, equals < 0 ? "" : text[(equals + 1)..]);
        return isTag && tag > 0 && field.Value.Length > 0 ? null : "is not TAG=VALUE";
    }
}
