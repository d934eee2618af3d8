using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>When the engine itself may ask to cancel an order: again and again until its venue has answered.</summary>
internal static class CancelRetry
{
    // How long after an unsuccessful cancel the next one is tried.
    private const long RetryNanos = 2 * UtcNanos.PerSecond;

    public static bool CanCancel(Books books, Order order, UtcNanos now)
    {
        if (!order.IsOpen || !books.Sessions.IsOpen(order.Venue)) return false;
        OrderRequest? last = null;
        foreach (OrderRequest request in order.Chain)
            if (request.Kind == RequestKind.Cancel) last = request;
        if (last is null) return true;

        // An unknown one may never have arrived, and a second one does no harm.
        if (last.IsOutstanding && last.UnknownSince.IsNone) return false;
        UtcNanos since = last.IsOutstanding ? last.UnknownSince : last.At;
        return now >= since.AddNanos(RetryNanos);
    }
}
