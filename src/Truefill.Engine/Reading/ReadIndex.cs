using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.State;
using Truefill.Domain.Time;
using Truefill.Engine.Recovery;

namespace Truefill.Engine.Reading;

/// <summary>
/// What readers ask beyond the state itself: at which sequences an order or execution was touched, when a fill entered
/// the journal, and the dead letters with their bytes. Built by the same replay as the books beside it.
/// </summary>
public sealed partial class ReadIndex(Books books) : SelectiveFacts, IInputListener
{
    /// <summary>Bytes of a dead letter that are kept in memory; the journal has all of them.</summary>
    public const int RawKept = 4096;

    /// <summary>Bytes that are kept of all open dead letters together: a flood of them is to take no more.</summary>
    public const int RawKeptInAll = 64 << 20;

    private readonly SeqChains orders = new();
    private readonly SeqChains amendments = new();
    private readonly SeqChains positions = new();
    private readonly SeqChains breaks = new();
    private readonly PagedList<ExecutionStamp> stamps = new();
    private readonly DeadLetterList deadLetters = new();
    private BlockPlayer? player;
    private ulong inputSeq;
    private UtcNanos receivedAt;
    private byte[] rawKept = [];
    private int rawLength;

    public IReadOnlyList<DeadLetterEntry> DeadLetters => deadLetters.All;

    /// <summary>Sequences of the facts about an order, oldest first.</summary>
    public IReadOnlyList<ulong> Of(OrderHandle order) => orders.Of(order.Value);

    /// <summary>Sequences of the facts about an execution, oldest first.</summary>
    public IReadOnlyList<ulong> Of(ExecHandle execution) =>
        [stamps[execution.Value].Seq, .. amendments.Of(execution.Value)];

    /// <summary>Sequences of the facts about a position, oldest first, but for trades that moved here.</summary>
    public IReadOnlyList<ulong> Of(PositionHandle position) => positions.Of(position.Value);

    /// <summary>Sequences of the facts about a break, oldest first.</summary>
    public IReadOnlyList<ulong> OfBreak(int id) => breaks.Of(id);

    /// <summary>The newest sequence that touched an order.</summary>
    public ulong Last(OrderHandle order) => orders.Last(order.Value);

    /// <summary>The newest sequence that touched a position; 0: none has.</summary>
    public ulong Last(PositionHandle position) => positions.Last(position.Value);

    public ExecutionStamp StampOf(ExecHandle execution) => stamps[execution.Value];

    public void OnInput(in JournaledInput input)
    {
        inputSeq = input.Seq;
        receivedAt = input.Header.ReceivedAt;
        rawLength = input.Header.RawLength;
    }

    public void OnDeadLetter(ReadOnlySpan<byte> raw) => rawKept = raw[..Math.Min(RawKept, raw.Length)].ToArray();

    public void Save(IStateWriter writer)
    {
        orders.Save(writer);
        amendments.Save(writer);
        positions.Save(writer);
        breaks.Save(writer);
        writer.Unsigned((ulong)stamps.Count);
        for (int execution = 0; execution < stamps.Count; execution++)
        {
            writer.Unsigned(stamps[execution].Seq);
            writer.Write(stamps[execution].At);
        }

        deadLetters.Save(writer);
    }

    public void Load(IStateReader reader)
    {
        orders.Load(reader);
        amendments.Load(reader);
        positions.Load(reader);
        breaks.Load(reader);
        stamps.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
            stamps.Add() = new ExecutionStamp(reader.Unsigned(), reader.ReadTime());
        deadLetters.Load(reader);
    }

    /// <summary>Makes room for so many more executions.</summary>
    internal void Reserve(int more)
    {
        stamps.Reserve(more);
        orders.Reserve(more, more);
        positions.Reserve(more, more);

        // Few executions are touched again, but any of them may be.
        amendments.Reserve(more, more / 64);
    }

    /// <summary>The sequences of each order, for hints.</summary>
    internal SeqChains OfOrders => orders;

    internal void Follow(BlockPlayer blocks) => player = blocks;

    private void TouchBreak(int id) => breaks.Add(id, player!.Seq);

    private void Touch(OrderHandle order) => orders.Add(order.Value, player!.Seq);

    private void Stamp(ExecHandle execution)
    {
        while (stamps.Count <= execution.Value) stamps.Add();
        stamps[execution.Value] = new ExecutionStamp(player!.Seq, player.At);
        TouchPositions(execution);
    }

    private void Amend(ExecHandle execution)
    {
        // A bust or correction whose trade has not come yet has no execution to touch.
        if (execution.IsNone) return;
        amendments.Add(execution.Value, player!.Seq);
        TouchPositions(execution);
        OrderHandle order = books.Executions[execution].Order;
        if (!order.IsNone) Touch(order);
    }

    // A correction may have moved it to another account; both books show why they are as they are.
    private void TouchPositions(ExecHandle execution)
    {
        Execution now = books.Executions[execution];
        positions.Add(now.Position.Value, player!.Seq);
        if (now.OriginalPosition != now.Position) positions.Add(now.OriginalPosition.Value, player.Seq);
    }

    private void Touch(AccountId account, StrategyId strategy, SymbolId symbol)
    {
        if (books.Positions.TryGet(new PositionKey(account, strategy, symbol), out Position position))
            positions.Add(position.Handle.Value, player!.Seq);
    }
}
