using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Driving;

/// <summary>One seed from its first input to the clean stop.</summary>
internal sealed class SimulationRun
{
    private const ulong OwnChance = 0x5EED_0F_C4A5_4E5;
    private const int BlockInputsMax = 8;
    private const int FirstCrashAfter = 100;

    private readonly SimulationOptions options;
    private readonly InputTrace? trace;
    private readonly ulong seed;
    private readonly int steps;
    private readonly Chance chance;
    private readonly InputGenerator generator;
    private readonly NaiveModel model;
    private readonly EngineUnderTest engine;
    private readonly HashSet<ModelOrder> dirtyOrders = [];
    private readonly HashSet<PositionName> dirtyPositions = [];
    private readonly Agreement agreed = new();
    private readonly List<Divergence> found = [];
    private readonly List<Input> batch = [];
    private ObservedBooks books;
    private IObservedState observed;
    private long step;
    private long nextFull;
    private long nextPositions;
    private long epoch = 1;

    public SimulationRun(ulong seed, int steps, SimulationOptions options, InputTrace? trace)
    {
        this.options = options;
        this.trace = trace;
        this.seed = seed;
        this.steps = steps;
        chance = new Chance(seed ^ OwnChance);
        EngineBodies bodies = new();
        engine = new EngineUnderTest { Committed = options.Committed };
        generator = new InputGenerator(seed, new GeneratorOptions { Bodies = bodies, Faults = options.Faults });
        model = new NaiveModel(EngineAssumptions.Settled(), bodies);
        books = new ObservedBooks(engine.Books);
        observed = Observe();
        nextFull = options.EverythingEvery;
    }

    public SimulationVerdict Play()
    {
        EngineFault.Watch(found, PlayAll);

        // What failed is what a reader of the journal wants to see.
        if (options.Committed is not null) EngineFault.Watch(found, engine.Commit);
        SimulationFailure? failure = found.Count == 0
            ? null
            : new SimulationFailure(step - 1, found, trace?.About(found[0].Key) ?? []);
        return new SimulationVerdict(
            seed, step, engine.LiveHash(), engine.Crashes, engine.Checks, engine.BlockCount, failure);
    }

    private void PlayAll()
    {
        Input input = default;
        while (step < steps && found.Count == 0)
        {
            if (!LosesBlock())
            {
                TakeBlock(ref input);
                continue;
            }

            Gather(ref input);
            LoseBlock();
        }

        generator.Drain();
        while (found.Count == 0 && generator.Next(ref input))
        {
            Take(in input);
            engine.Commit();
        }

        if (found.Count == 0) CompareAll(agreement: null);
        if (found.Count == 0 && options.RedecidesOneSeedIn > 0 && chance.OneIn(options.RedecidesOneSeedIn)) Redecide();
    }

    private void Gather(ref Input input)
    {
        batch.Clear();
        int size = chance.Between(1, BlockInputsMax);
        while (batch.Count < size && generator.Next(ref input))
        {
            batch.Add(input);

            // Whether it is refused decides how the story goes on.
            if (input.Kind is InputKind.OrderCancelRequest or InputKind.OrderCancelReplaceRequest) return;
        }
    }

    private bool LosesBlock() =>
        options.LosesOneBlockIn > 0 && step > FirstCrashAfter && chance.OneIn(options.LosesOneBlockIn);

    private void TakeBlock(ref Input input)
    {
        for (int size = chance.Between(1, BlockInputsMax); size > 0 && generator.Next(ref input); size--)
        {
            Take(in input);
            if (found.Count > 0) return;
        }

        engine.Commit();
        if (step < nextFull) return;
        nextFull += options.EverythingEvery;
        options.Progress?.Invoke(step);
        CompareAll(agreed);
    }

    // The engine decided them, nothing of it was durable, nobody was told. Whoever sent them sends them again.
    private void LoseBlock()
    {
        CompareDirty();
        engine.NoteDurable();
        foreach (Input input in batch) engine.Take(ForEngine(in input), input.ReceivedAt);
        if (engine.Crash(fromCheckpoint: !chance.OneIn(options.RestartsFromBeginningOneIn)) is { } other)
            found.Add(new Divergence("recovered state", "hash", other.Expected, other.Found));
        books = books.Recovered(engine.Books);
        observed = Observe();
        trace?.Note("crash");
        Restart(batch[^1].ReceivedAt);
        foreach (Input input in batch)
        {
            if (found.Count > 0) return;
            if (MayBeGone(in input) && chance.OneIn(2)) continue;
            Input again = input;
            if (again.Kind == InputKind.ExecutionReport && chance.OneIn(2)) again.Report.PossDup = true;
            again.ReceivedAt = batch[^1].ReceivedAt;
            Take(in again);
        }

        engine.Commit();
    }

