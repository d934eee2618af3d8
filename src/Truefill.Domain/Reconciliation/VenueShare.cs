using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// What of the books is at one venue. An account that is held at one is there with all of it. One that no venue is
/// named for is, where there are several, at each with the executions that came from it and the corrections by its
/// lists. What came from none, as an opening lot, is at the only one that lists positions; where several do, nobody
/// knows at which. Nor does anybody know of what came from a venue that is not configured any more: it is there still,
/// or that venue has another name now and lists it again.
/// </summary>
public readonly struct VenueShare
{
    private readonly Books books;
    private readonly VenueId venue;
    private readonly bool isOnly;
    private readonly bool isOnlyWithPositions;

    public VenueShare(Books books, VenueId venue)
    {
        this.books = books;
        this.venue = venue;
        int known = 0;
        int listing = 0;
        foreach (Session session in books.Sessions.Known)
        {
            known++;
            if (Reconciler.CanCompare(in session)) listing++;
        }

        isOnly = known == 1;
        isOnlyWithPositions = listing == 1;
    }

    /// <summary>Can anything of this account be there?</summary>
    public bool Holds(AccountId account)
    {
        VenueId named = books.Accounts[account].Venue;
        return named.IsNone || named == venue;
    }

    /// <summary>
    /// The signed quantity of a position that is there, as it was at a venue time, by what is known of it now; none: as
    /// it is. Costs what came since, and for an account at several venues the whole history.
    /// </summary>
    /// <param name="unplaced">What is at some venue, and may be at this one.</param>
    public decimal QtyAt(in Position position, UtcNanos time, out decimal unplaced)
    {
        unplaced = 0;
        if (!Holds(position.Key.Account)) return 0;
        decimal all = position.QtyAt(time);
        if (isOnly || !books.Accounts[position.Key.Account].Venue.IsNone) return all;
        decimal here = 0;
        decimal placed = 0;
        decimal retired = 0;
        foreach (ExecHandle exec in position.Executions)
        {
            Execution execution = books.Executions[exec];
            if (!time.IsNone && execution.TransactTime > time) break;
            Place(execution.Key.Venue, books.Positions.NetQtyOf(exec), ref here, ref placed, ref retired);
        }

        foreach (Provisional correction in books.Reconciliation.Provisionals)
        {
            ProvisionalBooked of = correction.Booked;
            if (new PositionKey(of.Account, of.Strategy, of.Symbol) != position.Key) continue;
            if (time.IsNone || of.AsOf <= time)
                Place(VenueOf(in of), correction.Left.Value, ref here, ref placed, ref retired);
        }

        unplaced = isOnlyWithPositions ? retired : all - placed;
        return isOnlyWithPositions ? here + all - placed - retired : here;
    }

    /// <summary>Whether an execution may be what a correction by this venue's list stands for.</summary>
    internal bool MayReplace(AccountId account, ExecHandle exec) =>
        isOnly || exec.IsNone || !books.Accounts[account].Venue.IsNone || books.Executions[exec].Key.Venue == venue;

    // What is neither here, nor placed elsewhere, is left over.
    private void Place(VenueId at, decimal qty, ref decimal here, ref decimal placed, ref decimal retired)
    {
        if (at == venue) here += qty;
        if (books.Sessions.TryGet(at) is { IsRetired: true }) retired += qty;
        else placed += qty;
    }

    private VenueId VenueOf(in ProvisionalBooked correction) =>
        books.Reconciliation.TryGet(correction.Break)?.Latest.Venue ?? default;
}
