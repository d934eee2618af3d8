using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Time;
using Truefill.Server.Views;

namespace Truefill.Server.Gateway;

/// <content>Facts about orders that a client of the gateway entered.</content>
public sealed partial class ClientReports
{
    public override void Apply(in OrderSubmitted e) => Tell(e.Intent.Order, ExecType.PendingNew);

    public override void Apply(in OrderHeld e)
    {
        Order order = books.Orders[e.Intent.Order];
        string text = $"held: {Words.Of(e.Reason)}; nothing was sent yet";
        if (asked?.Request is not OrderCancelReplaceRequest request)
        {
            Tell(order, ExecType.PendingNew, ClientOrder.IdInForce(order), default, text);
            return;
        }

        ClOrdId before = ClientOrder.IdInForce(order, except: request.ClOrdId);
        Tell(order, ExecType.Replaced, request.ClOrdId, before, text);
    }

    public override void Apply(in SubmitAborted e)
    {
        affected++;
        Order order = books.Orders[e.Order];
        ClOrdId known = ClientOrder.IdInForce(order);
        string text = $"not sent: {Words.Of(e.Reason)}";
        if (asked?.Request is OrderCancelRequest request)
            Tell(order, ExecType.Canceled, request.ClOrdId, known, text);
        else if (ClientOrder.OvertakenCancel(order) is { IsNone: false } cancel)
            Tell(order, ExecType.Canceled, cancel, known, text);
        else
            Tell(order, ExecType.Canceled, known, default, text);
    }

    public override void Apply(in OrderPendingNew e) => Tell(e.Order, ExecType.PendingNew, e.TransactTime);

    public override void Apply(in OrderAccepted e) => Tell(e.Order, ExecType.New, e.TransactTime);

    public override void Apply(in OrderRejected e) =>
        Tell(e.Order, ExecType.Rejected, e.TransactTime, e.Text, e.Reason);

    public override void Apply(in CancelRequested e)
    {
        affected++;
        TellRequest(e.Order, ExecType.PendingCancel, e.Request, e.At);
    }

    public override void Apply(in CancelPending e) =>
        TellRequest(e.Order, ExecType.PendingCancel, e.Request, e.TransactTime);

    public override void Apply(in CancelRejected e) =>
        TellRefused(e.Order, e.Request, toReplace: false, e.Reason, e.Text, e.TransactTime);

    public override void Apply(in OrderCanceled e) =>
        TellRequest(e.Order, ExecType.Canceled, e.Request, e.TransactTime);

    public override void Apply(in ReplaceRequested e) =>
        TellRequest(e.Order, ExecType.PendingReplace, e.Request, e.At);

    public override void Apply(in ReplacePending e) =>
        TellRequest(e.Order, ExecType.PendingReplace, e.Request, e.TransactTime);

    public override void Apply(in ReplaceRejected e) =>
        TellRefused(e.Order, e.Request, toReplace: true, e.Reason, e.Text, e.TransactTime);

    public override void Apply(in OrderReplaced e) =>
        TellRequest(e.Order, ExecType.Replaced, e.Request, e.TransactTime);

    public override void Apply(in OrderExpired e) => Tell(e.Order, ExecType.Expired, e.TransactTime);

    public override void Apply(in OrderDoneForDay e) => Tell(e.Order, ExecType.DoneForDay, e.TransactTime);

    public override void Apply(in OrderStopped e) => Tell(e.Order, ExecType.Stopped, e.TransactTime);

    public override void Apply(in OrderSuspended e) => Tell(e.Order, ExecType.Suspended, e.TransactTime);

    public override void Apply(in OrderCalculated e) => Tell(e.Order, ExecType.Calculated, e.TransactTime);

    public override void Apply(in OrderRestated e) =>
        Tell(e.Order, ExecType.Restated, e.TransactTime, reason: e.Reason);

    // The status stays the last one known; that nobody knows more is said in words.
    public override void Apply(in RequestUnknown e)
    {
        Order order = books.Orders[e.Order];
        ExecType type = order.Request(e.Request) switch
        {
            { Kind: RequestKind.Cancel } => ExecType.PendingCancel,
            { Kind: RequestKind.Replace } => ExecType.PendingReplace,
            _ => ExecType.PendingNew,
        };
        TellRequest(e.Order, type, type == ExecType.PendingNew ? default : e.Request, e.Since);
    }

    public override void Apply(in RequestResolved e)
    {
        Order order = books.Orders[e.Order];
        string text = $"resolved as {Words.Of(e.As)} by {e.By}: {e.Reason}";
        RequestKind? kind = order.Request(e.Request)?.Kind;
        if (kind is not null && e.As == Resolution.Rejected)
            TellRefused(e.Order, e.Request, kind == RequestKind.Replace, reason: null, text, e.At);
        else if (order.Closing == OrderClosing.Canceled)
            TellRequest(e.Order, ExecType.Canceled, kind is null ? default : e.Request, default, text);
        else if (kind == RequestKind.Replace && e.As == Resolution.Accepted)
            TellRequest(e.Order, ExecType.Replaced, e.Request, default, text);
        else
            Tell(order, ResolvedType(order, in e), ClientOrder.IdInForce(order), default, text);
    }

