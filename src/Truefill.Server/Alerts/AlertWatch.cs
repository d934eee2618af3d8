using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Truefill.Domain;
using Truefill.Domain.Protection;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Reading;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Following;
using Truefill.Server.Health;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Server.Reconciliation;

namespace Truefill.Server.Alerts;

/// <summary>
/// Looks at the books and the components twice a second and raises or clears what follows. Reads only; the engine never
/// waits for it.
/// </summary>
internal sealed class AlertWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Unprotected = TimeSpan.FromSeconds(2);

    private readonly ApiServices services;
    private volatile AlertOptions options;
    private readonly AlertBook book;
    private readonly SaturationCounter saturations;
    private readonly Dictionary<string, long> behindSince = new(StringComparer.Ordinal);
    private readonly Timer timer;

    public AlertWatch(ApiServices services, AlertBook book)
    {
        this.services = services;
        this.book = book;
        options = services.Context.Alerts;
        saturations = new SaturationCounter(services.Context.Time, () => options.RateLimitSaturations);
        services.ClientLimiter!.Saturating += key => saturations.Add("client " + key);
        services.AdminLimiter!.Saturating += key => saturations.Add("admin " + key);
        if (services.Context.Reload is { } reload) reload.Reloaded += Use;
        timer = new Timer(_ => LookAndGoOn(), null, Interval, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (services.Context.Reload is { } reload) reload.Reloaded -= Use;
        timer.Dispose();
    }

    /// <summary>Raises and clears by what is the case now.</summary>
    internal void Look()
    {
        EngineHost engine = services.Context.Engine;
        Set(AlertKind.JournalFailed, engine.Failure is not null, Severity.Critical, engine.Failure?.Message ?? "");
        LookAtStorage(engine.Storage);
        UtcNanos now = engine.Clock.Now;
        services.Read(replica => Look(replica, now));
        LookAtOrders(now);
        SetAll(AlertKind.RateLimitSaturated, Severity.Warning, saturations.Read());
        LookAtDependencies();
        LookAtFollowers();
    }

    private void LookAndGoOn()
    {
        SideWork.Do("alerts", Look, line => services.Context.Report?.Invoke(line));
        try
        {
            timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The service stops.
        }
    }

    private void Use(TruefillOptions configured) => options = configured.Alerts;

    private void LookAtStorage(StorageGuard? storage)
    {
        bool isFull = storage is { RefusesOrders: true };
        Set(
            AlertKind.StorageLow, isFull || storage is { IsWarning: true }, isFull ? Severity.Critical
                : Severity.Warning,
            isFull ? "New orders are refused until there is free space again." : "Free space is getting low.");
    }

    private int Look(Replica replica, UtcNanos now)
    {
        Books books = replica.Books;
        string? held = books.Engine.Held;
        bool isSlow = held is not null && held.StartsWith(RecoveryHold.Prefix, StringComparison.Ordinal);
        Set(AlertKind.RecoverySlow, isSlow, Severity.Critical, held ?? "");
        SortedDictionary<string, string> holds = VenueHolds.Of(books, now);

        // The whole engine's hold has no subject, a venue's has its name.
        if (held is not null && !isSlow) holds[""] = held;
        SetAll(AlertKind.TradingHeld, Severity.Warning, holds);
        int letters = books.DeadLetters.Open.Count;
        Set(
            AlertKind.DeadLetters, letters > 0, Severity.Warning,
            letters == 1
                ? "1 dead letter is open."
                : string.Create(CultureInfo.InvariantCulture, $"{letters} dead letters are open."));
        LookAtKillSwitches(books);
        LookAtVenues(books);
        LookAtBreaks(books);
        LookAtProtection(books, now);
        return 0;
    }

    private void LookAtKillSwitches(Books books)
    {
        HashSet<string> engaged = new(StringComparer.Ordinal);
        foreach (KillSwitchEntry entry in books.KillSwitch.Engaged)
        {
            string subject = RiskHealth.Describe(books, entry);
            engaged.Add(subject);
            Severity severity = entry.State == KillSwitchState.Active ? Severity.Critical : Severity.Warning;
            book.Raise(AlertKind.KillSwitch, subject, severity, $"{entry.Reason} (by {entry.By})");
        }

        book.ClearBut(AlertKind.KillSwitch, engaged);
    }

    private void LookAtVenues(Books books)
    {
        SortedDictionary<string, string> down = new(StringComparer.Ordinal);
        foreach (Session session in books.Sessions.All)
            if (!session.IsOpen) down[books.Names.Of(session.Venue)] = "The session is down.";
        SetAll(AlertKind.VenueDown, Severity.Critical, down);
    }

    // What a person has explained asks for nobody's attention.
    private void LookAtBreaks(Books books)
    {
        HashSet<string> open = new(StringComparer.Ordinal);
        foreach (PositionBreak found in books.Reconciliation.Breaks)
        {
            BreakOpened of = found.Latest;
            if (found.State != BreakState.Open) continue;
            string subject = string.Create(CultureInfo.InvariantCulture, $"{of.Id}");
            open.Add(subject);
            book.Raise(
                AlertKind.ReconciliationBreak, subject, BreakTraits.SeverityOf(of.Class),
                BreakTraits.Describe(books, in of) + ".");
        }

        book.ClearBut(AlertKind.ReconciliationBreak, open);
    }

    private void LookAtProtection(Books books, UtcNanos now)
    {
        SortedDictionary<string, string> open = new(StringComparer.Ordinal);
        foreach (ProtectedOrder entry in books.Protections.All)
        {
            if (entry.GapSince.IsNone || now.Value - entry.GapSince.Value <= Nanos(Unprotected)) continue;
            string id = books.Orders[entry.Order].ClOrdId.ToString();
            string where = $"{books.Names.Of(entry.Key.Account)} {books.Names.Of(entry.Key.Symbol)}";
            open[id] = $"{where}: less is protected than order {id} has open, since {entry.GapSince}.";
        }

        SetAll(AlertKind.ProtectionGap, Severity.Critical, open);
    }

    private void LookAtOrders(UtcNanos now)
    {
        OrderSigns signs = OrderSigns.Read(services, now, options.CallbackSilence, Stalled);
        foreach ((string venue, string detail) in services.Context.Venues?.Silences() ?? [])
            signs.Silent.TryAdd(venue, $"Heartbeats are due, and {detail}.");
        SetAll(AlertKind.CallbackSilence, Severity.Warning, signs.Silent);
        SetAll(AlertKind.SubmissionStalled, Severity.Critical, signs.Stalled);
        SetAll(AlertKind.OrderUnknown, Severity.Critical, signs.Unknown);
        SetAll(AlertKind.Overfill, Severity.Critical, signs.Overfilled);
    }

    private void LookAtDependencies()
    {
        SortedDictionary<string, string> down = new(StringComparer.Ordinal);
        foreach (IHealthSource source in services.HealthSources)
            if (source.Read() is { Status: not HealthStatus.Operational } component)
                down[component.Name] = component.Detail ?? Views.Words.Of(component.Status);
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

    private void SetAll(AlertKind kind, Severity severity, SortedDictionary<string, string> bySubject)
    {
        foreach ((string subject, string text) in bySubject) book.Raise(kind, subject, severity, text);
        book.ClearBut(kind, new HashSet<string>(bySubject.Keys, StringComparer.Ordinal));
    }

    private static long Nanos(TimeSpan span) => span.Ticks * 100;
}
