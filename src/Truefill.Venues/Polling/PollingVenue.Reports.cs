using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Venues.Polling;

/// <summary>What follows from the broker's answers.</summary>
public sealed partial class PollingVenue
{
    // OrdRejReason(103) and CxlRejReason(102): other; CxlRejReason(102)=0: too late, 1: unknown order, which unlike the
    // others does not say that the order is there.
    private const int OtherReason = 99;
    private const int TooLate = 0;
    private const int UnknownToBroker = 1;

    private const string NoId = "never sent: the broker has given no id for the order";

    private const int RetiredMax = 10_000;

    // With the usual pauses, for some four minutes.
    private const int TimesNotFoundMax = 60;

    private readonly Queue<TrackedOrder> retired = [];

    private void CancelAnswered(TrackedOrder order, ClOrdId wireId, Task<bool> call)
    {
        if (order.CancelWireId != wireId) return;
        Exception? error = call.Exception?.InnerException;
        if (error is RefusedByBrokerException) RefuseCancel(order, OtherReason, error.Message);
        else if (error is NotSentException) RefuseCancel(order, OtherReason, "never sent: " + error.Message);
    }

    /// <param name="views">So many were seen of it when this one was asked for; more by now: it may be older.</param>
    private void Polled(TrackedOrder order, PollingOrderStatus? status, int views)
    {
        if (status is null)
        {
            NotFound(order);
            return;
        }

        order.TimesNotFound = 0;
        bool isNewest = order.Views++ == views;
        if (status.FilledQty > order.CumQty)
        {
            if (!Executed(order, status)) return;
        }
        else if (isNewest && status.FilledQty < order.CumQty)
        {
            Complain(order, $"the filled quantity went back from {order.CumQty} to {status.FilledQty}");
        }
        else if (isNewest)
        {
            PutPriceRight(order, status);
        }

        if (status.State == PollingState.Working) return;
        if (status.State == PollingState.Filled && status.FilledQty < order.Order.Terms.OrderQty)
        {
            // It has not ended by what is known of it: its other trades may be still to be seen, so it is asked on.
            Complain(order, $"filled, with {status.FilledQty} of {order.Order.Terms.OrderQty}");
            return;
        }

        open.Remove(order);
        End(order, status);
    }

    // It may only not show it yet, so it is asked on, less and less often. One that it has purged it would be asked
    // about for ever; a look-up or a cancel that finds it has it followed again.
    private void NotFound(TrackedOrder order)
    {
        Complain(order, "the broker does not know the order any more");
        if (++order.TimesNotFound >= TimesNotFoundMax)
        {
            open.Remove(order);
            return;
        }

        RetryPause pause = new(options.PollInterval * 2, options.BackoffMax, options.Jitter);
        order.NextPollAt = clock.GetUtcNow() + pause.After(order.TimesNotFound, options.Chance());
    }

    // False when it cannot be booked: it is tried again with the next poll.
    private bool Executed(TrackedOrder order, PollingOrderStatus status)
    {
        Qty lastQty = status.FilledQty - order.CumQty;
        decimal before = order.CumQty.Value * order.AvgPx.Value;
        if (status.AvgPx is not { } avgPx
            || Px.TryFrom(
                ExactDecimal.RoundToMaxDecimals((status.FilledQty.Value * avgPx.Value - before) / lastQty.Value),
                out Px lastPx) != NumberError.None)
        {
            string price = status.AvgPx?.ToString() ?? "nothing";
            Complain(order, $"filled {status.FilledQty} at an average price of {price}");
            return false;
        }

        // A broker that rounds its averages can imply a price that never was: then the average is the best one known.
        if (Math.Sign(lastPx.Value) != Math.Sign(avgPx.Value)) lastPx = avgPx;
        moves.Moved(order.Holding);
        order.CumQty = status.FilledQty;
        order.AvgPx = avgPx;
        bool isFull = order.CumQty >= order.Order.Terms.OrderQty;
        VenueReport report = Describe(order, ExecType.Trade, isFull ? OrdStatus.Filled : OrdStatus.PartiallyFilled);
        report.ExecutionReport.ExecId = MakeExecId($"{order.BrokerId}-{order.CumQty}");
        order.LastTrade = (report.ExecutionReport.ExecId, lastQty, lastPx);
        report.ExecutionReport.LastQty = lastQty;
        report.ExecutionReport.LastPx = lastPx;
        report.ExecutionReport.Text = status.Text;
        if (!status.At.IsNone) report.ExecutionReport.TransactTime = status.At;
        Post(report, status);
        return true;
    }

