using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Alerts;
using Truefill.Server.Configuration.Options;
using Truefill.Server.FixSessions;
using Truefill.Server.Following;
using Truefill.Server.Gateway;
using Truefill.Server.Health;
using Truefill.Server.Hooks;
using Truefill.Server.Hosting;
using Truefill.Server.Logging;
using Truefill.Server.Reconciliation;
using Truefill.Server.Risk;
using Truefill.Server.Venues;
using Truefill.Venues;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Server.Service;

/// <summary>
/// The engine of a state directory with its followers, up and running; without any way in but its own methods.
/// </summary>
public sealed class LiveLoop : IDisposable
{
    private readonly StateSession session;
    private readonly KillTriggers triggers;
    private readonly JournalOptions journalOptions;
    private readonly List<IDisposable> sources = [];
    private readonly List<IDisposable> followers = [];
    private readonly List<FixSessionEntry> fixSessions = [];
    private readonly List<IJournalFollower> readers = [];
    private static readonly TimeSpan MarksTime = TimeSpan.FromSeconds(2);

    private readonly Lock marksGuard = new();
    private Task marks = Task.CompletedTask;
    private readonly TaskCompletionSource<Exception> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LiveLoop(LiveLoopOptions plan, StateSession session, KillTriggers triggers)
    {
        Plan = plan;
        this.session = session;
        this.triggers = triggers;
        journalOptions = new JournalOptions
        {
            Genesis = session.Genesis,
            Durability = plan.Durability,
            SegmentBytes = plan.SegmentBytes,
        };
        long started = Stopwatch.GetTimestamp();
        Host = EngineHost.Open(new EngineHostOptions
        {
            Storage = session.Journal,
            Checkpoints = session.Checkpoints,
            Journal = journalOptions,
            Epoch = checked((long)session.Identity.Epoch),
            Build = plan.Build,
            ConfigHash = plan.ConfigHash,
            Held = session.HeldReason,
            Cold = plan.Cold,
            Spin = plan.Spin,
            Cpu = plan.Cpu,
            Fatal = new FatalInputs(session.Root, plan.Build),
            Clocks = plan.Clocks,
            Tell = Tell,
            Failed = OnFailure,
        });
        LargePages.Gather();
        RecoveryTime = Stopwatch.GetElapsedTime(started);
        Venues = new VenueHub(Host, Tell);
        Venues.Unjournaled.Kept += () => LeaveMarksBeside(Host.Failure);
        Kills = new KillControl(Host, Venues);
        Clock = new ClockWatch(Host.Clock, plan.Log, Tell);
        HealthSources.Add(Clock);
    }

    public LiveLoopOptions Plan { get; }

    public EngineHost Host { get; }

    /// <summary>The venues, their gateways and the kill latch before them.</summary>
    public VenueHub Venues { get; }

    /// <summary>FIX order entry; null: not configured.</summary>
    public FixGateway? Gateway { get; private set; }

    /// <summary>FIX sessions to venues, and of clients.</summary>
    public IReadOnlyList<FixSessionEntry> FixSessions => fixSessions;

    /// <summary>Who is told of the live loop; null: nobody is.</summary>
    public HookBoard? Hooks { get; private set; }

    /// <summary>Engages and resets kill switches.</summary>
    public KillControl Kills { get; }

    /// <summary>Compares engine time with the wall clock.</summary>
    internal ClockWatch Clock { get; }

    public StateIdentity Identity => session.Identity;

    public string StateDirectory => session.Path;

    internal ChainHash Genesis => session.Genesis;

    /// <summary>Why trading starts held, else null.</summary>
    public string? Held => Host.Read(replica => replica.Books.Engine.Held);

    /// <summary>How long reading the journal took at this start.</summary>
    public TimeSpan RecoveryTime { get; }

    /// <summary>Completes with what stopped the engine for good.</summary>
    public Task<Exception> Failure => failed.Task;

    /// <exception cref="StateDirectoryException">Refused, with the reason.</exception>
    /// <exception cref="JournalCorruptException">The journal does not verify; nothing was changed.</exception>
    /// <exception cref="ServiceSettingException">
    /// There is no such processor for the engine, a file of a venue cannot be read, or the engine refuses what is
    /// configured.
    /// </exception>
    public static async Task<LiveLoop> StartAsync(LiveLoopOptions plan, CancellationToken cancel)
    {
        ServiceSettings.RequireProcessor(plan.Cpu);
        plan.CheckVenues();

        // A signal that stops everything counts from here on, however long the journal takes to read.
        KillTriggers kills = new(line => TellOf(plan, LogLevel.Warning, "kill_switch.trigger", line));
        StateSession? opened = null;
        LiveLoop? service = null;
        try
        {
            opened = StateSession.Open(plan.StateDirectory, plan.StateId);
            service = new LiveLoop(plan, opened, kills);
        }
        finally
        {
            if (service is null)
            {
                opened?.Dispose();
                kills.Dispose();
            }
        }

        bool started = false;
        try
        {
            await service.StartAsync(cancel);
            started = true;
            return service;
        }
        finally
        {
            // Its threads would keep a process alive that has already said why it does not start.
            if (!started) service.Dispose();
        }
    }

