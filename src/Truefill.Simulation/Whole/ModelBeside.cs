using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Recovery;
using Truefill.Journal;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Model;
using Truefill.Simulation.Reproduction;

namespace Truefill.Simulation.Whole;

/// <summary>
/// The independent model beside the whole engine. It is fed with what has become durable and with nothing else, so a
/// crash needs no way back: what was lost it never knew. Inputs it gets in the words of clients and venues; of the
/// facts only what the engine did of its own accord.
/// </summary>
internal sealed class ModelBeside : IInputListener
{
    private const int CompareEvery = 64;
    private const int PositionsEvery = 512;

    private readonly List<Divergence> found;
    private readonly InputTrace? trace;
    private readonly Func<IObservedState, IObservedState>? lie;
    private readonly NaiveModel model = new(EngineAssumptions.Settled(), new EngineBodies(), gates: true);
    private readonly List<Decided> open = [];
    private readonly HashSet<ModelOrder> orders = [];
    private readonly HashSet<PositionName> positions = [];
    private readonly OwnActs acts;
    private IObservedState observed;
    private Books books;
    private Prediction prediction;
    private int at = -1;
    private long steps;
    private long nextOrders = CompareEvery;
    private long nextPositions = PositionsEvery;

    /// <param name="trace">
    /// Keeps what happened, for which all that was touched is compared after each block; null: a fast run.
    /// </param>
    /// <param name="lie">What is seen instead of the books; null: the books.</param>
    public ModelBeside(
        Books books, List<Divergence> found, InputTrace? trace, Func<IObservedState, IObservedState>? lie)
    {
        this.found = found;
        this.trace = trace;
        this.books = books;
        this.lie = lie;
        observed = Observe();
        acts = new OwnActs(() => this.books.Names, Tell);
    }

    /// <summary>An input in the words of clients, as long as the books are those before it.</summary>
    public Input Said(in Input input) => ClientWords.Of(in input, books);

    /// <summary>The engine has decided it. Whether it ever happened, the disk says.</summary>
    public void Decide(in Input said, UtcNanos now, in Truefill.Engine.Answer answer) =>
        open.Add(new Decided(said, now, answer));

    /// <summary>What was decided is durable.</summary>
    public void Durable(BlockBuilder block)
    {
        at = -1;
        new BlockPlayer(acts, this).Play(block.Records, block.FirstSeq, block.Count);
        Settle();
        open.Clear();
    }

    /// <summary>The process died; what it had decided and not made durable never was.</summary>
    public void Restart(Books recovered)
    {
        open.Clear();
        books = recovered;
        observed = Observe();
        CompareDirty(withPositions: true);
    }

    /// <summary>Compares what was touched, as long as the books are at what is durable.</summary>
    public void CompareDue()
    {
        if (steps < nextOrders && trace is null) return;
        nextOrders = steps + CompareEvery;
        bool withPositions = steps >= nextPositions || trace is not null;
        if (withPositions) nextPositions = steps + PositionsEvery;
        CompareDirty(withPositions);
    }

    public void CompareAll() => found.AddRange(StateComparison.Compare(model, observed));

    public void OnInput(in JournaledInput input)
    {
        Settle();
        if (found.Count > 0) return;
        at++;
        Decided decided = open[at];
        acts.Input = decided.Input;
        if (decided.Input.Kind == InputKind.Start) model.Restart();
        if (!IsCounted) return;
        steps++;
        prediction = model.Apply(in decided.Input, decided.At);
    }

    private IObservedState Observe()
    {
        ObservedBooks seen = new(books);
        return lie is null ? seen : lie(seen);
    }

    private bool IsCounted => open[at].Input.Kind is not (InputKind.Start or InputKind.Stop);

    private void Settle()
    {
        if (at < 0 || !IsCounted || found.Count > 0) return;
        Decided decided = open[at];
        DenyReason reason = decided.Answer.Reason;
        trace?.Add(in decided.Input, steps, model, $"{decided.Answer.Outcome} {reason}");
        string? objection = reason == DenyReason.None ? null : prediction.Objects?.Invoke(reason);
        if (!model.Settle(in prediction, decided.Answer.Outcome, reason != DenyReason.None))
            objection ??= "";
        if (objection is not null)
            found.Add(new Divergence(
                trace is null ? $"input {steps} {decided.Input.Kind}" : InputTrace.Describe(in decided.Input),
                "outcome",
                prediction + (prediction.MustRefuse ? ", refused" : prediction.MustAccept ? ", not refused" : ""),
                $"{decided.Answer.Outcome} {reason} {objection}"));
        orders.UnionWith(model.TouchedOrders);
        positions.UnionWith(model.TouchedPositions);
    }

    private void Tell(Told told)
    {
        if (found.Count > 0) return;
        trace?.Note($"    the engine: {told}", told.Order);
        if (model.Tell(told) is { } objection)
            found.Add(new Divergence($"{told}", "done by the engine", "not", objection));
    }

    private void CompareDirty(bool withPositions)
    {
        found.AddRange(StateComparison.CompareKeys(
            model, observed, orders, withPositions ? positions : Enumerable.Empty<PositionName>()));
        orders.Clear();
        if (withPositions) positions.Clear();
    }

    private sealed record Decided(Input Input, UtcNanos At, Truefill.Engine.Answer Answer)
    {
        // A field, so that it can be handed on by reference.
        public readonly Input Input = Input;
    }
}
