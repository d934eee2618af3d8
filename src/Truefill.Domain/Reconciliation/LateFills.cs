using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// Fills of an order whose end somebody was told before: an advisory's result, or that the venue never had it. They are
/// booked like any other, and whoever acted on that end has to look.
/// </summary>
internal static class LateFills
{
    /// <param name="told">How much of it was executed by what was told.</param>
    public static void Open(Deciding deciding, Order order, Qty told)
    {
        ReconciliationBook book = deciding.Books.Reconciliation;
        PositionBreak? known = book.UnresolvedLateFill(order.Handle);
        deciding.Emit.Apply(new BreakOpened(
            known?.Latest.Id ?? book.LastBreakId + 1,
            BreakClass.LateFill,
            order.Venue,
            order.Account,
            order.Symbol,
            known?.Latest.Expected ?? told,
            order.CumQty,
            deciding.Now,
            new OrderSight(order.Handle, order.WireId, order.OrderId)));
    }
}
