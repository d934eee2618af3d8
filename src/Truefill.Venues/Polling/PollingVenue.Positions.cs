using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Polling;

/// <content>
/// Positions are of no use beside books that lag behind them: a list is answered once every open order has been looked
/// at after it and none of them had done anything since it was asked for. What it holds has been told by then.
/// </content>
public sealed partial class PollingVenue
{
    private const int ListingsMax = 5;

    private readonly List<PositionListing> listings = [];

    // Trades told and orders taken or found: whatever may make a list older than what the books hold, or newer.
    private long told;

    // Sent, and the broker has not answered. Other threads than the loop send.
    private int underWay;

    private void ListPositions(PositionListing listing)
    {
        listing.Times++;
        listing.ToldBefore = told;
        WhenDone(Limited(broker.GetPositionsAsync, CancellationToken.None), done => Listed(listing, done));
    }

    private void Listed(PositionListing listing, Task<IReadOnlyList<VenuePosition>> call)
    {
        VenueQuery query = listing.Query;
        if (!call.IsCompletedSuccessfully)
        {
            Fail(in query, call.Exception?.InnerException?.Message ?? "no answer in time");
            return;
        }

        listing.Positions = call.Result;
        listing.PollsBefore = polls;
        listing.Until = clock.GetUtcNow() + options.CallTimeout;
        listings.Add(listing);
        foreach (TrackedOrder order in open) order.NextPollAt = clock.GetUtcNow();
    }

    private void AnswerPositions()
    {
        for (int i = listings.Count - 1; i >= 0; i--)
        {
            PositionListing listing = listings[i];
            bool isLookedAt = open.TrueForAll(order => order.PolledAs > listing.PollsBefore);
            bool isLate = clock.GetUtcNow() >= listing.Until;
            if (!isLookedAt && !isLate) continue;
            listings.RemoveAt(i);
            Answer(listing, isLookedAt);
        }
    }

    private void Answer(PositionListing listing, bool isLookedAt)
    {
        VenueQuery query = listing.Query;
        bool hasMoved = told != listing.ToldBefore || Volatile.Read(ref underWay) > 0;
        if (!isLookedAt)
            Fail(in query, "not every open order could be looked at in time");
        else if (!hasMoved)
            Post(new VenueReport { Kind = VenueReportKind.Answer, Answer = PositionsOf(listing) });
        else if (listing.Times < ListingsMax)
            ListPositions(listing);
        else
            Fail(in query, "orders were executed or sent whenever the positions were listed");
    }

    private VenueAnswer PositionsOf(PositionListing listing) => new()
    {
        QueryId = listing.Query.Id,
        Venue = Id,
        Kind = listing.Query.Kind,
        Status = AnswerStatus.Complete,
        Positions = Chosen(listing.Positions, listing.Query),
    };

    private static List<VenuePosition> Chosen(IReadOnlyList<VenuePosition> all, VenueQuery query)
    {
        List<VenuePosition> chosen = [];
        foreach (VenuePosition position in all)
        {
            bool fits = (string.IsNullOrEmpty(query.Account) || query.Account == position.Account)
                && (string.IsNullOrEmpty(query.Symbol) || query.Symbol == position.Symbol);
            if (fits) chosen.Add(position);
        }

        return chosen;
    }
}
