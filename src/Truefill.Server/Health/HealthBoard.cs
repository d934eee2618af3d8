using System;
using System.Collections.Generic;
using System.Globalization;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Engine.Reading;
using Truefill.Server.Following;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Server.Preview;
using Truefill.Server.Security;

namespace Truefill.Server.Health;

/// <summary>All components as they are now, in a stable order.</summary>
internal static class HealthBoard
{
    /// <param name="accounts">For whom, as far as a component is an account's; null: for everybody.</param>
    public static List<ComponentHealth> Read(ApiServices services, Func<Books, AccountFilter>? accounts = null)
    {
        ApiContext context = services.Context;
        bool isForAll = accounts is null || services.Read(replica => accounts(replica.Books).IsAll);
        List<ComponentHealth> components =
        [
            services.Read(replica => RiskHealth.Of(replica, accounts?.Invoke(replica.Books) ?? default)),
            Cache(services.Previews.Read()),
            Limiter("client_rate_limiter", services.ClientLimiter!.Read(), isForAll),
            Limiter("admin_rate_limiter", services.AdminLimiter!.Read(), isForAll),
            Journal(context.Engine, services.Read(static replica => replica.Seq)),
        ];
        components.AddRange(services.Read(Venues));
        foreach (IJournalFollower follower in context.Followers)
            components.Add(FollowerHealth.Of(follower, services.ConsumerLag));
        foreach (IHealthSource source in services.HealthSources) components.Add(source.Read());
        return components;
    }

    public static HealthStatus Worst(IReadOnlyList<ComponentHealth> components)
    {
        HealthStatus worst = HealthStatus.Operational;
        foreach (ComponentHealth component in components)
            if (component.Status > worst) worst = component.Status;
        return worst;
    }

    private static ComponentHealth Cache(PreviewCacheState state) => new(
        "inference_cache",
        state.IsFull ? HealthStatus.Degraded : HealthStatus.Operational,
        state.IsFull ? "The cache is full: previews are evaluated each time. Purge or enlarge it." : null)
    {
        Metrics =
        [
            ("entries", state.Entries), ("capacity", state.Capacity),
            ("occupancy", state.Capacity == 0 ? 1.0 : Math.Round((double)state.Entries / state.Capacity, 4)),
            ("ttl_ms", (long)state.Ttl.TotalMilliseconds), ("hits", state.Hits), ("misses", state.Misses),
            ("skipped", state.Skipped),
        ],
    };

    // Keys are the names of tokens, which who sees only some accounts is not told.
    private static ComponentHealth Limiter(string name, RateLimiterState state, bool withNames) => new(
        name,
        state.Saturated.Count > 0 ? HealthStatus.Degraded : HealthStatus.Operational,
        state.Saturated.Count == 0 ? null : withNames ? $"Too many requests of {string.Join(", ", state.Saturated)}."
            : string.Create(CultureInfo.InvariantCulture, $"Too many requests; callers: {state.Saturated.Count}."))
    {
        Metrics =
        [
            ("utilisation", state.Utilisation),
            ("saturated_keys", withNames ? state.Saturated : []), ("keys", state.Keys),
            ("refused", state.Refused), ("limit", state.Limit.Requests),
            ("per_ms", (long)state.Limit.Per.TotalMilliseconds), ("burst", state.Limit.Burst),
        ],
    };

    private static ComponentHealth Journal(EngineHost engine, ulong seq)
    {
        StorageGuard? storage = engine.Storage;
        (HealthStatus status, string? detail) = (engine.Failure, storage) switch
        {
            ({ } failure, _) => (HealthStatus.Failed, failure.Message),
            _ when engine.IsStalled => (HealthStatus.Failed, Stall(engine.WriteTime)),
            (null, { RefusesOrders: true }) => (HealthStatus.Failed, "Storage is low: new orders are refused."),
            (null, { IsWarning: true }) => (HealthStatus.Degraded, "Storage is getting low."),
            _ => (HealthStatus.Operational, (string?)null),
        };
        return new ComponentHealth("dependency:journal", status, detail)
        {
            Metrics = [("seq", (long)seq), ("queued", engine.Inbox.Queued), ("free_bytes", storage?.FreeBytes)],
        };
    }

    /// <summary>What a disk that hangs means.</summary>
    internal static string Stall(TimeSpan since) => string.Create(
        CultureInfo.InvariantCulture,
        $"A write of the journal has been under way for {since.TotalSeconds:0} s: nothing is acknowledged or sent, "
        + $"cancels neither. An active kill switch gives the disk up and cancels what works.");

    private static List<ComponentHealth> Venues(Replica replica)
    {
        Books books = replica.Books;
        List<ComponentHealth> venues = [];
        foreach (Session session in books.Sessions.All)
        {
            (HealthStatus status, string? detail) = session.Trading switch
            {
                TradingState.Open => (HealthStatus.Operational, (string?)null),
                TradingState.Held => (HealthStatus.Degraded, $"Trading there is held: {session.Reason}"),
                TradingState.Reconciling => (HealthStatus.Failed, "Not compared with the venue yet."),
                TradingState.Disconnected => (HealthStatus.Failed, "The session is down."),
            };
            venues.Add(new ComponentHealth("dependency:" + books.Names.Of(session.Venue), status, detail)
            {
                Metrics = [("state", Views.Words.Of(session.Trading)), ("since", Text(session.Since))],
            });
        }

        foreach (Session session in books.Sessions.Known)
        {
            if (!session.IsRetired || OpenOrdersAt(books, session.Venue) is not (> 0 and var open)) continue;
            venues.Add(new ComponentHealth(
                "dependency:" + books.Names.Of(session.Venue), HealthStatus.Degraded,
                $"Not configured any more, and {open} orders are open there: cancel them at the venue, or configure "
                    + "it again."));
        }

        return venues;
    }

    private static int OpenOrdersAt(Books books, VenueId venue)
    {
        int count = 0;
        foreach (Order order in books.Orders.Open)
            if (order.Venue == venue) count++;
        return count;
    }

    private static string? Text(Domain.Time.UtcNanos time) => time.IsNone ? null : time.ToString();
}
