using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Whole;

/// <summary>
/// Of the facts of a journal, what the engine did of its own accord and nobody could know otherwise, in the words of
/// the model. What follows from the input alone is left out: that the model has to find out by itself.
/// </summary>
/// <param name="names">What handles stand for.</param>
/// <param name="tell">Told each act in the order of the journal.</param>
internal sealed class OwnActs(Func<NameTables> names, Action<Told> tell) : SelectiveFacts
{
    private readonly Dictionary<OrderHandle, OrderName> known = [];

    /// <summary>The input that the facts belong to, in the words of clients.</summary>
    public Input Input { get; set; }

    // These say themselves what becomes of an order; of the others only what the engine concludes.
    private bool SaysItself => Input.Kind is InputKind.ExecutionReport or InputKind.OrderCancelReject
        or InputKind.ResolveOrder or InputKind.SendFailed;

    public override void Apply(in OrderSubmitted e)
    {
        if (!IsNew(e.Intent)) tell(new ToldSent(known[e.Intent.Order]));
    }

    // Replaced while it was held, it is told again; the request for that says so itself.
    public override void Apply(in OrderHeld e)
    {
        if (IsNew(e.Intent)) tell(new ToldHeld(known[e.Intent.Order]));
    }

    public override void Apply(in OrderAdopted e) => known[e.Intent.Order] = NameOf(e.Intent);

    public override void Apply(in SubmitAborted e)
    {
        OrderName order = known[e.Order];
        bool isAsked = Input.Body is OrderCancelRequest cancel && cancel.OrigClOrdId.ToString() == order.ClOrdId;
        if (!isAsked && Input.Kind != InputKind.SendFailed) tell(new ToldGivenUp(order));
    }

    public override void Apply(in CancelRequested e)
    {
        if (Input.Body is OrderCancelRequest cancel && cancel.ClOrdId == e.Request) return;
        tell(new ToldRequest(known[e.Order], e.Request.ToString(), null));
    }

    public override void Apply(in ReplaceRequested e)
    {
        if (Input.Body is OrderCancelReplaceRequest replace && replace.ClOrdId == e.Request) return;
        tell(new ToldRequest(known[e.Order], e.Request.ToString(), e.Terms.OrderQty));
    }

    public override void Apply(in OrderAccepted e) => Conclude(e.Order, ExecType.New, default);

    public override void Apply(in OrderPendingNew e) => Conclude(e.Order, ExecType.PendingNew, default);

    public override void Apply(in OrderRejected e) => Conclude(e.Order, ExecType.Rejected, default);

    public override void Apply(in OrderCanceled e) => Conclude(e.Order, ExecType.Canceled, e.Request);

    public override void Apply(in OrderExpired e) => Conclude(e.Order, ExecType.Expired, default);

    public override void Apply(in OrderReplaced e) =>
        Conclude(e.Order, ExecType.Replaced, e.Request, e.Terms.OrderQty);

    public override void Apply(in OrderRestated e) =>
        Conclude(e.Order, ExecType.Restated, default, e.Terms.OrderQty);

    public override void Apply(in CancelRejected e) => Conclude(e.Order, ExecType.Rejected, e.Request);

    public override void Apply(in ReplaceRejected e) => Conclude(e.Order, ExecType.Rejected, e.Request);

    public override void Apply(in RequestResolved e)
    {
        if (SaysItself) return;
        OrderName order = known[e.Order];
        tell(new ToldResolution(order, IdOf(order, e.Request), e.As));
    }

    // The order's own id means the order.
    private static string IdOf(OrderName order, in ClOrdId request) =>
        request.IsNone || request.ToString() == order.ClOrdId ? "" : request.ToString();

    private void Conclude(OrderHandle order, ExecType what, in ClOrdId request, Qty? orderQty = null)
    {
        if (SaysItself) return;
        tell(new ToldConclusion(known[order], what, IdOf(known[order], in request), orderQty));
    }

    // An order that is seen for the first time; what a client has just asked for the model knows.
    private bool IsNew(in OrderIntent intent)
    {
        OrderName name = NameOf(in intent);
        if (!known.TryAdd(intent.Order, name)) return false;
        if (Input.Body is NewOrderSingle request && request.ClOrdId == intent.ClOrdId) return true;
        tell(new ToldOrder(
            name, names().Of(intent.Strategy), names().Of(intent.Symbol), intent.Terms,
            intent.Parent.IsNone ? null : known[intent.Parent],
            Input.Body is ExecuteAdvisory advisory ? advisory.AdvisoryId : ""));
        return true;
    }

    private OrderName NameOf(in OrderIntent intent) => new(names().Of(intent.Account), intent.ClOrdId.ToString());
}
