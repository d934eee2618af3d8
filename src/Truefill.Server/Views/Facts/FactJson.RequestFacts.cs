using Truefill.Domain.Orders;

namespace Truefill.Server.Views.Facts;

/// <content>Requests to cancel or replace an order, and what became of them.</content>
public sealed partial class FactJson
{
    public void Apply(in CancelRequested e)
    {
        Begin("cancel_requested");
        WriteOrder(e.Order);
        json.WriteString("request", e.Request.ToString());
        json.WriteString("origin", Words.Of(e.Origin));
        json.Time("at", e.At);
        End();
    }

    public void Apply(in CancelPending e) => RequestFact("cancel_pending", e.Order, e.Request, e.TransactTime);

    public void Apply(in ReplacePending e) => RequestFact("replace_pending", e.Order, e.Request, e.TransactTime);

    public void Apply(in CancelRejected e)
    {
        Begin("cancel_rejected");
        WriteOrder(e.Order);
        json.WriteString("request", e.Request.ToString());
        WriteReject(e.Reason, e.Text);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in OrderCanceled e)
    {
        Begin("order_canceled");
        WriteOrder(e.Order);
        json.WriteString("request", e.Request.IsNone ? null : e.Request.ToString());
        json.Id("order_id", e.OrderId);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in ReplaceRequested e)
    {
        Begin("replace_requested");
        WriteOrder(e.Order);
        json.WriteString("request", e.Request.ToString());
        WriteTerms(e.Terms);
        json.WriteString("origin", Words.Of(e.Origin));
        json.Time("at", e.At);
        End();
    }

    public void Apply(in ReplaceRejected e)
    {
        Begin("replace_rejected");
        WriteOrder(e.Order);
        json.WriteString("request", e.Request.ToString());
        WriteReject(e.Reason, e.Text);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in OrderReplaced e)
    {
        Begin("order_replaced");
        WriteOrder(e.Order);
        json.WriteString("request", e.Request.IsNone ? null : e.Request.ToString());
        json.Id("order_id", e.OrderId);
        WriteTerms(e.Terms);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in RequestUnknown e)
    {
        Begin("request_unknown");
        WriteOrder(e.Order);
        json.WriteString("request", e.Request.ToString());
        json.Time("since", e.Since);
        End();
    }

    public void Apply(in RequestResolved e)
    {
        Begin("request_resolved");
        WriteOrder(e.Order);
        json.WriteString("request", e.Request.ToString());
        json.WriteString("as", Words.Of(e.As));
        json.WriteString("by", e.By);
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in RequestAborted e)
    {
        Begin("request_aborted");
        WriteOrder(e.Order);
        json.WriteString("request", e.Request.ToString());
        json.WriteString("reason", Words.Of(e.Reason));
        json.Time("at", e.At);
        End();
    }
}
