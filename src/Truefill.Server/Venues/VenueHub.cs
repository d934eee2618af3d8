using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Risk;
using Truefill.Engine;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;
using Truefill.Server.Risk;
using Truefill.Venues;

namespace Truefill.Server.Venues;

/// <summary>
/// All venues of a running service: starts their adapters, and hands them what durable blocks let out.
/// </summary>
public sealed class VenueHub : IEffectSink, IDisposable
{
    private readonly EngineHost host;
    private readonly Action<string> report;
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> running = [];
    private readonly List<IVenue> venues = [];
    private readonly List<VenueInlet> inlets = [];

    private static readonly TimeSpan FailStopTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HandOver = TimeSpan.FromMilliseconds(500);
    private readonly HashSet<OrderHandle> emergency = [];
    private long? failedAt;

    // Written before the adapters start, read by the thread that commits.
    private VenueGateway?[] byHandle = [];

    public VenueHub(EngineHost host, Action<string> report)
    {
        this.host = host;
        this.report = report;
        host.Outward = this;
    }

    /// <summary>
    /// Told, on any thread, of each attempt to reach a venue again. Takes what it is given and returns at once.
    /// </summary>
    public event Action<string, VenueRetry>? Retrying;

    /// <summary>
    /// Told, on any thread, of a venue whose session is logged on and silent for longer than its heartbeats allow.
    /// </summary>
    public event Action<string, string>? Silent;

    public KillLatch Latch { get; } = new();

    /// <summary>Kill switches that the latch may know and the journal does not.</summary>
    public UnjournaledKills Unjournaled { get; } = new();

    public IReadOnlyList<IVenue> Venues => venues;

    /// <summary>The gateway of a venue; null when it has none.</summary>
    public VenueGateway? GatewayOf(VenueId venue) =>
        venue.Value < byHandle.Length ? byHandle[venue.Value] : null;

    /// <summary>Per venue with a rate budget, what it still has for orders.</summary>
    public IEnumerable<(string Venue, int Left)> BudgetsLeft()
    {
        foreach (VenueGateway? gateway in byHandle)
            if (gateway?.BudgetLeft is { } left) yield return (gateway.Venue, left);
    }

    /// <summary>Per venue, the messages that wait for its budget.</summary>
    public IEnumerable<(string Venue, int Count)> Waiting()
    {
        foreach (VenueGateway? gateway in byHandle)
            if (gateway is not null) yield return (gateway.Venue, gateway.Queued);
    }

    /// <summary>Venues that are silent though heartbeats of theirs are due, and since when.</summary>
    public IEnumerable<(string Venue, string Detail)> Silences()
    {
        foreach (VenueInlet inlet in inlets)
            if (inlet.Silence is { } detail) yield return (inlet.Venue, detail);
    }

    /// <summary>Hands on the marks of a venue that wait to go in together.</summary>
    public void PostMarks(string venue)
    {
        foreach (VenueInlet inlet in inlets)
            if (inlet.Venue == venue) inlet.PostMarks();
    }

    /// <summary>
    /// Starts the adapters. The venues are defined in the books, and what was killed before is latched.
    /// </summary>
    public void Start(IReadOnlyList<VenueSetup> setups)
    {
        foreach (KillSwitchEntry entry in host.Read(replica => replica.Books.KillSwitch.Engaged.ToArray()))
            if (entry.State == KillSwitchState.Active) Latch.Engage(entry.Scope, entry.Target);
        foreach (VenueSetup setup in setups)
        {
            if (setup.Adapter is not { } adapter) continue;
            venues.Add(adapter);
            VenueId handle = host.Read(replica =>
                replica.Books.Names.Venues.TryGet(adapter.Id, out int found) ? new VenueId(found) : default);
            if (handle.Value >= byHandle.Length) Array.Resize(ref byHandle, handle.Value + 1);
            VenueGateway gateway = new(adapter, Latch, host, Budget(setup.Rate));
            byHandle[handle.Value] = gateway;
            VenueInlet inlet = new(host, adapter.Id, handle)
            {
                Gateway = gateway,
                Retry = retry => Retrying?.Invoke(adapter.Id, retry),
                Silent = detail => Silent?.Invoke(adapter.Id, detail),
            };
            inlets.Add(inlet);
            AdapterLoop loop = new(adapter, inlet, gateway, report);
            running.Add(Task.Run(() => loop.RunAsync(stop.Token)));
        }
    }

    /// <summary>
    /// The journal has failed and a kill switch is engaged: within two seconds of the failure, cancels of what works
    /// leave without having been journaled, each order's once. Nothing else ever does.
    /// </summary>
    public void FailStop()
    {
        if (!Latch.IsEngaged || host.Failure is null) return;
        lock (emergency)
        {
            failedAt ??= Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(failedAt.Value) > FailStopTime) return;
            IReadOnlyList<ReleasedCommand> cancels = host.Read(
                replica => EmergencyCancels.Of(replica.Books, Latch.Active));
            foreach (ReleasedCommand cancel in cancels)
                if (emergency.Add(cancel.Command.Order)) GatewayOf(cancel.Venue)?.Release(in cancel);
        }
    }

    /// <summary>
    /// Completes once what <see cref="FailStop"/> let out has been handed over and had a moment to reach the wire, at
    /// the latest when its time is over. At once where there was nothing to take back.
    /// </summary>
    public async Task FinishFailStop()
    {
        long since;
        lock (emergency)
        {
            if (failedAt is not { } failed) return;
            since = failed;
        }

        while (Stopwatch.GetElapsedTime(since) is var elapsed && elapsed < FailStopTime)
        {
            if (elapsed > HandOver && !Waiting().Any(each => each.Count > 0)) return;
            await Task.Delay(10);
        }
    }

    public void Release(Effects effects)
    {
        foreach (KillSwitchSet set in effects.KillSwitches) Latch.Follow(in set);
        foreach (ReleasedCommand command in effects.Commands)
            GatewayOf(command.Venue)?.Release(in command);
        foreach (ReleasedQuery query in effects.Queries)
            GatewayOf(query.Venue)?.Release(in query);
        foreach (Withdrawal withdrawal in effects.Withdrawals)
            GatewayOf(withdrawal.Venue)?.Withdraw(in withdrawal);
    }

    private static RateBudget Budget(VenueRateOptions? rate) =>
        rate is null ? RateBudget.Unlimited : new RateBudget(rate.Count, rate.Window, rate.Reserve);

    public void Dispose()
    {
        stop.Cancel();
        foreach (VenueGateway? gateway in byHandle) gateway?.Dispose();
        Task.WaitAll([.. running], TimeSpan.FromSeconds(5));
        foreach (VenueInlet inlet in inlets) inlet.Dispose();
        foreach (IVenue venue in venues) venue.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(2));
        stop.Dispose();
    }
}
