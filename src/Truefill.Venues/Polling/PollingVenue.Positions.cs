using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Polling;

/// <content>
/// Positions are of no use beside books that lag behind them: a list is answered once every open order has been looked
/// at after it. What it holds has been told by then. Where an order was executed or sent meanwhile, its symbol is
/// listed anew, and only that symbol's orders are looked at once more: however slowly the orders may be asked about,
/// what trades among them does not start the whole round again.
/// </content>
public sealed partial class PollingVenue
{
    private const int ListingsMax = 5;

    // How often whoever asked hears that its answer goes on.
    private static readonly TimeSpan ContinueEvery = TimeSpan.FromSeconds(1);

    private readonly List<PositionListing> listings = [];
    private readonly PositionMoves moves = new();

    private void ListPositions(PositionListing listing)
    {
        listing.Begin(moves.Now());
        WhenDone(Limited(broker.GetPositionsAsync, CancellationToken.None), done => Listed(listing, done));
    }

    private void Listed(PositionListing listing, Task<IReadOnlyList<VenuePosition>> call)
    {
        if (!call.IsCompletedSuccessfully)
        {
            GiveUp(listing, call.Exception?.InnerException?.Message ?? "no answer in time");
            return;
        }

        DateTimeOffset now = clock.GetUtcNow();
        listing.Take(call.Result, polls, now + options.CallTimeout);
        if (listing.Times == 1) listing.ContinuedAt = now;
        foreach (TrackedOrder order in open)
            if (order.NextPollAt > now && listing.Wants(order)) order.NextPollAt = now;
    }

    private void AnswerPositions()
    {
        for (int i = listings.Count - 1; i >= 0; i--)
        {
            PositionListing listing = listings[i];
            if (!listing.HasList) continue;
            DateTimeOffset now = clock.GetUtcNow();
            if (listing.Look(moves.Now(), open, now + options.CallTimeout) == 0) Answer(listing);
            else if (now >= listing.Until) GiveUp(listing, "not every open order could be looked at in time");
            else Continue(listing, now);
        }
    }

    private void Answer(PositionListing listing)
    {
        if (!listing.IsOvertaken)
        {
            listings.Remove(listing);
            Post(new VenueReport { Kind = VenueReportKind.Answer, Answer = PositionsOf(listing) });
        }
        else if (listing.Times < ListingsMax)
        {
            listing.ListAgain();
        }
        else
        {
            GiveUp(listing, "orders were executed or sent whenever the positions were listed");
        }
    }

    private void GiveUp(PositionListing listing, string why)
    {
        if (!listings.Remove(listing)) return;
        VenueQuery query = listing.Query;
        Fail(in query, why);
    }

    private void Continue(PositionListing listing, DateTimeOffset now)
    {
        if (now - listing.ContinuedAt < ContinueEvery) return;
        listing.ContinuedAt = now;
        Post(new VenueReport { Kind = VenueReportKind.AnswerContinues, QueryId = listing.Query.Id });
    }

    private VenueAnswer PositionsOf(PositionListing listing) => new()
    {
        QueryId = listing.Query.Id,
        Venue = Id,
        Kind = listing.Query.Kind,
        Status = AnswerStatus.Complete,
        Positions = listing.Positions,
    };
}
