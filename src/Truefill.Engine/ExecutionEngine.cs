using System;
using Truefill.Domain;
using Truefill.Domain.Advisories;
using Truefill.Domain.Clients;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Protection;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Applied;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Journal;

namespace Truefill.Engine;

/// <summary>
/// The only writer of state. Passive: it owns no thread, no clock and no file. <see cref="Step"/> takes inputs, decides
/// each against the books, applies and encodes the facts; its host makes the block durable and then releases the
/// effects.
/// </summary>
public sealed partial class ExecutionEngine
{
    private readonly FieldWriter fields = new();
    private readonly Deciding deciding;
    private readonly OrderDesk orders;
    private readonly ExecutionDesk executions;
    private readonly PositionDesk entries;
    private readonly Reconciler reconciler;
    private readonly VenueDesk venues;
    private readonly KillDesk kills;
    private readonly LimitDesk limits;
    private readonly RiskDesk risk;
    private readonly ProtectionDesk protections;
    private readonly AdvisoryDesk advisories;
    private readonly ClientDesk clients;
    private readonly Outbox outbox;
    private readonly Prefetcher prefetcher;
    private string lastSourceName = "";
    private SourceId lastSource;

    /// <param name="books">Recovered or empty; from here on written by this engine only.</param>
    /// <param name="lastAt">Engine time of the last journaled input: time goes on from there.</param>
    /// <param name="policy">Null: as every service has it.</param>
    public ExecutionEngine(Books books, UtcNanos lastAt, DecidingPolicy? policy = null)
    {
        Books = books;
        Now = lastAt;
        Applied = new PositionBoard(books);
        outbox = new Outbox(books);
        prefetcher = new Prefetcher(books, Applied);
        deciding = new Deciding(
            books, new FactRecorder(new FactEncoder(fields), books, Applied, outbox), policy)
        { Epoch = books.Engine.Epoch };
        executions = new ExecutionDesk(deciding);
        kills = new KillDesk(deciding);
        risk = new RiskDesk(deciding, kills);
        orders = new OrderDesk(deciding, executions, risk);
        entries = new PositionDesk(deciding);
        reconciler = new Reconciler(deciding);
        venues = new VenueDesk(deciding, orders, reconciler);
        limits = new LimitDesk(deciding);
        protections = new ProtectionDesk(deciding);
        advisories = new AdvisoryDesk(deciding, orders);
        clients = new ClientDesk(deciding, orders);
    }

    public Books Books { get; }

    /// <summary>Positions as applied, for readers inside the process on any thread.</summary>
    public PositionBoard Applied { get; }

    /// <summary>Engine time: never decreases, never below what is journaled.</summary>
    public UtcNanos Now { get; private set; }

    /// <summary>
    /// Which one of the batch is decided: after an exception from <see cref="Step"/> the one that caused it.
    /// </summary>
    public int Index { get; private set; }

    /// <summary>
    /// Where the next facts go. The host opens a fresh block after handing the last one to the journal.
    /// </summary>
    public void Open(BlockBuilder block) => fields.Open(block);

    /// <summary>
    /// Has something come due that only a <see cref="InputKind.Tick"/> decides? Its answer steers when the host puts
    /// one in, never what is decided.
    /// </summary>
    public bool IsDue(UtcNanos now) => venues.IsDue(now) || kills.IsDue(now) || risk.IsDue(now) || orders.IsDue(now)
        || advisories.IsDue(now) || protections.IsDue(now);

    /// <summary>Could <see cref="IsDue"/> become true without another input?</summary>
    public bool Waits => Books.Orders.InFlightCount > 0 || Books.Queries.PendingCount > 0
        || Books.KillSwitch.IsAnyEngaged || Books.Reconciliation.HasOverfills
        || Books.Risk.Limits.IsUsed(LimitKind.MaxDailyLoss)
        || Books.Sessions.IsAnyWatched || Books.Reconciliation.IsSecondLookDue || advisories.Waits
        || Books.Protections.IsAnyOpen;

    /// <summary>Decides the inputs in order. One clock reading serves the batch.</summary>
    public void Step(ReadOnlySpan<Input> inputs, UtcNanos now, Effects effects)
    {
        Now = UtcNanos.Max(Now, now);
        outbox.Effects = effects;
        prefetcher.Begin(inputs);
        for (int i = 0; i < inputs.Length; i++)
        {
            Index = i;
            prefetcher.From(inputs, i);
            Decide(in inputs[i], prefetcher.WireIdOf(i), effects);
        }
    }

    private void Decide(in Input input, WireId wireId, Effects effects)
    {
        if (input.Audit is { } audit && !Admits(audit, in input, effects)) return;
        SourceId source = Source(input.Source);
        OrderLookup found =
            input.Kind == InputKind.ExecutionReport ? orders.Find(in input.Report, wireId) : default;
        Order? about = found.IsFound ? Books.Orders[found.Order] : null;
        InputCodec.Write(fields, in input, Now, source, about, wireId, Books.Names);
        deciding.Begin(source, Now);
        if (source.Value == 0) source = Register(input.Source);
        advisories.BeginInput();

        DenyReason reason = DenyReason.None;
        OrderHandle order = default;
        string? before = audited is null ? null : Brief(input.Body);
        InputOutcome outcome = input.Kind == InputKind.ExecutionReport
            ? orders.Report(in input.Report, found)
            : Decide(input.Kind, input.Body, out reason, out order);
        Follow();
        if (audited is not null && input.Kind != InputKind.Audit) Audited(outcome, reason, order, before);
        if (input.Kind is not (InputKind.Start or InputKind.Stop or InputKind.Audit))
            deciding.Emit.Apply(new InputSettled(outcome));
        if (input.RequestId == 0) return;
        int deadLetter = outcome == InputOutcome.DeadLettered ? Books.DeadLetters.LastId : 0;
        effects.Add(new Answer(input.RequestId, fields.Block.NextSeq - 1, outcome, reason, order, deadLetter));
    }

    // What the facts of this input mean for protection and for the executions under way.
    private void Follow()
    {
        protections.Settle();
        advisories.EndInput();
        protections.Settle();
    }

    // Sources are few and come in runs: the last one is remembered by reference.
    private SourceId Source(string name)
    {
        if (ReferenceEquals(name, lastSourceName)) return lastSource;
        if (!Books.Names.Sources.TryGet(name, out int handle)) return default;
        lastSourceName = name;
        lastSource = new SourceId(handle);
        return lastSource;
    }

    private SourceId Register(string name)
    {
        SourceId source = new(deciding.Intern(NameKind.Source, name));
        deciding.Begin(source, Now);
        return source;
    }
}