    private void End(TrackedOrder order, PollingOrderStatus status)
    {
        ClOrdId cancel = order.CancelWireId;
        if (status.State != PollingState.Canceled && !cancel.IsNone)
            RefuseCancel(order, TooLate, $"too late: {status.State}");
        (ExecType type, OrdStatus ordStatus) = status.State switch
        {
            PollingState.Expired => (ExecType.Expired, OrdStatus.Expired),
            PollingState.Rejected => (ExecType.Rejected, OrdStatus.Rejected),
            _ => (ExecType.Canceled, OrdStatus.Canceled),
        };
        bool hadEnded = order.HasEnded;
        order.HasEnded = true;
        if (!hadEnded) Retire(order);
        if (hadEnded || status.State == PollingState.Filled) return;
        VenueReport report = Describe(order, type, ordStatus);
        report.ExecutionReport.ExecId = MakeExecId($"{order.BrokerId}-{status.State}");
        report.ExecutionReport.Text = status.Text;
        if (type == ExecType.Canceled && !cancel.IsNone)
        {
            report.ExecutionReport.ClOrdId = cancel;
            report.ExecutionReport.OrigClOrdId = order.Order.WireId;
            order.CancelWireId = default;
        }

        Post(report, status);
    }

    // Ended orders can be looked up for a while.
    private void Retire(TrackedOrder order)
    {
        retired.Enqueue(order);
        if (retired.Count <= RetiredMax) return;
        TrackedOrder oldest = retired.Dequeue();
        known.TryRemove(KeyValuePair.Create(oldest.Order.WireId, oldest));
    }

    private void RefuseCancel(TrackedOrder order, int reason, string text)
    {
        ClOrdId wireId = order.CancelWireId;
        order.CancelWireId = default;
        order.CancelWaits = false;
        Post(new VenueReport
        {
            Kind = VenueReportKind.OrderCancelReject,
            CancelReject = new OrderCancelReject
            {
                Venue = default,
                ClOrdId = wireId,
                OrigClOrdId = order.Order.WireId,
                OrderId = OrderIdOf(order),
                ToReplace = false,
                Reason = reason,
                Text = text,
                TransactTime = Now(),
            },
        });
    }

    private void Report(TrackedOrder order, ExecType type, OrdStatus status, string execId, string? text = null)
    {
        VenueReport report = Describe(order, type, status);
        report.ExecutionReport.ExecId = MakeExecId(execId);
        report.ExecutionReport.Text = text;
        Post(report);
    }

    private VenueReport Describe(TrackedOrder order, ExecType type, OrdStatus status)
    {
        OrderTerms terms = order.Order.Terms;
        bool isOpenStatus = status is OrdStatus.New or OrdStatus.PartiallyFilled;
        return new VenueReport
        {
            Kind = VenueReportKind.ExecutionReport,
            ExecutionReport = new ExecutionReport
            {
                Venue = default,
                ExecType = type,
                ClOrdId = order.Order.WireId,
                OrderId = OrderIdOf(order),
                OrdStatus = status,
                AccountName = order.Order.Account,
                SymbolName = order.Order.Symbol,
                Side = terms.Side,
                OrdType = terms.OrdType,
                TimeInForce = terms.TimeInForce,
                OrderQty = terms.OrderQty,
                CumQty = order.CumQty,
                LeavesQty = isOpenStatus ? terms.OrderQty - order.CumQty : Qty.Zero,
                AvgPx = order.AvgPx,
                Price = terms.Price,
                StopPx = terms.StopPx,
                TransactTime = Now(),
            },
        };
    }

    // What cannot be booked must not be lost: it is handed in once as it was, for a person to see.
    private void Complain(TrackedOrder order, string what)
    {
        if (order.Complaint == what) return;
        order.Complaint = what;
        string text = $"order {order.BrokerId} ({order.Order.WireId}): {what}";
        Post(new VenueReport
        {
            Kind = VenueReportKind.Malformed,
            Reason = DeadLetterReason.InvalidValue,
            Detail = text,
            Raw = Encoding.UTF8.GetBytes(text),
        });
    }

    private void Post(VenueReport report, PollingOrderStatus? seen = null)
    {
        report.ReceivedAt = Now();
        if (seen is not null) report.Raw = Encoding.UTF8.GetBytes(seen.ToString());
        sink.Post(in report);
    }

    private UtcNanos Now() => UtcNanos.Of(clock.GetUtcNow());

    private static OrderId OrderIdOf(TrackedOrder order) =>
        order.BrokerId is { } id && ShortText.TryFrom(id, out ShortText text) ? new OrderId(text) : default;

    // An id that is too long is told by its digest, which is the same wherever it is made.
    private static ExecId MakeExecId(string text) =>
        ShortText.TryFrom(text, out ShortText id)
            ? new ExecId(id)
            : ExecId.FromTrusted(Murmur128.Hash(Encoding.UTF8.GetBytes(text), 0).ToString("x32"));
}
