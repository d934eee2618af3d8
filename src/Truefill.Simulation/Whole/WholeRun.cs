using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Generation;
using Truefill.Venues;

namespace Truefill.Simulation.Whole;

/// <summary>
/// One seed of the whole engine: clients, operators, journal, checkpoints and replica on a disk that crashes, gateway,
/// one or two faulty lines and a simulated market behind each. First everything goes wrong, then nothing does, and both
/// sides have to come to the same.
/// </summary>
internal sealed partial class WholeRun
{
    private const int BlockInputsMax = 8;
    private const ulong PeopleSalt = 0x0005_EED0_F9E0_91E1;
    private const long Morning = 1_767_600_000L * UtcNanos.PerSecond;
    private const long BeforeMidnight = 1_767_657_590L * UtcNanos.PerSecond;
    private const long PauseMost = 40 * UtcNanos.PerMillisecond;

    private readonly WholeOptions options;
    private readonly InputTrace? trace;
    private readonly ulong seed;
    private readonly int steps;
    private readonly Chance chance;
    private readonly Chance mishaps;
    private readonly Chance people;
    private readonly WholeFeatures features;
    private readonly JournaledEngine engine;
    private readonly ModelBeside beside;
    private readonly OwnVenueOnly bounds;
    private readonly Holds holds = new();
    private readonly List<Input> decided = [];
    private readonly FaultyLink[] links;
    private readonly Queue<Input> requests = new();
    private readonly HashSet<ClOrdId> sent = [];
    private readonly List<Divergence> found = [];
    private UtcNanos now;
    private long step;
    private long epoch;
    private int serial;
    private int turn;
    private int crashes;
    private bool isKilled;

    public WholeRun(ulong seed, int steps, WholeOptions options, InputTrace? trace)
    {
        this.options = options;
        this.trace = trace;
        this.seed = seed;
        this.steps = steps;
        chance = new Chance(seed);
        mishaps = new Chance(~seed);
        people = new Chance(seed ^ PeopleSalt);
        features = WholeFeatures.Of(chance, mishaps, people);
        now = new UtcNanos(features.EndsDay ? BeforeMidnight : Morning);
        engine = new JournaledEngine(features.ReordersSectors, options.DiskLies);
        beside = new ModelBeside(Books, found, trace, options.Lie);
        bounds = new OwnVenueOnly(() => Books.Names, found);
        engine.Durable = Durable;
        links = features.Venues == VenuePlan.One
            ? [new FaultyLink("SIM", features, chance, now)]
            : [new FaultyLink("SIM", features, chance, now), new FaultyLink("SIM2", features, chance, now)];
    }

    private Books Books => engine.Engine.Books;

    public SimulationVerdict Play()
    {
        EngineFault.Watch(found, PlayAll);
        SimulationFailure? failure = found.Count == 0
            ? null
            : new SimulationFailure(step, found, trace?.About(found[0].Key) ?? []);
        return new SimulationVerdict(seed, step, engine.LiveHash(), crashes, crashes, engine.Blocks, failure)
        {
            Resumed = engine.Resumed,
            Refused = engine.Refused,
            DiskFailures = engine.DiskFailures,
            BrokenStarts = engine.BrokenStarts,
        };
    }

    private void PlayAll()
    {
        Begin();
        while (step < steps && found.Count == 0) Round();
        if (found.Count == 0) Converge();
    }

    private void Round()
    {
        Advance((long)(chance.Next() % PauseMost) + 1);
        if (chance.OneIn(2)) PrintTrade();
        if (chance.OneIn(2)) Act();
        Serve(mayCrash: true);
    }

    private void Advance(long nanos)
    {
        now = now.AddNanos(nanos);
        foreach (FaultyLink link in links) link.AdvanceTo(now);
        if (engine.Engine.IsDue(now)) Ask(InputKind.Tick, null, Deciding.OwnSource);
    }

    // Blocks of a few inputs, each durable before anything of it leaves.
    private void Serve(bool mayCrash)
    {
        while (found.Count == 0 && IsAnythingWaiting())
        {
            bool fails = mayCrash && features.Crash > 0 && chance.Below(1024) < features.Crash;
            string durable = fails ? engine.LiveHash() : "";
            bool resets = false;
            for (int size = chance.Between(1, BlockInputsMax); size > 0; size--)
            {
                if (!TryTake(out Input input)) break;
                resets |= input.Body is Domain.Risk.Commands.SetKillSwitch { State: KillSwitchState.Off };
                decided.Add(input);
                options.Tamper?.Invoke(ref input, Books, step);
                Take(in input);
                step++;
            }

            if (fails) Crash(durable, resets);
            else Commit();
        }
    }

    // Somebody waits for each answer: what it says the model is held against.
    private void Take(in Input input)
    {
        Input said = beside.Said(in input);
        Input asked = input;
        asked.RequestId = 1;
        engine.Take(in asked, now);
        beside.Decide(in said, now, engine.Effects.Answers[^1]);
    }