    // What nobody would repeat to an engine that was away.
    private static bool MayBeGone(in Input input) =>
        input.Kind is InputKind.SetMark or InputKind.SetFxRate or InputKind.Ignored;

    private void Restart(UtcNanos now)
    {
        epoch++;
        Input start = new()
        {
            Kind = InputKind.Start,
            Source =
                InputSource.Cli,
            ReceivedAt = now,
            Body = new EngineStart(epoch, "simulated", "none", null),
        };
        engine.Take(in start, now);
        foreach (string venue in InputGenerator.Venues)
        {
            Input opened = new()
            {
                Kind = InputKind.SessionOpened,
                Source =
                    InputSource.OfVenue(venue),
                ReceivedAt = now,
                Body = new SessionChange(venue),
            };
            Take(in opened);
        }
    }

    private void Take(in Input input)
    {
        UtcNanos now = input.ReceivedAt;
        Truefill.Engine.Answer answer = engine.Take(ForEngine(in input), now);
        step++;
        if (input.Kind is InputKind.Start or InputKind.Stop) return;
        Prediction prediction = model.Apply(in input, now);
        trace?.Add(in input, step - 1, model, answer.Reason == DenyReason.None ? $"{answer.Outcome}"
            : $"refused {answer.Reason}");
        bool refused = answer.Reason != DenyReason.None;
        if (!model.Settle(in prediction, answer.Outcome, refused))
        {
            string expected = prediction + (prediction.MustRefuse ? ", refused" : prediction.MustAccept
                ? ", not refused" : "");
            found.Add(new Divergence(
                $"input {step - 1} {input.Kind}", "outcome", expected, $"{answer.Outcome} {answer.Reason}"));
        }

        if (refused) TellRefusal(in input);
        dirtyOrders.UnionWith(model.TouchedOrders);
        dirtyPositions.UnionWith(model.TouchedPositions);
        if (input.Kind is InputKind.DefineInstrument or InputKind.DefineAccount) agreed.ForgetPositions();
        if (step % options.CompareEvery == 0) CompareDirty();
    }

    private void TellRefusal(in Input input)
    {
        if (input.Body is OrderCancelRequest cancel) generator.Refused(cancel.ClOrdId);
        if (input.Body is OrderCancelReplaceRequest replace) generator.Refused(replace.ClOrdId);
    }

    private Input ForEngine(in Input input)
    {
        Input wire = WireIdTranslation.Translate(in input, engine.Books);
        options.Tamper?.Invoke(ref wire, engine.Books, step);
        return wire;
    }

    private IObservedState Observe() => options.Lie is null ? books : options.Lie(books);

    private void CompareDirty()
    {
        bool withPositions = step >= nextPositions;
        if (withPositions) nextPositions = step + options.PositionsEvery;
        agreed.Forget(dirtyOrders, dirtyPositions);
        found.AddRange(StateComparison.CompareKeys(
            model, observed, dirtyOrders, withPositions ? dirtyPositions : Enumerable.Empty<PositionName>(), agreed));
        dirtyOrders.Clear();
        if (withPositions) dirtyPositions.Clear();
    }

    // What the model works out is of what was said alone, so what nothing was said about since is as it was.
    private void CompareAll(Agreement? agreement)
    {
        agreed.Forget(dirtyOrders, dirtyPositions);
        dirtyOrders.Clear();
        dirtyPositions.Clear();
        found.AddRange(StateComparison.Compare(model, observed, agreement));
        if (engine.CheckFollower() is { } other)
            found.Add(new Divergence("replayed state", "hash", other.Expected, other.Found));
        else
            engine.Save(follows: chance.OneIn(2));
    }

    private void Redecide()
    {
        if (engine.Redecide() is { } seq)
            found.Add(new Divergence("journal", "redecided", "the same records", $"another record at sequence {seq}"));
    }
}