    /// <summary>Puts inputs in; is stopped before the engine is.</summary>
    public void AttachSource(IDisposable source) => sources.Add(source);

    /// <summary>
    /// What the service depends on beside its journal and venues; to be filled before the web host starts.
    /// </summary>
    public IList<IHealthSource> HealthSources { get; } = [];

    /// <summary>Those that follow the journal, for how far they are behind.</summary>
    public IReadOnlyList<IJournalFollower> Followers => readers;

    /// <summary>Reads the journal; is stopped after the engine, in reverse order, so that it sees all of it.</summary>
    public void Attach(IDisposable follower) => followers.Add(follower);

    /// <summary>Path of the snapshot that a clean stop left, else null.</summary>
    public string? Snapshot { get; private set; }

    /// <summary>
    /// Decides what is queued, seals the journal and leaves a snapshot; says so where there can be none. The state's
    /// hash; null when the journal had failed, or was stopped before.
    /// </summary>
    public string? Stop(string reason)
    {
        Close(sources);
        byte[]? hash = Host.Stop(reason);
        Close(followers);
        if (hash is null) return null;

        // The journal is sealed and has all of it: what a snapshot fails of costs the next start some time.
        SideWork.Do("no snapshot", SaveSnapshot, Tell);
        return StateHash.Text(hash);
    }

    public void Dispose()
    {
        FinishMarks();
        Stop("disposed");
        triggers.Dispose();
        Host.Dispose();
        session.Dispose();
    }

    private void SaveSnapshot()
    {
        JournalPosition position = Host.StoppedAt!.Value;
        string name = Host.Read(
            replica => CheckpointSaver.Save(session.Checkpoints, session.Path, replica, position, Plan.StopOrdersFree));
        Snapshot = System.IO.Path.Combine(StateLayout.CheckpointsIn(session.Path), name);
    }

    // The journal prepares its next segment from the moment it is open, and may fail at that.
    private bool IsBuilt => Venues is not null;

    private async Task StartAsync(CancellationToken cancel)
    {
        if (Host.SealedInAnotherForm)
            Tell(
                LogLevel.Info,
                "journal.seal_not_compared",
                "the last stop was sealed by a version that keeps the state in another form; "
                + "the whole journal was read, and that seal's hash was not compared");
        Follow();
        Clock.Start();
        string? slow = RecoveryHold.Of(RecoveryTime, Plan.Api.Alerts.Recovery);
        await Host.Start(slow).WaitAsync(cancel);

        // From here on the hold is in the journal, and only a person ends it there.
        session.ClearHeld();
        IReadOnlyList<VenueSetup> setups = Plan.Venues(session.Path);
        foreach (VenueSetup setup in setups)
            Show(setup.Adapter);
        AttachSource(Venues);
        DefinitionEntry entry = new(Host, Telling("configuration.kept"));
        await entry.PutAsync(setups, Plan.Definitions, cancel);
        if (Plan.DefinesAll) await entry.RetireAsync(setups, Plan.Definitions, cancel);
        AttachSource(triggers);
        if (Plan.FixGateway is { } gateway) Open(gateway);

        // What was killed before this start holds before a venue can be sent anything.
        await triggers.StartAsync(Kills, StateDirectory);
        Venues.Start(setups);
        Gateway?.Start();
        if (Plan.Nightly is not { } nightly) return;
        NightlyReconciliation schedule = new(Host, StateDirectory, Tell);
        AttachSource(schedule);
        schedule.Start(nightly, TimeProvider.System);
    }

    // Its address is taken before venues are connected to: where another has it, nothing has happened yet.
    private void Open(FixGatewayOptions gateway)
    {
        Gateway = FixGateway.Open(
            Host, gateway, session.Path, Plan.Durability == JournalDurability.Sync,
            Tell, Plan.FixGatewayCertificate, Plan.FixGatewayClients);
        AttachSource(Gateway);
        fixSessions.AddRange(Gateway.Sessions);
    }

    // The log is closed once the venue has stopped.
    private void Show(IVenue? adapter)
    {
        if (adapter is FixVenue venue) Show(venue.Id, venue);
        if (adapter is not FixDropCopyVenue copied) return;
        Show(copied.Id, copied.Trading);
        Show(FixFolders.DropCopyId(copied.Id), copied.Copy);
    }

    private void Show(string id, FixVenue venue)
    {
        if (venue.Settings is not { Log: FixSessionLog log } settings) return;
        AttachSource(log);
        fixSessions.Add(new FixSessionEntry(
            id, settings.StoreFolder, settings.Session, () => venue.Connection, log)
        {
            Remote = $"{settings.Host}:{settings.Port}",
            ReconnectDelay = settings.ReconnectDelay,
        });
    }

