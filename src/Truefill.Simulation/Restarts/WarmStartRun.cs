using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Whole;
using Truefill.Venues;
using Truefill.Venues.Simulated;

namespace Truefill.Simulation.Restarts;

/// <summary>One seed of one combination: orders, the kill, what happens meanwhile, the start, the judgement.</summary>
internal sealed partial class WarmStartRun
{
    private const string Account = "ACC";
    private const long Pause = UtcNanos.PerSecond / 4;
    private const int RoundsLeast = 8;
    private const int RoundsMost = 400;

    private readonly ulong seed;
    private readonly OrderFates fates;
    private readonly InputTampering? tamper;
    private readonly Chance chance;
    private readonly JournaledEngine engine;
    private readonly DeafLine line;
    private readonly Queue<Input> requests = new();
    private readonly HashSet<ClOrdId> sent = [];
    private readonly List<VenueCommand> sentSince = [];
    private readonly List<Divergence> found = [];
    private UtcNanos now = new(1_767_600_000L * UtcNanos.PerSecond);
    private long steps;
    private long epoch;
    private int serial;

    // The gateway has no budget left: what is released waits in its memory.
    private bool isGatewayFull;
    private bool isHeldByHand;

    public WarmStartRun(ulong seed, OrderFates fates, InputTampering? tamper)
    {
        this.seed = seed;
        this.fates = fates;
        this.tamper = tamper;
        chance = new Chance(unchecked((seed * 0x9E3779B97F4A7C15) + (ulong)fates));
        engine = new JournaledEngine(chance.OneIn(2), diskLies: false);
        line = new DeafLine(chance, now);
    }

    private Books Books => engine.Engine.Books;

    public SimulationVerdict Play()
    {
        EngineFault.Watch(found, PlayAll);
        SimulationFailure? failure = found.Count == 0 ? null : new SimulationFailure(steps, found, []);
        return new SimulationVerdict(seed, steps, engine.LiveHash(), 1, 1, engine.Blocks, failure);
    }

    private void PlayAll()
    {
        Begin();
        Arrange();
        Die();
        Meanwhile();
        ComeBack();
        if (found.Count == 0) Judge();
    }

    private void Begin()
    {
        Start();
        Ask(InputKind.DefineVenue, new DefineVenue(
            DeafLine.VenueName,
            ReadOnly: false,
            SimulatedVenue.AllCapabilities,
            RequestTimeout: 2 * UtcNanos.PerSecond,
            ComparesOnStart: true,
            CompareEvery: 20 * UtcNanos.PerSecond));
        Ask(InputKind.DefineAccount, new DefineAccount(Account, Currency.Usd, LotMethod.Fifo));
        foreach (string symbol in Symbols.Values)
        {
            Ask(InputKind.DefineInstrument, new DefineInstrument(
                symbol, Quantity.Price(1), Quantity.Price(0.01m), Quantity.Of(1), Currency.Usd));
        }

        Serve();
        if (Books.Names.Venues.TryGet(DeafLine.VenueName, out int handle)) line.Venue = new VenueId(handle);
        line.Market.Connect();
        for (int i = 0; i < RoundsMost && !Books.Sessions.CanTrade(line.Venue); i++) Round();
        Invariant.Holds(Books.Sessions.CanTrade(line.Venue), "trading opens before anything is killed");
    }

    // A kill -9 in the middle of one more block, which is on the disk afterwards or not.
    private void Die()
    {
        Input last = Of(InputKind.Tick, null, InputSource.Engine);
        if (Has(OrderFates.Queued) && !Has(OrderFates.Held)) last = Entry(OrderFates.Queued);
        string durable = engine.LiveHash();
        engine.Take(in last, now);
        CrashPoint at = (CrashPoint)chance.Below(3);
        if (engine.Crash(new CrashPlan(at), durable, chance) is { } other)
            found.Add(new Divergence("recovered state", $"after a crash {at}", durable, other));
        line.IsDeaf = true;
        line.Inbox.Clear();
        requests.Clear();
        isGatewayFull = false;
        sentSince.Clear();
    }

    private void ComeBack()
    {
        line.IsDeaf = false;
        Start();
        line.Market.Connect();
        if (!Settles()) return;
        if (isHeldByHand)
        {
            if (sentSince.Count > 0)
                found.Add(new Divergence("while trading is held", "sent", "nothing", $"{sentSince[0]}"));
            Ask(InputKind.ResumeTrading, new ResumeTrading(DeafLine.VenueName, "ann", "compared by hand"));
            if (!Settles()) return;
        }

        if (!Books.Sessions.CanTrade(line.Venue))
            found.Add(new Divergence("trading", "state", "open", $"{Books.Sessions.TryGet(line.Venue)}"));
    }

    private bool Settles()
    {
        UtcNanos since = now;
        for (int i = 0; i < RoundsMost && found.Count == 0; i++)
        {
            Round();
            bool isDone = Books.Orders.InFlightCount == 0 && Books.Queries.PendingCount == 0;
            bool isCompared = Books.Reconciliation.LastOf(line.Venue) is { Status: ComparisonStatus.Match } last
                && last.At > since;
            if (i > RoundsLeast && isDone && isCompared) return true;
        }

        foreach (Order order in Books.Orders.InFlight)
            found.Add(new Divergence(order.WireId.ToString(), "request", "ended", "still unknown or in flight"));
        if (found.Count == 0) found.Add(new Divergence("venue", "compared", "match", "not in 100 s"));
        return false;
    }

    private void Start()
    {
        Input start = Of(
            InputKind.Start, new EngineStart(++epoch, "simulated", "none", null), InputSource.Engine);
        One(start);
    }

    private void Round()
    {
        now = now.AddNanos(Pause);
        line.Market.AdvanceTo(now);
        if (engine.Engine.IsDue(now)) requests.Enqueue(Of(InputKind.Tick, null, InputSource.Engine));
        Serve();
    }

    private void Serve()
    {
        while (found.Count == 0 && (line.Inbox.TryDequeue(out Input input) || requests.TryDequeue(out input)))
            One(input);
    }

    private void One(Input input)
    {
        tamper?.Invoke(ref input, Books, steps);
        engine.Take(in input, now);
        engine.Commit();
        steps++;
        ReleasedCommand[] commands = [.. engine.Effects.Commands];
        ReleasedQuery[] queries = [.. engine.Effects.Queries];
        engine.Effects.Clear();
        if (isGatewayFull) return;
        foreach (ReleasedCommand command in commands) Send(command.Command);
        foreach (ReleasedQuery query in queries) line.Market.Ask(query.Query, now);
    }

    private void Send(VenueCommand command)
    {
        if (!sent.Add(command.WireId))
            found.Add(new Divergence(command.WireId.ToString(), "sent", "once", "twice"));
        sentSince.Add(command);
        try
        {
            line.Market.Send(in command, now);
        }
        catch (NotSentException)
        {
            sent.Remove(command.WireId);
            Ask(InputKind.SendFailed, new SendFailed(command.Order, command.WireId, AbortReason.NotSent));
        }
    }

    private void Ask(InputKind kind, object body) => requests.Enqueue(Of(kind, body, InputSource.Cli));

    private Input Of(InputKind kind, object? body, string source) =>
        new() { Kind = kind, Body = body, Source = source, ReceivedAt = now };

    private bool Has(OrderFates fate) => (fates & fate) != OrderFates.None;
}
