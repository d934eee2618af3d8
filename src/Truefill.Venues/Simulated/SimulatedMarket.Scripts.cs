using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Venues.Simulated.Scripts;

namespace Truefill.Venues.Simulated;

/// <summary>Orders that are answered by the book.</summary>
public sealed partial class SimulatedMarket
{
    private ScriptRun? script;

    /// <summary>
    /// Answers by this book from here on; null: the market decides. Orders that are answered by another already stay
    /// with that.
    /// </summary>
    public void Follow(SimulatedScript? book) => script = book is null ? null : new ScriptRun(book);

    private void StartScript(SimulatedOrder order, ScriptPlan plan, in VenueCommand command)
    {
        order.Script = new ScriptedOrder(plan);
        if (plan.Repeats) line.KeepLast(order.OrderId);
        Open(order);
        Continue(new ScriptProgress(order, plan.New, command));
    }

    /// <summary>Does an order's steps up to the next delay.</summary>
    internal void Continue(ScriptProgress progress)
    {
        while (progress.TryNext(out ScriptStep step))
        {
            if (step.Act == ScriptAct.Delay)
            {
                agenda.Add(Now.Add(step.Duration), progress);
                return;
            }

            Do(progress, in step);
        }
    }

    private void Do(ScriptProgress progress, in ScriptStep step)
    {
        SimulatedOrder order = progress.Order;
        switch (step.Act)
        {
            case ScriptAct.Accept or ScriptAct.Lose or ScriptAct.Reject:
                DoRequest(progress.Request, order, in step);
                break;
            case ScriptAct.Fill:
                FillByScript(order, in step);
                break;
            case ScriptAct.Cancel or ScriptAct.Expire when order.IsOpen:
                End(order, step.Act == ScriptAct.Expire ? ExecType.Expired : ExecType.Canceled, "by the script");
                break;
            case ScriptAct.Bust when order.Script?.LastTrade is { } trade:
                Bust(trade);
                break;
            case ScriptAct.Correct when order.Script?.LastTrade is { } trade:
                Correct(trade, step.Qty ?? trade.Qty, step.Px ?? trade.Px);
                break;
            case ScriptAct.Duplicate:
                line.RepeatLast(order.OrderId, Now);
                break;
            case ScriptAct.Disconnect:
                Disconnect(step.Duration);
                break;
            case ScriptAct.LieNotFound:
                order.IsDenied = true;
                break;
            case ScriptAct.LieCanceled or ScriptAct.LieRejected or ScriptAct.LieExpired or ScriptAct.LieFilled:
                Lie(order, step.Act);
                break;
            case ScriptAct.Market when order.IsOpen:
                order.Script = null;
                order.Book.Rest(order);
                LimitWait(order);
                if (order.Terms.TimeInForce == TimeInForce.Day) Watch(order.Book.Sessions);
                break;
            case ScriptAct.Ignore:
            default:
                break;
        }
    }

    private void DoRequest(in VenueCommand request, SimulatedOrder order, in ScriptStep step)
    {
        bool isRefused = step.Act == ScriptAct.Reject;
        string why = step.Text ?? "by the script";
        line.IsMuted = step.Act == ScriptAct.Lose;
        if (request.Kind == VenueCommandKind.New) DoNew(order, isRefused ? why : null);
        else if (isRefused) RefuseAmendment(in request, order, RejectReason.ByScript(why));
        else if (!order.IsOpen) RefuseAmendment(in request, order, RejectReason.TooLate);
        else if (request.Kind == VenueCommandKind.Cancel) Cancel(order, request.WireId, request.OrigWireId);
        else Replace(order, in request);
        line.IsMuted = false;
    }

    private void DoNew(SimulatedOrder order, string? refusal)
    {
        if (refusal is null)
        {
            Report(order, ExecType.New, ReportNature.Answer);
            return;
        }

        Close(order, OrdStatus.Rejected);
        Report(order, ExecType.Rejected, ReportNature.Answer, refusal, RejectReason.ByScript(refusal).Code);
    }

    private void FillByScript(SimulatedOrder order, in ScriptStep step)
    {
        if (!order.IsOpen) return;
        Qty qty = step.Qty ?? order.LeavesQty;
        Px? px = step.Px ?? order.Book.LastPrice ?? order.Terms.Price ?? order.Terms.StopPx;
        if (px is null) End(order, ExecType.Canceled, "the script names no price, and there is none yet");
        else Execute(order, qty, px.Value);
    }

    // What is said ends the order for whoever believes it; in the venue's books it is as before.
    private void Lie(SimulatedOrder order, ScriptAct lie)
    {
        if (!order.IsOpen) return;
        (ExecType type, OrdStatus status) = lie switch
        {
            ScriptAct.LieRejected => (ExecType.Rejected, OrdStatus.Rejected),
            ScriptAct.LieExpired => (ExecType.Expired, OrdStatus.Expired),
            ScriptAct.LieFilled => (ExecType.Trade, OrdStatus.Filled),
            _ => (ExecType.Canceled, OrdStatus.Canceled),
        };
        Describe(order, type, ref report.ExecutionReport);
        report.ExecutionReport.ExecId = NextExecId();
        report.ExecutionReport.OrdStatus = status;
        report.ExecutionReport.LeavesQty = Qty.Zero;
        if (type == ExecType.Trade)
        {
            report.ExecutionReport.LastQty = order.LeavesQty;
            report.ExecutionReport.LastPx = order.Book.LastPrice ?? order.Terms.Price ?? Px.FromTrusted(1);
            report.ExecutionReport.CumQty = order.Terms.OrderQty;
        }

        PostExecutionReport(ReportNature.Unasked);
    }
}