    private void Durable(BlockBuilder block)
    {
        beside.Durable(block);
        bounds.Durable(block, decided);
        holds.Durable(decided);
        decided.Clear();
    }

    private bool IsAnythingWaiting() => requests.Count > 0 || Array.Exists(links, l => l.Inbox.Count > 0);

    // Reports go before requests, and venues by turns.
    private bool TryTake(out Input input)
    {
        for (int i = 0; i < links.Length; i++)
        {
            turn = (turn + 1) % links.Length;
            if (links[turn].Inbox.TryDequeue(out input)) return true;
        }

        return requests.TryDequeue(out input);
    }

    private FaultyLink LinkOf(VenueId venue) => Array.Find(links, l => l.Venue == venue)
        ?? throw new InvalidOperationException($"no line leads to venue {venue}");

    private void Commit()
    {
        engine.Commit();
        beside.CompareDue();
        if (Hits(features.Checkpoint)) engine.TakeCheckpoint();
        Release();
    }

    private void Release()
    {
        Effects effects = engine.Effects;
        bool wasKilled = isKilled;
        foreach (KillSwitchSet set in effects.KillSwitches)
        {
            if (set.Scope != KillScope.Global) continue;
            isKilled = set.State == KillSwitchState.Active;
            wasKilled &= isKilled;
        }

        foreach (ReleasedCommand command in effects.Commands)
        {
            if (wasKilled) JudgeUnderKill(in command);
            JudgeUnderHold(in command);
            Send(in command);
        }

        foreach (ReleasedQuery query in effects.Queries) LinkOf(query.Venue).Market.Ask(query.Query, now);
        effects.Clear();
    }

    // The gateway stops what was on its way when the switch was set, and would hide what is decided after that.
    private void JudgeUnderKill(in ReleasedCommand released)
    {
        if (!released.AddsRisk) return;
        string key = released.Command.WireId.ToString();
        found.Add(new Divergence(key, "decided", "nothing that adds risk after the kill", $"{released.Command.Kind}"));
    }

    private void Send(in ReleasedCommand released)
    {
        VenueCommand command = released.Command;
        FaultyLink link = LinkOf(released.Venue);
        bool isStopped = released.AddsRisk && Books.KillSwitch.StateFor(
            released.Venue, released.Account, released.Strategy, released.Symbol) == KillSwitchState.Active;
        if (isStopped)
        {
            Fail(in command, AbortReason.KillSwitch, link);
            return;
        }

        // Protective legs keep flowing.
        bool isNew = command.Kind == VenueCommandKind.New && Books.Orders[command.Order].Leg == LegKind.None;
        if (isKilled && isNew)
            found.Add(new Divergence(command.WireId.ToString(), "sent", "nothing new after the kill", "a new order"));
        if (!sent.Add(command.WireId))
            found.Add(new Divergence(command.WireId.ToString(), "sent", "once", "twice"));
        try
        {
            link.Send(in command, now);
        }
        catch (NotSentException)
        {
            sent.Remove(command.WireId);
            Fail(in command, AbortReason.NotSent, link);
        }
    }

    private void Fail(in VenueCommand command, AbortReason why, FaultyLink link) =>
        Ask(InputKind.SendFailed, new SendFailed(command.Order, command.WireId, why), "venue:" + link.VenueName);

    private void Crash(string durable, bool resets)
    {
        crashes++;
        CrashPlan plan = new((CrashPoint)chance.Below(3))
        {
            Rots = features.Rots && chance.OneIn(2),
            AmidCheckpoint = features.Checkpoint > 0 && chance.OneIn(2),
            DiskRefuses = features.DiskFails && mishaps.OneIn(2),
            BrokenStarts = features.DiskFails ? mishaps.Below(3) : 0,
        };
        if (engine.Crash(in plan, durable, chance) is { } other)
            found.Add(new Divergence("recovered state", $"after {plan}", durable, other));
        if (isKilled && !resets && !Books.KillSwitch.IsGlobalActive)
            found.Add(new Divergence("kill switch", "after a crash", "engaged", "off"));
        isKilled = Books.KillSwitch.IsGlobalActive;
        beside.Restart(Books);
        decided.Clear();
        requests.Clear();
        foreach (FaultyLink link in links) link.Reset();
        Start(features.Hold > 0 && people.OneIn(4) ? HeldStart : null);
        JudgeHolds();

        // It dies before it has done anything.
        if (features.Hold > 0 && people.OneIn(2)) Crash(engine.LiveHash(), resets: false);
    }

    private void Ask(InputKind kind, object? body, string source) =>
        requests.Enqueue(new Input { Kind = kind, Body = body, Source = source, ReceivedAt = now });

    private void Start(string? held = null)
    {
        Input start = new()
        {
            Kind = InputKind.Start,
            Source = Deciding.OwnSource,
            ReceivedAt = now,
            Body = new EngineStart(++epoch, "simulated", "none", held),
        };
        decided.Add(start);
        Take(in start);
        Commit();
        foreach (FaultyLink link in links) link.Market.Connect();
    }
}