    private void Follow()
    {
        if (Plan.Log is { } lines)
        {
            Host.Read(replica =>
            {
                replica.Log(new FactLog(replica, lines, Plan.Cold));
                return 0;
            });
            Attach(lines);
        }

        Host.Storage = new StorageGuard(
            StateDirectory, Plan.WarnFree, Plan.StopOrdersFree, Telling("storage.space"));
        Attach(Host.Storage);
        Attach(Clock);
        Venues.Retrying += LogRetry;
        Venues.Silent += LogSilence;
        if (HookBoard.Start(Host, Venues, Plan.Hooks, Plan.Log, Plan.Report) is { } hooks)
        {
            Hooks = hooks;
            foreach (IHealthSource source in hooks.HealthSources()) HealthSources.Add(source);
            Attach(hooks);
        }

        if (!Plan.FollowEvents) return;
        OrderEventLog log = new(
            StateDirectory, session.Journal, journalOptions, FollowerFailed,
            () => Host.Read(static replica => replica.Seq), Host.Clock, Tell);
        log.Start();
        readers.Add(log);
        Attach(log);
    }

    private void Close(List<IDisposable> parts)
    {
        for (int i = parts.Count - 1; i >= 0; i--) SideWork.Do("stop", parts[i].Dispose, Tell);
        parts.Clear();
    }

    /// <summary>Tells a person a line that belongs to no event of its own; whoever reads them may be gone.</summary>
    internal void Tell(string line) => Tell(LogLevel.Warning, "service.notice", line);

    /// <summary>The same with the event that it is in the log.</summary>
    internal void Tell(LogLevel level, string name, string line) => TellOf(Plan, level, name, line);

    private Action<string> Telling(string name) => line => Tell(LogLevel.Warning, name, line);

    // Where there is a log, its readers get nothing but its lines.
    private static void TellOf(LiveLoopOptions plan, LogLevel level, string name, string line)
    {
        if (plan.Log is { IsOpen: true } log)
        {
            log.Write(level, name, line);
            return;
        }

        try
        {
            plan.Report?.Invoke(line);
        }
        catch (System.IO.IOException)
        {
            // The journal has everything that matters.
        }
    }

    private void LogRetry(string venue, VenueRetry retry) => Plan.Log?.Write(
        LogLevel.Warning, "live_loop.heartbeat_retry",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Venue {venue}: attempt {retry.Attempt} follows in {retry.Delay.TotalSeconds:0.###} s: {retry.Reason}"),
        ("venue", venue), ("attempt", retry.Attempt), ("delay_ms", (long)retry.Delay.TotalMilliseconds),
        ("reason", retry.Reason));

    private void LogSilence(string venue, string detail) => Plan.Log?.Write(
        LogLevel.Warning, "live_loop.callback_gap", $"Venue {venue}: {detail}; it is asked what was missed",
        ("venue", venue), ("reason", detail));

    // A follower that fails costs the engine nothing: it is reported, and goes on from its own files at the next start.
    private void FollowerFailed(Exception cause) =>
        Tell(LogLevel.Error, "follower.stopped", "the order event log stopped: " + cause.Message);

    private void OnFailure(Exception cause)
    {
        if (cause is JournalWriteException && IsBuilt) SideWork.Do("cancels at the end", Venues.FailStop, Tell);

        // The disk that failed may not answer at all: neither what is to leave nor the end waits for it.
        LeaveMarksBeside(cause);
        failed.TrySetResult(cause);
    }

    /// <summary>The next start knows of the failure, and comes up held.</summary>
    internal bool IsMarked { get; private set; }

    /// <summary>Waits a moment for what the next start is to find, where the engine has failed.</summary>
    internal void FinishMarks()
    {
        Task last;
        lock (marksGuard) last = marks;
        last.Wait(MarksTime);
    }

    private void LeaveMarksBeside(Exception? failure)
    {
        lock (marksGuard)
        {
            marks = marks.ContinueWith(
                _ => SideWork.Do("marks for the next start", () => LeaveMarks(failure), Tell),
                CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    // For the next start: why it is held, and the kill switches that are asked for and nowhere else.
    private void LeaveMarks(Exception? failure)
    {
        string kills = IsBuilt ? Venues.Unjournaled.Describe() : "";
        if (failure is not null)
        {
            string why = FailureHold.Of(failure);
            if (session.TryMarkHeld(kills.Length == 0 ? why : $"{why}; {kills}") is { } error)
            {
                Tell(
                    LogLevel.Error,
                    "service.mark_failed",
                    $"no mark could be left in the state directory ({error}): the next start knows nothing of this "
                    + "and comes up neither held nor tripped, unless a file 'kill' is dropped there before it.");
            }
            else
            {
                IsMarked = true;
            }
        }

        if (IsBuilt && Venues.Unjournaled.GlobalReason is { } reason) KillTriggers.Leave(StateDirectory, reason);
    }
}
