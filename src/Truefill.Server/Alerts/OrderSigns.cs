using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Configuration.Options;
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
    private readonly Dictionary<AlertKind, SortedDictionary<string, Sign>> found =
        Kinds.ToDictionary(kind => kind, _ => new SortedDictionary<string, Sign>(StringComparer.Ordinal));

    // Of members that are not all told apart, the highest.
    private readonly Dictionary<HashSet<long>, long> highest = [];

    private readonly UtcNanos now;
    private readonly long silence;
    private readonly long stall;

    private OrderSigns(UtcNanos now, long silence, long stall)
    {
        this.now = now;
        this.silence = silence;
        this.stall = stall;
    }

    /// <summary>
    /// A venue says nothing while an answer is due; an order has no first answer; what became of a request is not
    /// known; more was executed than ordered.
    /// </summary>
    public static IReadOnlyList<AlertKind> Kinds { get; } =
        [AlertKind.CallbackSilence, AlertKind.SubmissionStalled, AlertKind.OrderUnknown, AlertKind.Overfill];

    /// <summary>By kind, and of a kind by venue.</summary>
    public IEnumerable<Sign> All => Kinds.SelectMany(kind => found[kind].Values).Select(Whole);

    /// <summary>A venue is silent, by its orders or by another sign.</summary>
    public void AddSilent(string venue, string text) => found[AlertKind.CallbackSilence].TryAdd(
        venue, new Sign(AlertKind.CallbackSilence, venue, Severity.Warning, text, now));

    /// <param name="silence">After how much a venue that owes an answer counts as silent.</param>
    /// <param name="stall">After how much an order without an answer counts as stalled.</param>
    public static OrderSigns Read(ApiServices services, UtcNanos now, TimeSpan silence, TimeSpan stall)
    {
        OrderSigns signs = new(now, UtcNanos.NanosOf(silence), UtcNanos.NanosOf(stall));
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

    /// <summary>
    /// What a journal says without a service, which hears no venue: whether one is silent is not known.
    /// </summary>
    public static IEnumerable<Sign> OfJournal(Replica replica, UtcNanos now, TimeSpan stall)
    {
        OrderSigns signs = new(now, silence: long.MaxValue, UtcNanos.NanosOf(stall));
        foreach (Order order in replica.Books.Orders.Overfilled) signs.LookAtOverfilled(replica.Books, order);
        OrderHandle at = default;
        do at = signs.LookAtSome(replica.Books, at, heard: []);
        while (!at.IsNone);
        return signs.All;
    }

    private Sign Whole(Sign sign)
    {
        if (sign.Members is not HashSet<long> members) return sign;
        if (highest.TryGetValue(members, out long last)) members.Add(last);
        return sign with
        {
            Text = members.Count == 1 ? sign.Text + "."
                : members.Count > Sign.MembersMax ? string.Create(
                    CultureInfo.InvariantCulture, $"{sign.Text}; {Sign.MembersMax} or more likewise.")
                : string.Create(CultureInfo.InvariantCulture, $"{sign.Text}; {members.Count - 1} more likewise."),
        };
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
        if (order.IsUnknown)
        {
            Add(AlertKind.OrderUnknown, Of(books, order.Venue, heard).Name, order, null, order.UnknownSince);
            return;
        }

        UtcNanos since = Asked(order, out OrderRequest? request);
        if (since.IsNone) return;
        Venue venue = Of(books, order.Venue, heard);
        if (now.Value - Math.Max(venue.HeardAt, since.Value) > silence
            && !found[AlertKind.CallbackSilence].ContainsKey(venue.Name))
            AddSilent(venue.Name, $"Silent while an answer to {Describe(order, request)} is due.");
        if (now.Value - since.Value > stall)
            Add(AlertKind.SubmissionStalled, venue.Name, order, request, since);
    }

    // Since when the venue has said nothing about the oldest of what it was asked; none: it owes nothing. That it has a
    // request, and will answer later, is an answer.
    private static UtcNanos Asked(Order order, out OrderRequest? unanswered)
    {
        unanswered = null;
        if (order.IsHeld || !order.HasRequestInFlight) return default;
        if (order.IsNewInFlight) return order.SubmittedAt;
        foreach (OrderRequest request in order.Chain)
        {
            if (!request.IsAwaited || request.State != RequestState.Requested) continue;
            unanswered = request;
            return request.At;
        }

        return default;
    }

    private void LookAtOverfilled(Books books, Order order) =>
        Add(AlertKind.Overfill, books.Names.Of(order.Venue), order, null, order.LastReportAt);

    // There may be hundreds of thousands: words are made for the first alone.
    private void Add(AlertKind kind, string venue, Order order, OrderRequest? request, UtcNanos since)
    {
        if (!found[kind].TryGetValue(venue, out Sign sign))
        {
            sign = new Sign(kind, venue, Severity.Critical, TextOf(kind, order, request), since)
            {
                Members = new HashSet<long>(),
            };
            found[kind].Add(venue, sign);
        }

        HashSet<long> members = (HashSet<long>)sign.Members!;
        if (members.Count < Sign.MembersMax) members.Add(order.Handle.Value);
        else highest[members] = Math.Max(order.Handle.Value, highest.GetValueOrDefault(members));
    }

    private static string TextOf(AlertKind kind, Order order, OrderRequest? request) => kind switch
    {
        AlertKind.OrderUnknown => $"What became of {order.ClOrdId} is not known",
        AlertKind.Overfill => $"{order.ClOrdId} is overfilled",
        _ => $"{Describe(order, request)} waits for its first answer",
    };

    private static string Describe(Order order, OrderRequest? request) => request is null ? order.ClOrdId.ToString()
        : $"the {(request.Kind == RequestKind.Cancel ? "cancel" : "replace")} of {order.ClOrdId}";

    private Venue Of(Books books, VenueId id, Dictionary<string, UtcNanos> heard)
    {
        if (venues.TryGetValue(id.Value, out Venue? known)) return known;
        string name = books.Names.Of(id);
        Venue venue = new(name, heard.TryGetValue(name, out UtcNanos at) ? at.Value : 0);
        venues.Add(id.Value, venue);
        return venue;
    }

    // HeardAt of zero: never heard.
    private sealed record Venue(string Name, long HeardAt);
}
