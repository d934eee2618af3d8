using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Server.Http.Body;

/// <summary>
/// The normalised execution message: symbol, side, fill_qty, fill_price, order_id, exec_id, timestamp, and what may be
/// stated besides. Fields that mean nothing here are counted, not refused. A trade without an order, such as one that
/// was agreed by phone, says so with an empty order_id: one that is missing was forgotten.
/// </summary>
public static class ExecutionBody
{
    private const string Trade = "trade";
    private const string TradeCancel = "trade_cancel";
    private const string TradeCorrect = "trade_correct";

    /// <summary>A trade, and what corrects or takes back another.</summary>
    public static readonly ApiBody Forms = ApiBody.OneOf(
        new ApiBodyForm(
            "Trade",
            [
                .. Terms("*"),
                ApiField.Word("exec_type", Trade),
                ApiField.Id("exec_ref_id"),
                ApiField.StatedId("order_id") with { Note = "The venue's id of the order; empty: there was none." },
                .. Rest,
            ])
        {
            TakesMore = true,
        },
        new ApiBodyForm(
            "TradeCorrect",
            [
                .. Terms("*"),
                ApiField.Word("exec_type*", TradeCorrect),
                ApiField.Id("exec_ref_id*"),
                ApiField.Id("order_id"),
                .. Rest,
            ])
        {
            TakesMore = true,
        },
        new ApiBodyForm(
            "TradeCancel",
            [
                .. Terms(""),
                ApiField.Word("exec_type*", TradeCancel),
                ApiField.Id("exec_ref_id*"),
                ApiField.Id("order_id"),
                .. Rest,
            ])
        {
            TakesMore = true,
        });

    /// <param name="ignored">How many fields the message had that nothing here reads.</param>
    /// <exception cref="ApiException">It cannot be an execution; the detail says which field and why.</exception>
    public static NormalisedExecution Read(BodyFields fields, string? reason, string? by, out int ignored)
    {
        ExecType type = TypeOf(fields);
        bool isBust = type == ExecType.TradeCancel;
        NormalisedExecution execution = new()
        {
            ExecType = type,
            Symbol = isBust ? fields.Text("symbol") ?? "" : fields.Required("symbol"),
            Side = fields.Word<Side>("side") ?? (isBust ? Side.Buy : throw fields.Missing("side")),
            LastQty = fields.Quantity("fill_qty") ?? (isBust ? Qty.Zero : throw fields.Missing("fill_qty")),
            LastPx = fields.Price("fill_price") ?? (isBust ? Px.Zero : throw fields.Missing("fill_price")),
            OrderId = new OrderId(fields.Id("order_id")),
            ExecId = new ExecId(fields.Id("exec_id")),
            ExecRefId = new ExecId(fields.Id("exec_ref_id")),
            TransactTime = fields.Timestamp("timestamp"),
            Account = fields.Text("account") ?? "",
            Strategy = fields.Text("strategy") ?? "",
            Venue = fields.Text("venue") ?? "",
            Fee = FeeOf(fields),
            Multiplier = fields.Positive("multiplier") ?? 0,
            Currency = fields.Currency("currency"),
            Reason = fields.Text("reason") ?? reason,
            By = fields.Text("by") ?? by,
        };

        // Stated by the sender about its own books; ours follow from the executions.
        fields.IgnoreNumber("remaining");
        fields.IgnoreNumber("avg_fill_price");
        ignored = fields.Untaken;
        if (execution.TransactTime.IsNone) throw fields.Missing("timestamp");
        if (execution.ExecId.IsNone) throw fields.Missing("exec_id");
        if (type == ExecType.Trade && !fields.Has("order_id")) throw fields.Missing("order_id");
        if (type != ExecType.Trade && execution.ExecRefId.IsNone) throw fields.Missing("exec_ref_id");
        return execution;
    }

    private static ApiField[] Rest =>
    [
        ApiField.Id("exec_id*"),
        ApiField.Timestamp("timestamp*"),
        QueryFields.Account,
        QueryFields.Strategy,
        QueryFields.Venue,
        ApiField.Decimal("commission"),
        ApiField.Currency("commission_currency"),
        ApiField.PositiveDecimal("multiplier"),
        ApiField.Currency("currency"),
        ApiField.UnusedNumber("remaining") with { Note = Unused },
        ApiField.UnusedNumber("avg_fill_price") with { Note = Unused },
        QueryFields.Reason,
        QueryFields.By,
    ];

    private static string Unused => "What the sender's own books say; ours follow from the executions.";

    private static ApiField[] Terms(string required) =>
    [
        required.Length > 0 ? ApiField.Required("symbol") : QueryFields.Symbol,
        ApiField.Word<Side>("side" + required),
        ApiField.Decimal("fill_qty" + required),
        ApiField.Decimal("fill_price" + required),
    ];

    private static ExecType TypeOf(BodyFields fields) => fields.Text("exec_type")?.ToLowerInvariant() switch
    {
        null or "" or Trade => ExecType.Trade,
        TradeCancel => ExecType.TradeCancel,
        TradeCorrect => ExecType.TradeCorrect,
        { } other => throw ApiException.BadRequest(
            "invalid_field", $"Field 'exec_type': '{other}' is not one of trade, trade_cancel, trade_correct."),
    };

    private static Fee? FeeOf(BodyFields fields)
    {
        decimal? amount = fields.Amount("commission");
        Currency currency = fields.Currency("commission_currency");
        return amount is { } charged && charged != 0 ? new Fee(new Money(charged, currency), FeeKind.Commission) : null;
    }
}
