using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Reconciliation;

/// <summary>What looks at orders lead to, whatever is looked for.</summary>
internal sealed class OrderLooks(Deciding deciding)
{
    private Books Books => deciding.Books;

    /// <summary>It is time for the second look, and the venue can be asked about the order by its own id.</summary>
    public bool IsSecondDue(in OrderDiffered first, UtcNanos now) =>
        now >= SecondLook.DueOf(in first)
        && CanAsk(Books.Orders[first.Order.Order], now, SecondLook.PauseNanos);

    /// <param name="pause">Nanoseconds since the venue was asked about it last.</param>
    public bool CanAsk(Order order, UtcNanos now, long pause) =>
        Books.Sessions.TryGet(order.Venue) is { IsOpen: true } session
        && session.Can(VenueCapabilities.QueryByWireId)
        && !Books.Queries.IsPending(order.Handle)
        && now >= order.AskedAt.AddNanos(pause);

    /// <summary>A new break, or what is found now of one that is not resolved.</summary>
    public void Open(in OrderDiffered difference, PositionBreak? known) => deciding.Emit.Apply(new BreakOpened(
        known?.Latest.Id ?? Books.Reconciliation.LastBreakId + 1,
        difference.Class,
        difference.Venue,
        difference.Account,
        difference.Symbol,
        difference.Expected,
        difference.Found,
        deciding.Now,
        difference.Order));

    /// <summary>Nothing differs any more.</summary>
    public void Agree(in OrderDiffered look) =>
        deciding.Emit.Apply(new OrderAgreed(look.Venue, look.Order, deciding.Now));

    public void Resolve(in PositionBreak open, string reason) => deciding.Emit.Apply(
        new BreakChanged(open.Latest.Id, BreakState.Resolved, open.Owner, Deciding.OwnSource, reason, deciding.Now));
}