    // The order itself was resolved. One that is accepted had not been told as new, or nobody would have had to ask.
    // One that is open again had been told as ended.
    private static ExecType ResolvedType(Order order, in RequestResolved e) => order.Closing switch
    {
        OrderClosing.Rejected => ExecType.Rejected,
        OrderClosing.None when e.As == Resolution.Accepted && !e.IsRevival => ExecType.New,
        _ => ExecType.Restated,
    };

    public override void Apply(in RequestAborted e)
    {
        bool toReplace = books.Orders[e.Order].Request(e.Request) is { Kind: RequestKind.Replace };
        TellRefused(e.Order, e.Request, toReplace, reason: null, $"not sent: {Words.Of(e.Reason)}", e.At);
    }

    public override void Apply(in OrderExecuted e) => TellTrade(e.Exec, ExecType.Trade, e.TransactTime);

    public override void Apply(in TradeCanceled e) => TellTrade(e.Exec, ExecType.TradeCancel, e.TransactTime);

    public override void Apply(in TradeCorrected e) => TellTrade(e.Exec, ExecType.TradeCorrect, e.TransactTime);

    private void TellTrade(ExecHandle exec, ExecType type, UtcNanos at)
    {
        // A bust or correction that came before its trade is told with it.
        if (exec.IsNone) return;
        Execution execution = books.Executions[exec];
        if (books.Orders.TryGet(execution.Order) is not { } order || TargetOf(order.Source) is not { } tell) return;
        ulong first = replica.Index.StampOf(exec).Seq;
        tell(Report(order, type) with
        {
            ClOrdId = ClientOrder.IdInForce(order),
            ExecRefId = type == ExecType.Trade ? null : ClientReportText.ExecIdOf(first),
            VenueExecId = execution.Key.ExecId,
            LastQty = execution.LastQty,
            LastPx = execution.LastPx,
            TransactTime = at.IsNone ? replica.At : at,
        });
    }

    private void TellRefused(
        OrderHandle handle, in ClOrdId request, bool toReplace, int? reason, string? text, UtcNanos at)
    {
        Order order = books.Orders[handle];

        // A request of ours, as of a kill switch: the client asked for nothing.
        if (ClientOrder.IsOwnId(order, in request) || TargetOf(order.Source) is not { } tell) return;
        tell(Report(order, ExecType.OrderStatus) with
        {
            Kind = ClientReportKind.OrderCancelReject,
            ClOrdId = request,
            OrigClOrdId = ClientOrder.IdInForce(order),
            ToReplace = toReplace,
            VenueReason = reason,
            Text = text,
            TransactTime = at.IsNone ? replica.At : at,
        });
    }

    // About a request, which has an id of its own where the client made it. The end of an order answers a cancel of the
    // client too that it has overtaken: nothing else will.
    private void TellRequest(
        OrderHandle handle, ExecType type, in ClOrdId request, UtcNanos at, string? text = null)
    {
        Order order = books.Orders[handle];
        bool isClients = !request.IsNone && order.Request(in request) is not null
            && !ClientOrder.IsOwnId(order, in request);
        ClOrdId told = isClients ? request : type == ExecType.Canceled ? ClientOrder.OvertakenCancel(order) : default;
        ClOrdId before = ClientOrder.IdInForce(order, except: request);
        Tell(order, type, told.IsNone ? before : told, told.IsNone ? default : before, text, reason: null, at);
    }

    private void Tell(OrderHandle handle, ExecType type, UtcNanos at = default, string? text = null, int? reason = null)
    {
        Order order = books.Orders[handle];
        Tell(order, type, ClientOrder.IdInForce(order), default, text, reason, at);
    }

    private void Tell(Order order, ExecType type) => Tell(order, type, ClientOrder.IdInForce(order), default, null);

    private void Tell(
        Order order, ExecType type, in ClOrdId id, in ClOrdId original, string? text, int? reason = null,
        UtcNanos at = default)
    {
        if (TargetOf(order.Source) is not { } tell) return;
        ClientReport report = Report(order, type);
        tell(report with
        {
            ClOrdId = id,
            OrigClOrdId = original,
            VenueReason = reason,
            Text = text ?? report.Text,
            TransactTime = at.IsNone ? replica.At : at,
        });
    }

    private ClientReport Report(Order order, ExecType type) => ClientOrder.Report(books, order, type) with
    {
        Seq = replica.Seq,
        ExecId = ClientReportText.ExecIdOf(replica.Seq),
    };
}
