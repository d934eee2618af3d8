using Truefill.Domain.Orders;

namespace Truefill.Server.Views.Facts;

public sealed partial class FactJson
{
    public void Apply(in OrderSubmitted e)
    {
        Begin("order_submitted");
        WriteIntent(e.Intent);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in OrderHeld e)
    {
        Begin("order_held");
        WriteIntent(e.Intent);
        json.WriteString("reason", Words.Of(e.Reason));
        json.Time("at", e.At);
        End();
    }

    public void Apply(in SubmitAborted e)
    {
        Begin("submit_aborted");
        WriteOrder(e.Order);
        json.WriteString("reason", Words.Of(e.Reason));
        json.Time("at", e.At);
        End();
    }

    public void Apply(in OrderDenied e)
    {
        Begin("order_denied");
        json.WriteString("cl_ord_id", e.ClOrdId.ToString());
        json.WriteString("source", books.Names.Of(e.Source));
        json.WriteString("account", books.Names.Of(e.Account));
        json.WriteString("symbol", books.Names.Of(e.Symbol));
        json.WriteString("strategy", e.Strategy);
        json.WriteString("side", e.Side == default ? null : Words.Of(e.Side));
        json.WriteString("reason", Words.Of(e.Reason));
        json.WriteString("detail", e.Detail);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in OrderAdopted e)
    {
        Begin("order_adopted");
        WriteIntent(e.Intent);
        json.Id("order_id", e.OrderId);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in OrderPendingNew e)
    {
        Begin("order_pending_new");
        WriteOrder(e.Order);
        json.Id("order_id", e.OrderId);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in OrderAccepted e)
    {
        Begin("order_accepted");
        WriteOrder(e.Order);
        json.Id("order_id", e.OrderId);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in OrderRejected e)
    {
        Begin("order_rejected");
        WriteOrder(e.Order);
        json.Id("order_id", e.OrderId);
        WriteReject(e.Reason, e.Text);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in OrderExpired e) => OrderFact("order_expired", e.Order, e.TransactTime);

    public void Apply(in OrderDoneForDay e) => OrderFact("order_done_for_day", e.Order, e.TransactTime);

    public void Apply(in OrderSuspended e) => OrderFact("order_suspended", e.Order, e.TransactTime);

    public void Apply(in OrderCalculated e) => OrderFact("order_calculated", e.Order, e.TransactTime);

    public void Apply(in OrderStopped e)
    {
        Begin("order_stopped");
        WriteOrder(e.Order);
        json.Number("price", e.Price);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in OrderRestated e)
    {
        Begin("order_restated");
        WriteOrder(e.Order);
        if (e.Reason is { } reason) json.WriteNumber("reason", reason);
        else json.WriteNull("reason");
        WriteTerms(e.Terms);
        json.Number("cum_qty", e.CumQty);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in ReportViolated e)
    {
        Begin("report_violated");
        WriteOrder(e.Order);
        json.WriteString("rule", Words.Of(e.Rule));
        json.WriteString("detail", e.Detail);
        json.WriteNumber("venue_seq", e.VenueSeq);
        End();
    }
}
