using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Whole;
using Truefill.Venues;
using Truefill.Venues.Simulated;

namespace Truefill.Simulation.Ordeal;

/// <summary>One seed of comparisons with a venue that answers badly while trading goes on.</summary>
internal sealed partial class ComparisonRun
{
    private const string Symbol = "AAA";
    private const string Account = "ACC";
    private const long PauseMost = 4 * UtcNanos.PerSecond;
    private const int OpenOrdersMost = 12;
    private const int QuietRounds = 240;

    private static readonly OrphanPolicy[] Policies = Enum.GetValues<OrphanPolicy>();

    private readonly ulong seed;
    private readonly int rounds;
    private readonly ComparisonMode mode;
    private readonly InputTampering? tamper;
    private readonly OrphanPolicy orphans;
    private readonly Chance chance;
    private readonly JournaledEngine engine = new(reorders: false, diskLies: false);
    private readonly LaggingLine line;
    private readonly Queue<Input> requests = new();
    private readonly List<Divergence> found = [];
    private UtcNanos now = new(1_767_600_000L * UtcNanos.PerSecond);
    private decimal price = 100;
    private long steps;
    private int serial;

    public ComparisonRun(ulong seed, int rounds, ComparisonMode mode, InputTampering? tamper)
    {
        this.seed = seed;
        this.rounds = rounds;
        this.mode = mode;
        this.tamper = tamper;
        orphans = mode == ComparisonMode.LooksOn ? Policies[(int)(seed % (ulong)Policies.Length)] : OrphanPolicy.Adopt;
        chance = new Chance(unchecked((seed * 0x9E3779B97F4A7C15) + (ulong)mode));
        line = new LaggingLine(mode, chance, now);
    }

    private Books Books => engine.Engine.Books;

    public ComparisonVerdict Play()
    {
        EngineFault.Watch(found, PlayAll);
        SimulationFailure? failure = found.Count == 0 ? null : new SimulationFailure(steps, found, []);
        return new ComparisonVerdict(
            new SimulationVerdict(seed, steps, engine.LiveHash(), 0, compared, engine.Blocks, failure),
            compared, conclusive, planted, corrected, phantoms, missed, orphaned, untold);
    }

    private void PlayAll()
    {
        Begin();
        while (compared < rounds && found.Count == 0) Round();
        if (found.Count == 0) Settle();
    }

    private void Begin()
    {
        One(new Input
        {
            Kind = InputKind.Start,
            Source = InputSource.Engine,
            ReceivedAt = now,
            Body = new EngineStart(1, "simulated", "none", null),
        });
        One(Of(InputKind.DefineVenue, new DefineVenue(
            LaggingLine.VenueName,
            ReadOnly: mode == ComparisonMode.LooksOn,
            SimulatedVenue.AllCapabilities,
            RequestTimeout: 5 * UtcNanos.PerSecond,
            CompareEvery: 10 * UtcNanos.PerSecond,
            CorrectsPositions: mode == ComparisonMode.Corrects,
            Orphans: orphans)));
        One(Of(InputKind.DefineInstrument, new DefineInstrument(
            Symbol, Quantity.Price(1), Quantity.Price(0.01m), Quantity.Of(1), Currency.Usd)));
        One(Of(InputKind.DefineAccount, new DefineAccount(Account, Currency.Usd, LotMethod.Fifo)));
        if (Books.Names.Venues.TryGet(LaggingLine.VenueName, out int handle)) line.Venue = new VenueId(handle);
        line.Market.Connect();
        line.Remember();
        Serve();
    }

    private void Round()
    {
        Advance((long)(chance.Next() % PauseMost) + 1);
        if (!chance.OneIn(3)) Print();
        line.Remember();
        if (chance.OneIn(2)) Enter();
        if (mode == ComparisonMode.Trades && chance.OneIn(12)) Plant();
        if (mode == ComparisonMode.Trades) PlantOrder();
        if (mode == ComparisonMode.Trades) LoseOrder();
        if (mode == ComparisonMode.LooksOn && seed % 2 == 0 && chance.OneIn(40)) Kill();
        Serve();
    }

    // Whoever engages it means our own orders, and there is nothing that could be sent.
    private void Kill() => requests.Enqueue(Of(InputKind.SetKillSwitch, new SetKillSwitch(
        KillScope.Global, "", null, chance.OneIn(2) ? KillSwitchState.Active : KillSwitchState.Off, "drill", "ann")));

    private void Advance(long nanos)
    {
        now = now.AddNanos(nanos);
        line.AdvanceTo(now);
        if (engine.Engine.IsDue(now)) requests.Enqueue(Of(InputKind.Tick, null, InputSource.Engine));
    }

    private void Print()
    {
        price += 0.01m * chance.Between(-5, 5);
        line.Market.Print(new TradePrint(now, Symbol, Quantity.Price(price), Quantity.Of(chance.Between(1, 60))));
    }

    private void Enter()
    {
        OrderTerms terms = new(
            chance.OneIn(2) ? Side.Buy : Side.Sell,
            OrdType.Limit,
            chance.OneIn(2) ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancel,
            Quantity.Of(chance.Between(5, 80)),
            Quantity.Price(decimal.Round(price + (0.01m * chance.Between(-4, 4)), 2)));
        ClOrdId id = ClOrdId.FromTrusted($"c{++serial}");
        if (mode == ComparisonMode.LooksOn)
        {
            if (line.Market.OpenOrderCount >= OpenOrdersMost) return;
            line.Market.Send(
                new VenueCommand(
                    VenueCommandKind.New, default, id, default, default, Account, Symbol, terms, Qty.Zero),
                now);
        }
        else if (Books.Orders.OpenCount < OpenOrdersMost)
        {
            requests.Enqueue(Of(InputKind.NewOrderSingle, new NewOrderSingle
            {
                ClOrdId = id,
                Symbol = Symbol,
                Account = Account,
                Venue = LaggingLine.VenueName,
                Terms = terms,
            }));
        }
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
        foreach (ReleasedCommand command in engine.Effects.Commands) Send(command.Command);
        foreach (ReleasedQuery query in engine.Effects.Queries) line.Market.Ask(query.Query, now);
        engine.Effects.Clear();
        LookAtOrders();
        Look();
    }

    private void Send(VenueCommand command)
    {
        if (mode == ComparisonMode.LooksOn)
            found.Add(new Divergence(command.WireId.ToString(), "sent", "nothing, the venue is read-only", "this"));
        else
            line.Market.Send(in command, now);
    }

    private Input Of(InputKind kind, object? body, string source = InputSource.Cli) =>
        new() { Kind = kind, Body = body, Source = source, ReceivedAt = now };
}
