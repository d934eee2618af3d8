using Truefill.Domain;
using Truefill.Domain.Orders;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeOrderFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.OrderSubmitted: target.Apply(ReadOrderSubmitted(ref fields)); return true;
            case FactType.OrderHeld: target.Apply(ReadOrderHeld(ref fields)); return true;
            case FactType.SubmitAborted: target.Apply(ReadSubmitAborted(ref fields)); return true;
            case FactType.OrderDenied: target.Apply(ReadOrderDenied(ref fields)); return true;
            case FactType.OrderAdopted: target.Apply(ReadOrderAdopted(ref fields)); return true;
            case FactType.OrderPendingNew: target.Apply(ReadOrderPendingNew(ref fields)); return true;
            case FactType.OrderAccepted: target.Apply(ReadOrderAccepted(ref fields)); return true;
            case FactType.OrderRejected: target.Apply(ReadOrderRejected(ref fields)); return true;
            case FactType.CancelRequested: target.Apply(ReadCancelRequested(ref fields)); return true;
            case FactType.CancelPending: target.Apply(ReadCancelPending(ref fields)); return true;
            case FactType.CancelRejected: target.Apply(ReadCancelRejected(ref fields)); return true;
            case FactType.OrderCanceled: target.Apply(ReadOrderCanceled(ref fields)); return true;
            case FactType.ReplaceRequested: target.Apply(ReadReplaceRequested(ref fields)); return true;
            case FactType.ReplacePending: target.Apply(ReadReplacePending(ref fields)); return true;
            case FactType.ReplaceRejected: target.Apply(ReadReplaceRejected(ref fields)); return true;
            case FactType.OrderReplaced: target.Apply(ReadOrderReplaced(ref fields)); return true;
            case FactType.OrderExpired: target.Apply(ReadOrderExpired(ref fields)); return true;
            case FactType.OrderDoneForDay: target.Apply(ReadOrderDoneForDay(ref fields)); return true;
            case FactType.OrderStopped: target.Apply(ReadOrderStopped(ref fields)); return true;
            case FactType.OrderSuspended: target.Apply(ReadOrderSuspended(ref fields)); return true;
            case FactType.OrderCalculated: target.Apply(ReadOrderCalculated(ref fields)); return true;
            case FactType.OrderRestated: target.Apply(ReadOrderRestated(ref fields)); return true;
            case FactType.RequestUnknown: target.Apply(ReadRequestUnknown(ref fields)); return true;
            case FactType.RequestResolved: target.Apply(ReadRequestResolved(ref fields)); return true;
            case FactType.RequestAborted: target.Apply(ReadRequestAborted(ref fields)); return true;
            case FactType.ReportViolated: target.Apply(ReadReportViolated(ref fields)); return true;
            default: return false;
        }
    }

    private static OrderSubmitted ReadOrderSubmitted(ref FactFields fields)
    {
        OrderSubmitted submitted = new(fields.OrderIntent(), fields.Time());
        return submitted with { Intent = OfWhole(submitted.Intent, ref fields) };
    }

    private static OrderHeld ReadOrderHeld(ref FactFields fields)
    {
        OrderHeld held = new(fields.OrderIntent(), (HoldReason)fields.Byte(), fields.Time());
        return held with { Intent = OfWhole(held.Intent, ref fields) };
    }

    private static SubmitAborted ReadSubmitAborted(ref FactFields fields) =>
        new(fields.OrderHandle(), (AbortReason)fields.Byte(), fields.Time());

    private static OrderDenied ReadOrderDenied(ref FactFields fields) => new(
        fields.ClOrdId(),
        fields.SourceId(),
        fields.AccountId(),
        fields.SymbolId(),
        (DenyReason)fields.Byte(),
        fields.NullableString(),
        fields.Time(),
        fields.AtEnd ? default : (Side)fields.Byte(),
        fields.AtEnd ? null : fields.NullableString());

    private static OrderAdopted ReadOrderAdopted(ref FactFields fields) =>
        new(fields.OrderIntent(), fields.OrderId(), fields.Time());

    private static OrderPendingNew ReadOrderPendingNew(ref FactFields fields) =>
        new(fields.OrderHandle(), fields.OrderId(), fields.Time());

    private static OrderAccepted ReadOrderAccepted(ref FactFields fields) =>
        new(fields.OrderHandle(), fields.OrderId(), fields.Time());

    private static OrderRejected ReadOrderRejected(ref FactFields fields) => new(
        fields.OrderHandle(),
        fields.OrderId(),
        fields.NullableInt(),
        fields.NullableString(),
        fields.Time());

    private static CancelRequested ReadCancelRequested(ref FactFields fields) => new(
        fields.OrderHandle(),
        fields.ClOrdId(),
        (OrderOrigin)fields.Byte(),
        fields.Time());

    private static CancelPending ReadCancelPending(ref FactFields fields) =>
        new(fields.OrderHandle(), fields.ClOrdId(), fields.Time());

    private static CancelRejected ReadCancelRejected(ref FactFields fields) => new(
        fields.OrderHandle(),
        fields.ClOrdId(),
        fields.NullableInt(),
        fields.NullableString(),
        fields.Time());

    private static OrderCanceled ReadOrderCanceled(ref FactFields fields) => new(
        fields.OrderHandle(),
        fields.ClOrdId(),
        fields.OrderId(),
        fields.Time());

    private static ReplaceRequested ReadReplaceRequested(ref FactFields fields) => new(
        fields.OrderHandle(),
        fields.ClOrdId(),
        fields.OrderTerms(),
        (OrderOrigin)fields.Byte(),
        fields.Time());

    private static ReplacePending ReadReplacePending(ref FactFields fields) =>
        new(fields.OrderHandle(), fields.ClOrdId(), fields.Time());

    private static ReplaceRejected ReadReplaceRejected(ref FactFields fields) => new(
        fields.OrderHandle(),
        fields.ClOrdId(),
        fields.NullableInt(),
        fields.NullableString(),
        fields.Time());

    private static OrderReplaced ReadOrderReplaced(ref FactFields fields) => new(
        fields.OrderHandle(),
        fields.ClOrdId(),
        fields.OrderId(),
        fields.OrderTerms(),
        fields.Bool(),
        fields.Time());

    private static OrderExpired ReadOrderExpired(ref FactFields fields) => new(fields.OrderHandle(), fields.Time());

    private static OrderDoneForDay ReadOrderDoneForDay(ref FactFields fields) =>
        new(fields.OrderHandle(), fields.Time());

    private static OrderStopped ReadOrderStopped(ref FactFields fields) =>
        new(fields.OrderHandle(), fields.NullablePx(), fields.Time());

    private static OrderSuspended ReadOrderSuspended(ref FactFields fields) => new(fields.OrderHandle(), fields.Time());

    private static OrderCalculated ReadOrderCalculated(ref FactFields fields) =>
        new(fields.OrderHandle(), fields.Time());

    private static OrderRestated ReadOrderRestated(ref FactFields fields) => new(
        fields.OrderHandle(),
        fields.NullableInt(),
        fields.OrderTerms(),
        fields.Qty(),
        fields.Time());

    private static RequestUnknown ReadRequestUnknown(ref FactFields fields) =>
        new(fields.OrderHandle(), fields.ClOrdId(), fields.Time());

    private static RequestResolved ReadRequestResolved(ref FactFields fields) => new(
        fields.OrderHandle(),
        fields.ClOrdId(),
        (Resolution)fields.Byte(),
        fields.String(),
        fields.String(),
        fields.Time());

    private static RequestAborted ReadRequestAborted(ref FactFields fields) => new(
        fields.OrderHandle(), fields.ClOrdId(), (AbortReason)fields.Byte(), fields.Time());

    private static ReportViolated ReadReportViolated(ref FactFields fields) => new(
        fields.OrderHandle(),
        (ReportRule)fields.Byte(),
        fields.String(),
        fields.Signed());

    // Stated last, and only where the client did: as in journals of builds that did not keep it.
    private static OrderIntent OfWhole(in OrderIntent intent, ref FactFields fields) =>
        fields.AtEnd ? intent : intent with { ParentQty = fields.Qty() };
}
