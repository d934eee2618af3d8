using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Server.Http;

namespace Truefill.Server.Alerts;

/// <summary>
/// What the orders of each venue say that a person should hear; the oldest order stands for all of its kind. Looks
/// through some thousands at a time, so that with very many open nobody waits for the books meanwhile.
/// </summary>
internal sealed class OrderSigns
{
    private const int OrdersAtOnce = 2_000;

    private readonly Dictionary<int, Venue> venues = [];
    private readonly UtcNanos now;
    private readonly long silence;
    private readonly long stall;

    private OrderSigns(UtcNanos now, long silence, long stall)
    {
        this.now = now;
        this.silence = silence;
        this.stall = stall;
    }

    /// <summary>By venue: what became of a request is not known.</summary>
    public SortedDictionary<string, string> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>By venue: more was executed than ordered.</summary>
    public SortedDictionary<string, string> Overfilled { get; } = new(StringComparer.Ordinal);

    /// <summary>By venue: it says nothing while an answer is due.</summary>
    public SortedDictionary<string, string> Silent { get; } = new(StringComparer.Ordinal);

    /// <summary>By venue: an order has no first answer.</summary>
    public SortedDictionary<string, string> Stalled { get; } = new(StringComparer.Ordinal);

    /// <param name="silence">After how much a venue that owes an answer counts as silent.</param>
    /// <param name="stall">After how much an order without an answer counts as stalled.</param>
    public static OrderSigns Read(ApiServices services, UtcNanos now, TimeSpan silence, TimeSpan stall)
    {
        OrderSigns signs = new(now, silence.Ticks * 100, stall.Ticks * 100);
        Dictionary<string, UtcNanos> heard = services.Read(replica =>
        {
            foreach (Order order in replica.Books.Orders.Overfilled) signs.LookAtOverfilled(replica.Books, order);
            return services.Metrics.HeardVenues(replica.Books);
        });
        for (OrderHandle at = default; ;)
        {
            at = services.Read(replica => signs.LookAtSome(replica.Books, at, heard));
            if (at.IsNone) return signs;
        }
    }

    private OrderHandle LookAtSome(Books books, OrderHandle at, Dictionary<string, UtcNanos> heard)
    {
        for (int i = 0; i < OrdersAtOnce; i++)
        {
            at = books.Orders.NextOpen(at);
            if (at.IsNone) break;
            LookAt(books, books.Orders[at], heard);
        }

        return at;
    }

    private void LookAt(Books books, Order order, Dictionary<string, UtcNanos> heard)
    {
        bool isUnknown = order.IsUnknown;
        if (!isUnknown && (order.IsAccepted || order.IsHeld)) return;
        Venue venue = Of(books, order.Venue, heard);
        if (isUnknown)
        {
            if (!venue.HasUnknown) Unknown[venue.Name] = $"What became of {order.ClOrdId} is not known.";
            venue.HasUnknown = true;
            return;
        }

        if (!venue.IsSilent && now.Value - Math.Max(venue.HeardAt, order.CreatedAt.Value) > silence)
        {
            Silent[venue.Name] = $"Silent while an answer to {order.ClOrdId} is due.";
            venue.IsSilent = true;
        }

        if (!venue.HasStalled && now.Value - order.CreatedAt.Value > stall)
        {
            Stalled[venue.Name] = $"{order.ClOrdId} waits for its first answer.";
            venue.HasStalled = true;
        }
    }

    private void LookAtOverfilled(Books books, Order order)
    {
        string venue = books.Names.Of(order.Venue);
        if (!Overfilled.ContainsKey(venue)) Overfilled[venue] = $"{order.ClOrdId} is overfilled.";
    }

    private Venue Of(Books books, VenueId id, Dictionary<string, UtcNanos> heard)
    {
        if (venues.TryGetValue(id.Value, out Venue? known)) return known;
        string name = books.Names.Of(id);
        Venue venue = new(name, heard.TryGetValue(name, out UtcNanos at) ? at.Value : 0);
        venues.Add(id.Value, venue);
        return venue;
    }

    // HeardAt of zero: never heard. What was found of it already need not be looked for in every further order.
    private sealed record Venue(string Name, long HeardAt)
    {
        public bool HasUnknown { get; set; }

        public bool IsSilent { get; set; }

        public bool HasStalled { get; set; }
    }
}
