using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Truefill.Domain.Time;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Following;
using Truefill.Server.Health;
using Truefill.Server.Hosting;
using Truefill.Server.Http;

namespace Truefill.Server.Alerts;

/// <summary>
/// Looks at the books and the components twice a second and raises or clears what follows; more seldom where a look
/// takes long, because hundreds of thousands of orders wait for their answers. Reads only; the engine never waits for
/// it.
/// </summary>
internal sealed class AlertWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan IntervalMax = TimeSpan.FromSeconds(5);

    // The pause after a look, in looks: a look takes at most a twentieth of the time, up to the longest pause.
    private const int PausesPerLook = 20;

    /// <summary>An order that waits longer for its first answer is stalled.</summary>
    public static readonly TimeSpan Stalled = TimeSpan.FromSeconds(5);

    private readonly ApiServices services;
    private volatile AlertOptions options;
    private readonly AlertBook book;
    private readonly SaturationCounter saturations;
    private readonly Dictionary<string, long> behindSince = new(StringComparer.Ordinal);
    private readonly Timer timer;

    // The timer's look, and the one at the end.
    private readonly Lock looking = new();

    public AlertWatch(ApiServices services, AlertBook book)
    {
        this.services = services;
        this.book = book;
        options = services.Context.Plan.Alerts;
        saturations = new SaturationCounter(services.Context.Time, () => options.RateLimitSaturations);
        services.ClientLimiter!.Saturating += key => saturations.Add("client " + key);
        services.AdminLimiter!.Saturating += key => saturations.Add("admin " + key);
        if (services.Context.Reload is { } reload) reload.Reloaded += Use;
        timer = new Timer(_ => LookAndGoOn(), null, Interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Who follows the journal is far behind beyond this; as configured now.</summary>
    public TimeSpan ConsumerLag => options.ConsumerLag;

    public void Dispose()
    {
        if (services.Context.Reload is { } reload) reload.Reloaded -= Use;
        timer.Dispose();
    }

    /// <summary>Raises and clears by what is the case now.</summary>
    internal void Look()
    {
        lock (looking) LookAtAll();
    }

    private void LookAtAll()
    {
        EngineHost engine = services.Context.Engine;
        bool isStalled = engine.IsStalled;
        Set(
            AlertKind.JournalFailed, engine.Failure is not null || isStalled, Severity.Critical,
            engine.Failure?.Message ?? (isStalled ? HealthBoard.Stall(engine.WriteTime) : ""));
        LookAtStorage(engine.Storage);
        UtcNanos now = engine.Clock.Now;
        SetAll(BookSigns.Kinds, services.Read(replica => BookSigns.Read(replica, now, hasSessions: true)));
        LookAtOrders(now);
        SetAll(AlertKind.RateLimitSaturated, Severity.Warning, saturations.Read());
        LookAtDependencies();
        LookAtFollowers();
        if (services.Context.Clock is { } clock) SetAll(AlertKind.ClockJump, Severity.Warning, clock.Alarms);
    }

    private void LookAndGoOn()
    {
        long start = services.Context.Time.GetTimestamp();
        SideWork.Do("alerts", Look, line => services.Context.Report?.Invoke(line));
        try
        {
            timer.Change(PauseAfter(services.Context.Time.GetElapsedTime(start)), Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The service stops.
        }
    }

    /// <summary>How long nobody looks after a look that took so long.</summary>
    internal static TimeSpan PauseAfter(TimeSpan look) =>
        TimeSpan.FromTicks(Math.Clamp(look.Ticks * PausesPerLook, Interval.Ticks, IntervalMax.Ticks));

    private void Use(TruefillOptions configured) => options = configured.Alerts;

    private void LookAtStorage(StorageGuard? storage)
    {
        bool isFull = storage is { RefusesOrders: true };
        Set(
            AlertKind.StorageLow, isFull || storage is { IsWarning: true }, isFull ? Severity.Critical
                : Severity.Warning,
            isFull ? "New orders are refused until there is free space again." : "Free space is getting low.");
    }

    private void LookAtOrders(UtcNanos now)
    {
        OrderSigns signs = OrderSigns.Read(services, now, options.CallbackSilence, Stalled);
        foreach ((string venue, string detail) in services.Context.Venues?.Silences() ?? [])
            signs.AddSilent(venue, $"Heartbeats are due, and {detail}.");
        SetAll(OrderSigns.Kinds, [.. signs.All]);
    }

    private void LookAtDependencies()
    {
        SortedDictionary<string, string> down = new(StringComparer.Ordinal);

        // Of the clock there is an alert of its own.
        foreach (IHealthSource source in services.HealthSources)
            if (source != services.Context.Clock
                && source.Read() is { Status: not HealthStatus.Operational } component)
                down[component.Name] = component.Detail ?? Views.Words.Of(component.Status);

        // One that runs and is behind has an alert of its own.
        foreach (IJournalFollower follower in services.Context.Followers)
        {
            if (follower.Failure is null) continue;
            ComponentHealth component = FollowerHealth.Of(follower, options.ConsumerLag);
            down[component.Name] = component.Detail!;
        }

        SetAll(AlertKind.DependencyDown, Severity.Warning, down);
    }

    // Behind is a warning; behind for long is critical.
    private void LookAtFollowers()
    {
        HashSet<string> behind = new(StringComparer.Ordinal);
        foreach (IJournalFollower follower in services.Context.Followers)
        {
            TimeSpan lag = follower.Lag;
            if (lag <= options.ConsumerLag) continue;
            behind.Add(follower.Name);
            behindSince.TryAdd(follower.Name, services.Context.Time.GetTimestamp());
            TimeSpan since = services.Context.Time.GetElapsedTime(behindSince[follower.Name]);
            book.Raise(
                AlertKind.ConsumerLag, follower.Name,
                since > options.ConsumerLagEscalation ? Severity.Critical : Severity.Warning,
                string.Create(CultureInfo.InvariantCulture, $"It is {lag.TotalSeconds:0} s behind."));
        }

        foreach (string name in new List<string>(behindSince.Keys))
            if (!behind.Contains(name)) behindSince.Remove(name);
        book.ClearBut(AlertKind.ConsumerLag, behind);
    }

    private void Set(AlertKind kind, bool holds, Severity severity, string text)
    {
        if (holds) book.Raise(kind, "", severity, text);
        else book.Clear(kind, "");
    }

    private void SetAll(IReadOnlyList<AlertKind> kinds, List<Sign> signs)
    {
        foreach (Sign sign in signs) book.Raise(sign.Kind, sign.Subject, sign.Severity, sign.Text, sign.Members);
        foreach (AlertKind kind in kinds)
        {
            HashSet<string> found = new(StringComparer.Ordinal);
            foreach (Sign sign in signs)
                if (sign.Kind == kind) found.Add(sign.Subject);
            book.ClearBut(kind, found);
        }
    }

    private void SetAll(AlertKind kind, Severity severity, SortedDictionary<string, string> bySubject)
    {
        foreach ((string subject, string text) in bySubject) book.Raise(kind, subject, severity, text);
        book.ClearBut(kind, new HashSet<string>(bySubject.Keys, StringComparer.Ordinal));
    }
}
