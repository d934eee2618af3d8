using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>How the engine itself cancels an order: again and again until its venue has answered.</summary>
internal static class CancelRetry
{
    // How long after an unsuccessful cancel the next one is tried.
    private const long RetryNanos = 2 * UtcNanos.PerSecond;

    /// <summary>Asks the venue to cancel it, if it may be asked now.</summary>
    public static void Cancel(Deciding deciding, Order order)
    {
        if (!CanCancel(deciding.Books, order, deciding.Now)) return;
        deciding.Emit.Apply(new CancelRequested(
            order.Handle, order.NextRequestWireId, OrderOrigin.Client, deciding.Now));
    }

    /// <summary>Gives it up where it is held; else as <see cref="Cancel"/>.</summary>
    public static void Stop(Deciding deciding, Order order, AbortReason reason)
    {
        if (order.IsHeld) deciding.Emit.Apply(new SubmitAborted(order.Handle, reason, deciding.Now));
        else Cancel(deciding, order);
    }

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
