using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Alerts;
using Truefill.Server.Alpaca;
using Truefill.Server.Health;
using Truefill.Server.Hosting;
using Truefill.Server.Http.Streaming;
using Truefill.Server.Logging;
using Truefill.Server.Metrics;
using Truefill.Server.Offline;
using Truefill.Server.Preview;
using Truefill.Server.Security;
using Truefill.Server.Views;

namespace Truefill.Server.Http;

/// <summary>
/// What the routes share: the engine, the journal as far as it may be read, the event feed. Offline there is only
/// what can be read; a route that needs more says so.
/// </summary>
public sealed class ApiServices : IDisposable
{
    private readonly ApiContext? context;
    private readonly EventFeed? feed;
    private readonly OfflineSource? offline;
    private readonly PreviewCache? previews;
    private readonly ServiceMetrics? metrics;
    private readonly Lazy<AlertBook> alerts;
    private readonly Notifier? notifier;
    private readonly AlertWatch? watch;
    private readonly TradeFeed? trades;

    public ApiServices(ApiContext context)
    {
        this.context = context;
        EngineHostOptions options = context.Engine.Options;
        Journal = new JournalWindow(options.Storage, options.Journal);
        Access = context.Access;
        feed = new EventFeed(context);
        Trail = new AuditTrail(context.Engine);
        ClientLimiter = new RateLimiter("client", context.Plan.RateLimits.Client, context.Time);
        AdminLimiter = new RateLimiter("admin", context.Plan.RateLimits.Admin, context.Time);
        Ledger = new IdempotencyLedger(context.Time);
        previews = new PreviewCache(context.Plan.Cache.Capacity, context.Plan.Cache.Ttl, context.Time);
        metrics = new ServiceMetrics(this);
        AlertBook book = new(() => Now, () => context.Engine.Options.Epoch);
        alerts = new Lazy<AlertBook>(book);
        notifier = new Notifier(context.Plan.Notifications, book, NotTold);
        watch = new AlertWatch(this, book);
        feed.Alerts = book;
        trades = new TradeFeed(context.Engine, context.Stream);
    }

    internal ApiServices(OfflineSource offline, IAccess access)
    {
        this.offline = offline;
        Journal = new JournalWindow(offline.State.Journal, offline.State.Options);
        Access = access;
        alerts = new Lazy<AlertBook>(() => OfflineAlerts.Of(offline.Replica, offline.Now));
    }

    public ApiContext Context => context ?? throw NeedsService();

    public JournalWindow Journal { get; }

    public EventFeed Feed => feed ?? throw NeedsService();

    internal IAccess Access { get; }

    /// <summary>
    /// Null offline, as are the limiters and the ledger: there is only one caller, who changes nothing.
    /// </summary>
    internal AuditTrail? Trail { get; }

    internal RateLimiter? ClientLimiter { get; }

    internal RateLimiter? AdminLimiter { get; }

    internal IdempotencyLedger? Ledger { get; }

    /// <summary>Others raise here what only they can see. Offline it is what holds by the journal.</summary>
    public AlertBook Alerts => alerts.Value;

    /// <summary>What the service depends on beside its journal and venues.</summary>
    internal IEnumerable<IHealthSource> HealthSources =>
        Context.HealthSources.Concat(notifier?.HealthSources() ?? []);

    /// <summary>Who follows the journal is far behind beyond this.</summary>
    internal TimeSpan ConsumerLag => watch?.ConsumerLag ?? TimeSpan.MaxValue;

    /// <summary>How the receivers of alerts do.</summary>
    internal IReadOnlyList<ReceiverState> Receivers => notifier?.States ?? [];

    internal TradeFeed Trades => trades ?? throw NeedsService();

    internal AlpacaIndexes Alpaca { get; } = new();

    internal ServiceMetrics Metrics => metrics ?? throw NeedsService();

    internal PreviewCache Previews => previews ?? throw NeedsService();

    /// <summary>Says in the answer at which sequence it is true.</summary>
    internal void State(HttpContext request) => request.Response.Headers[ApiCall.SeqHeader] =
        Read(static replica => replica.Seq).ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// What the end of a token is measured by. Engine time may be ahead of it: behind a journal of a run whose clock
    /// was, or where a test has moved it.
    /// </summary>
    internal UtcNanos TimeOfDay => UtcNanos.Of(Context.Time.GetUtcNow());

    internal UtcNanos Now => offline?.Now ?? Context.Engine.Clock.Now;

    internal ProcessStatus Process => offline is null
        ? new ProcessStatus(
            Words.Of(Context.Mode), Context.Build, Running: true,
            Context.Engine.WhyNotWritten, Context.Engine.Inbox.Queued, Now)
        {
            OpenAlerts = Alerts.All.Count(alert => alert.IsOpen),
            Heard = Metrics.HeardVenues,
        }
        : new ProcessStatus(offline.Mode, offline.Build, Running: false, Failure: null, Queued: 0, Now)
        {
            OpenAlerts = Alerts.All.Count(alert => alert.IsOpen),
        };

    /// <summary>The state directory that is read without a service; null: there is a service.</summary>
    internal string? StatePath => offline?.State.Path;

    public T Read<T>(Func<Replica, T> read) => offline is null ? Context.Engine.Read(read) : read(offline.Replica);

    /// <summary>Where a request comes from, as it is recorded.</summary>
    internal string From(HttpContext request)
    {
        if (UnixPeer.Of(request) is { } peer) return string.Create(CultureInfo.InvariantCulture,
            $"unix uid {peer.UserId}");
        string address = request.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        if (context is not { Plan.BehindTlsProxy: true }) return address;

        // The proxy adds the last one; those before it are whatever the client said.
        string? last = request.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        return last.Length is > 0 and <= 45 ? $"{address} for {last}" : address;
    }

    /// <summary>
    /// The engine has ended: what that means is looked at once more, and told as far as receivers take it in time.
    /// </summary>
    internal Task FinishAlerts(TimeSpan most) => watch is null || notifier is null ? Task.CompletedTask
        : Task.WhenAny(
            Task.Run(async () =>
            {
                SideWork.Do("alerts", watch.Look, line => context?.Report?.Invoke(line));
                await notifier.Finish(most);
            }),
            Task.Delay(most));

    public void Dispose()
    {
        watch?.Dispose();
        notifier?.Dispose();
        metrics?.Dispose();
        Trail?.Dispose();
        trades?.Dispose();
        feed?.Dispose();
    }

    /// <summary>Tells the operator what failed here and ended nothing: in the log, else wherever he is told.</summary>
    internal void Tell(
        LogLevel level, string name, string line, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        if (context?.Log is not { } log) context?.Report?.Invoke(line);
        else log.Write(level, name, line, fields);
    }

    private void NotTold(string receiver, string why) => Tell(
        LogLevel.Warning, "notification.failed", $"an alert for {receiver} was given up: {why}",
        ("receiver", receiver), ("error", why));

    private static ApiException NeedsService() => new(503, "offline", "This needs the running service.");
}
