using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>
/// When a venue's silence about a request ends by time. Thousands of requests may be on their way, so it is
/// remembered until when none of them can be over, and only then are they looked through again.
/// </summary>
internal sealed class RequestSilences(Books books)
{
    private UtcNanos quietUntil;
    private long shortest;
    private int sessions;
    private long knownAgain;

    /// <summary>
    /// When the oldest of the order's requests that are not unknown yet becomes so; none: never by time, or all are.
    /// </summary>
    public UtcNanos EndOf(Order order)
    {
        if (books.Sessions.TryGet(order.Venue) is not { RequestTimeout: > 0 } session) return default;
        UtcNanos since = SinceOf(order);
        return since.IsNone ? default : since.AddNanos(session.RequestTimeout);
    }

    /// <summary>Has a venue been silent about any request for too long?</summary>
    public bool IsAnyOver(UtcNanos now)
    {
        if (books.Orders.InFlightCount == 0) return false;
        if (HaveTimeoutsChanged() || now >= quietUntil) return LookThrough(now);
        return false;
    }

    private static UtcNanos SinceOf(Order order)
    {
        if (order.IsNewAwaited) return order.SubmittedAt;
        foreach (OrderRequest request in order.Chain)
            if (request.IsAwaited) return request.At;
        return default;
    }

    // What is requested later is over later: nothing but these makes an end come nearer than the earliest one seen.
    private bool HaveTimeoutsChanged()
    {
        long timeout = 0;
        int known = 0;
        foreach (Session session in books.Sessions.Known)
        {
            known++;
            if (session.RequestTimeout > 0 && (timeout == 0 || session.RequestTimeout < timeout))
                timeout = session.RequestTimeout;
        }

        bool isSame = timeout == shortest && known == sessions && books.Orders.KnownAgain == knownAgain;
        shortest = timeout;
        sessions = known;
        knownAgain = books.Orders.KnownAgain;
        return !isSame;
    }

    private bool LookThrough(UtcNanos now)
    {
        quietUntil = default;
        if (shortest == 0) return false;
        UtcNanos earliest = now.AddNanos(shortest);
        foreach (Order order in books.Orders.InFlight)
        {
            UtcNanos end = EndOf(order);
            if (end.IsNone) continue;
            if (now >= end) return true;
            if (end < earliest) earliest = end;
        }

        quietUntil = earliest;
        return false;
    }
}
