using Truefill.Domain;
using Truefill.Domain.Orders;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeOrderFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.OrderSubmitted:
                OrderSubmitted submitted = new(fields.OrderIntent(), fields.Time());
                target.Apply(submitted with { Intent = OfWhole(submitted.Intent, ref fields) });
                return true;

            case FactType.OrderHeld:
                OrderHeld held = new(fields.OrderIntent(), (HoldReason)fields.Byte(), fields.Time());
                target.Apply(held with { Intent = OfWhole(held.Intent, ref fields) });
                return true;

            case FactType.SubmitAborted:
                target.Apply(new SubmitAborted(fields.OrderHandle(), (AbortReason)fields.Byte(), fields.Time()));
                return true;

            case FactType.OrderDenied:
                target.Apply(new OrderDenied(
                    fields.ClOrdId(),
                    fields.SourceId(),
                    fields.AccountId(),
                    fields.SymbolId(),
                    (DenyReason)fields.Byte(),
                    fields.NullableString(),
                    fields.Time(),
                    fields.AtEnd ? default : (Side)fields.Byte(),
                    fields.AtEnd ? null : fields.NullableString()));
                return true;

            case FactType.OrderAdopted:
                target.Apply(new OrderAdopted(fields.OrderIntent(), fields.OrderId(), fields.Time()));
                return true;

            case FactType.OrderPendingNew:
                target.Apply(new OrderPendingNew(fields.OrderHandle(), fields.OrderId(), fields.Time()));
                return true;

            case FactType.OrderAccepted:
                target.Apply(new OrderAccepted(fields.OrderHandle(), fields.OrderId(), fields.Time()));
                return true;

            case FactType.OrderRejected:
                target.Apply(new OrderRejected(
                    fields.OrderHandle(),
                    fields.OrderId(),
                    fields.NullableInt(),
                    fields.NullableString(),
                    fields.Time()));
                return true;

            case FactType.CancelRequested:
                target.Apply(new CancelRequested(
                    fields.OrderHandle(),
                    fields.ClOrdId(),
                    (OrderOrigin)fields.Byte(),
                    fields.Time()));
                return true;

            case FactType.CancelPending:
                target.Apply(new CancelPending(fields.OrderHandle(), fields.ClOrdId(), fields.Time()));
                return true;

            case FactType.CancelRejected:
                target.Apply(new CancelRejected(
                    fields.OrderHandle(),
                    fields.ClOrdId(),
                    fields.NullableInt(),
                    fields.NullableString(),
                    fields.Time()));
                return true;

            case FactType.OrderCanceled:
                target.Apply(new OrderCanceled(
                    fields.OrderHandle(),
                    fields.ClOrdId(),
                    fields.OrderId(),
                    fields.Time()));
                return true;

            case FactType.ReplaceRequested:
                target.Apply(new ReplaceRequested(
                    fields.OrderHandle(),
                    fields.ClOrdId(),
                    fields.OrderTerms(),
                    (OrderOrigin)fields.Byte(),
                    fields.Time()));
                return true;

            case FactType.ReplacePending:
                target.Apply(new ReplacePending(fields.OrderHandle(), fields.ClOrdId(), fields.Time()));
                return true;

            case FactType.ReplaceRejected:
                target.Apply(new ReplaceRejected(
                    fields.OrderHandle(),
                    fields.ClOrdId(),
                    fields.NullableInt(),
                    fields.NullableString(),
                    fields.Time()));
                return true;

            case FactType.OrderReplaced:
                target.Apply(new OrderReplaced(
                    fields.OrderHandle(),
                    fields.ClOrdId(),
                    fields.OrderId(),
                    fields.OrderTerms(),
                    fields.Bool(),
                    fields.Time()));
                return true;

            case FactType.OrderExpired:
                target.Apply(new OrderExpired(fields.OrderHandle(), fields.Time()));
                return true;

            case FactType.OrderDoneForDay:
                target.Apply(new OrderDoneForDay(fields.OrderHandle(), fields.Time()));
                return true;

            case FactType.OrderStopped:
                target.Apply(new OrderStopped(fields.OrderHandle(), fields.NullablePx(), fields.Time()));
                return true;

            case FactType.OrderSuspended:
                target.Apply(new OrderSuspended(fields.OrderHandle(), fields.Time()));
                return true;

            case FactType.OrderCalculated:
                target.Apply(new OrderCalculated(fields.OrderHandle(), fields.Time()));
                return true;

            case FactType.OrderRestated:
                target.Apply(new OrderRestated(
                    fields.OrderHandle(),
                    fields.NullableInt(),
                    fields.OrderTerms(),
                    fields.Qty(),
                    fields.Time()));
                return true;

            case FactType.RequestUnknown:
                target.Apply(new RequestUnknown(fields.OrderHandle(), fields.ClOrdId(), fields.Time()));
                return true;

            case FactType.RequestResolved:
                target.Apply(new RequestResolved(
                    fields.OrderHandle(),
                    fields.ClOrdId(),
                    (Resolution)fields.Byte(),
                    fields.String(),
                    fields.String(),
                    fields.Time()));
                return true;

            case FactType.RequestAborted:
                target.Apply(new RequestAborted(
                    fields.OrderHandle(), fields.ClOrdId(), (AbortReason)fields.Byte(), fields.Time()));
                return true;

            case FactType.ReportViolated:
                target.Apply(new ReportViolated(
                    fields.OrderHandle(),
                    (ReportRule)fields.Byte(),
                    fields.String(),
                    fields.Signed()));
                return true;

            default:
                return false;
        }
    }

    // Stated last, and only where the client did: as in journals of builds that did not keep it.
    private static OrderIntent OfWhole(in OrderIntent intent, ref FactFields fields) =>
        fields.AtEnd ? intent : intent with { ParentQty = fields.Qty() };
}
