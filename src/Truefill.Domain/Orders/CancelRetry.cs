using System;
using System.Collections.Generic;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>
/// How the engine itself cancels an order: again and again until its venue has answered, and less and less often while
/// that does not help.
/// </summary>
internal static class CancelRetry
{
    // How long after an unsuccessful cancel the next one is tried: doubled for each before it that came to nothing.
    private const long FirstPauseNanos = 2 * UtcNanos.PerSecond;
    private const long LongestPauseNanos = 300 * UtcNanos.PerSecond;

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
        IReadOnlyList<OrderRequest> chain = order.Chain;
        int at = chain.Count - 1;
        while (at >= 0 && chain[at].Kind != RequestKind.Cancel) at--;
        if (at < 0) return true;
        OrderRequest last = chain[at];

        // An unknown one may never have arrived, and a second one does no harm.
        if (last.IsOutstanding && last.UnknownSince.IsNone) return false;
        UtcNanos since = last.IsOutstanding ? last.UnknownSince : last.At;
        if (now < since.AddNanos(FirstPauseNanos)) return false;
        return now >= since.AddNanos(LongestPauseNanos) || now >= since.AddNanos(PauseAfter(books, order, at));
    }

    // A replace, a new session or a kill switch is a new occasion, on which it may well go better.
    private static long PauseAfter(Books books, Order order, int last)
    {
        IReadOnlyList<OrderRequest> chain = order.Chain;
        if (last < chain.Count - 1) return FirstPauseNanos;
        UtcNanos anew = books.KillSwitch.StopsSince(order);
        if (books.Sessions.TryGet(order.Venue) is { } session) anew = UtcNanos.Max(anew, session.Since);
        long pause = FirstPauseNanos;
        for (int i = last - 1; i >= 0 && pause < LongestPauseNanos; i--)
        {
            if (!IsInVain(chain[i]) || chain[i].At < anew) break;
            pause *= 2;
        }

        return Math.Min(pause, LongestPauseNanos);
    }

    private static bool IsInVain(OrderRequest request) =>
        request is { Kind: RequestKind.Cancel, Origin: OrderOrigin.Client }
        && (request.IsOutstanding || request.State is RequestState.Rejected or RequestState.NotSent);
}
