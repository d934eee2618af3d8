using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Whole;
using Truefill.Venues.Simulated;

namespace Truefill.Simulation.Ordeal;

/// <summary>
/// One seed at one cut: orders, the cut, trades that go on at the venue meanwhile, the way back, and the judgement.
/// </summary>
internal sealed partial class OrdealRun
{
    private const string Symbol = "AAA";
    private const string Account = "ACC";
    private const long PauseMost = 40 * UtcNanos.PerMillisecond;
    private const int RoundsToOpen = 200;
    private const int RoundsAfter = 60;

    private readonly ulong seed;
    private readonly CutPoint point;
    private readonly InputTampering? tamper;
    private readonly Chance chance;
    private readonly JournaledEngine engine;
    private readonly CutLine line;
    private readonly Queue<Input> requests = new();
    private readonly HashSet<ClOrdId> sent = [];
    private readonly List<Divergence> found = [];
    private UtcNanos now = new(1_767_600_000L * UtcNanos.PerSecond);
    private decimal price = 100;
    private long steps;
    private long epoch;
    private int serial;
    private int crashes;

    public OrdealRun(ulong seed, CutPoint point, ReconnectPolicy policy, InputTampering? tamper)
    {
        this.seed = seed;
        this.tamper = tamper;
        this.point = point;
        chance = new Chance(unchecked((seed * 0x9E3779B97F4A7C15) + ((ulong)point * 64) + (ulong)policy));
        engine = new JournaledEngine(chance.OneIn(2), diskLies: false);
        line = new CutLine(policy, chance, now) { Resting = Resting };
    }

    private Books Books => engine.Engine.Books;

    public SimulationVerdict Play()
    {
        EngineFault.Watch(found, PlayAll);
        SimulationFailure? failure = found.Count == 0 ? null : new SimulationFailure(steps, found, []);
        return new SimulationVerdict(
            seed, steps, engine.LiveHash(), crashes, line.WasCut ? 1 : 0, engine.Blocks, failure);
    }

    private void PlayAll()
    {
        Begin();
        for (int i = chance.Below(4); i > 0; i--) Enter();
        Rounds(chance.Between(0, 10));
        Provoke();
        for (int i = 0; i < RoundsAfter && found.Count == 0; i++)
        {
            if (chance.OneIn(8)) Act();
            Rounds(1);
        }

        Converge();
        if (found.Count == 0) Judge();
    }

    private void Begin()
    {
        Start();
        line.Market.Connect();
        Arrival[] opened = [.. line.Inbox];
        line.Inbox.Clear();
        Ask(InputKind.DefineVenue, new DefineVenue(
            CutLine.VenueName,
            ReadOnly: false,
            SimulatedVenue.AllCapabilities,
            RequestTimeout: 2 * UtcNanos.PerSecond,
            ComparesOnStart: true,
            CompareEvery: 20 * UtcNanos.PerSecond), InputSource.Cli);
        Ask(InputKind.DefineInstrument, new DefineInstrument(
            Symbol, Quantity.Price(1), Quantity.Price(0.01m), Quantity.Of(1), Currency.Usd), InputSource.Cli);
        Ask(InputKind.DefineAccount, new DefineAccount(Account, Currency.Usd, LotMethod.Fifo), InputSource.Cli);
        Serve();
        if (Books.Names.Venues.TryGet(CutLine.VenueName, out int handle)) line.Venue = new VenueId(handle);
        foreach (Arrival arrival in opened) line.Inbox.Enqueue(arrival);
        for (int i = 0; i < RoundsToOpen && !Books.Sessions.CanTrade(line.Venue); i++) Rounds(1);
        Invariant.Holds(Books.Sessions.CanTrade(line.Venue), "trading opens before anything is cut");
    }

    private void Start()
    {
        Input start = new()
        {
            Kind = InputKind.Start,
            Source = InputSource.Engine,
            ReceivedAt = now,
            Body = new EngineStart(++epoch, "simulated", "none", null),
        };
        Take(in start);
        Commit();
    }

    private void Rounds(int count)
    {
        for (; count > 0 && found.Count == 0; count--)
        {
            Advance((long)(chance.Next() % PauseMost) + 1);
            if (chance.OneIn(2)) Print();
            Serve();
        }
    }

    private void Advance(long nanos)
    {
        now = now.AddNanos(nanos);
        line.AdvanceTo(now);
        AskVenue();
        if (engine.Engine.IsDue(now)) Ask(InputKind.Tick, null, InputSource.Engine);
    }

    private void Print()
    {
        price += 0.01m * chance.Between(-5, 5);
        line.Market.Print(new TradePrint(now, Symbol, Quantity.Price(price), Quantity.Of(chance.Between(1, 60))));
    }

    // Each input is a block of its own: so the point where the process dies is exact.
    private void Serve()
    {
        while (found.Count == 0)
        {
            if (line.Inbox.TryDequeue(out Arrival arrival))
            {
                if (arrival.Crash is { } crash) Die(arrival.Input, crash);
                else One(arrival.Input);
            }
            else if (requests.TryDequeue(out Input request))
            {
                One(request);
            }
            else
            {
                return;
            }
        }
    }

    private void One(Input input)
    {
        tamper?.Invoke(ref input, Books, steps);
        Take(in input);
        Commit();
        JudgeConclusions();
        Release();
    }

    private void Take(in Input input)
    {
        engine.Take(in input, now);
        steps++;
    }

    private void Commit() => engine.Commit();

    private void Release()
    {
        ReleasedCommand[] commands = [.. engine.Effects.Commands];
        ReleasedQuery[] queries = [.. engine.Effects.Queries];
        engine.Effects.Clear();
        int lives = crashes;
        foreach (ReleasedCommand command in commands)
            if (crashes == lives) Send(command.Command);
        if (crashes != lives) return;
        foreach (ReleasedQuery query in queries) waiting.Enqueue(query.Query);
        AskVenue();
    }

    private void Die(Input input, CrashPoint at)
    {
        crashes++;
        string durable = engine.LiveHash();
        Take(in input);
        if (engine.Crash(new CrashPlan(at), durable, chance) is { } other)
            found.Add(new Divergence("recovered state", $"after a crash {at}", durable, other));
        requests.Clear();
        waiting.Clear();
        line.Die();
        Start();
        Release();
    }

    private void Ask(InputKind kind, object? body, string source) =>
        requests.Enqueue(new Input { Kind = kind, Body = body, Source = source, ReceivedAt = now });

    private List<ClOrdId> Resting()
    {
        List<ClOrdId> resting = [];
        foreach (Order order in Books.Orders.Open)
            if (!order.IsHeld) resting.Add(order.WireIdInForce);
        return resting;
    }
}
