using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Recovery;
using Truefill.Engine.State;
using Truefill.Journal;

namespace Truefill.Simulation.Driving;

/// <summary>
/// The real engine over a journal in memory. A block is durable once it was committed; the one before that is what a
/// crash loses. After a crash there are other books and another engine, built from checkpoint and blocks as a restart
/// does it.
/// </summary>
public sealed class EngineUnderTest
{
    private readonly List<Block> blocks = [];
    private readonly BlockBuilder block = new(1 << 13, 1 << 12);
    private readonly Effects effects = new();
    private readonly MemoryStorage checkpoints = new();
    private readonly StateImage live = new();
    private ExecutionEngine engine;
    private Replica follower = new();
    private Checkpoint? newest;
    private string? liveHash;
    private int followed;
    private ulong nextSeq = 1;
    private bool isOpen;

    public EngineUnderTest() => engine = new ExecutionEngine(new Books(), default);

    /// <summary>The live ones. Others after each crash.</summary>
    public Books Books => engine.Books;

    public int BlockCount => blocks.Count;

    /// <summary>Told each block as it becomes durable; null: nobody is.</summary>
    public Action<BlockBuilder>? Committed { get; init; }

    public int Crashes { get; private set; }

    /// <summary>How often live and replayed state were compared.</summary>
    public int Checks { get; private set; }

    /// <summary>Of the state as it is; taken once for each state.</summary>
    public string LiveHash() => liveHash ??= StateHash.Text(StateHash.Of(Books));

    /// <summary>Decides one input into the open block.</summary>
    public Answer Take(in Input input, UtcNanos now)
    {
        if (!isOpen)
        {
            block.Reset(nextSeq);
            engine.Open(block);
            isOpen = true;
        }

        effects.Clear();
        liveHash = null;
        Input asked = input;
        asked.RequestId = 1;
        engine.Step(new ReadOnlySpan<Input>(in asked), now, effects);
        return effects.Answers[0];
    }

    /// <summary>The open block is durable from now on.</summary>
    public void Commit()
    {
        if (!isOpen) return;
        isOpen = false;
        Committed?.Invoke(block);
        nextSeq = block.NextSeq;
        blocks.Add(new Block(block.Records.ToArray(), block.Raw.ToArray(), block.FirstSeq, block.Count));
    }

    /// <summary>
    /// Notes the state as it is now, to be called with no block open: what a crash after this has to bring back.
    /// </summary>
    public void NoteDurable() => live.Keep(Books);

    /// <summary>
    /// The process dies; what was not committed is gone. Null: what came back is what had been durable.
    /// </summary>
    /// <param name="fromCheckpoint">Restart from the newest checkpoint instead of the journal's beginning.</param>
    public DifferentState? Crash(bool fromCheckpoint)
    {
        Crashes++;
        isOpen = false;
        liveHash = null;
        Books recovered = new();
        BlockPlayer player = new(recovered, prefetch: recovered);
        int from = 0;
        if (fromCheckpoint && newest is not null)
        {
            CheckpointStore.Load(newest, recovered);
            player.Resume(newest.Position.NextSeq - 1, newest.At);
            from = (int)newest.Position.Offset;
        }

        for (int i = from; i < blocks.Count; i++)
            player.Play(blocks[i].Records, blocks[i].FirstSeq, blocks[i].Count);
        engine = new ExecutionEngine(recovered, player.At);
        Checks++;
        return Compare(recovered);
    }

    /// <summary>Plays what has become durable into the follower. Null: its state is the live one.</summary>
    public DifferentState? CheckFollower()
    {
        for (; followed < blocks.Count; followed++)
        {
            Block next = blocks[followed];
            follower.Play(next.Records, next.FirstSeq, next.Count, next.Raw);
        }

        Checks++;
        live.Keep(Books);
        return Compare(follower.Books);
    }

    /// <summary>
    /// Writes the follower to a checkpoint and reads that back. The file goes: kept in memory, they grow with the
    /// square of the steps.
    /// </summary>
    /// <param name="follows">What was read back takes the follower's place.</param>
    public void Save(bool follows)
    {
        // The offset is the number of the block that comes next.
        JournalPosition position = new(1, followed, followed == 0 ? 1 : blocks[followed - 1].NextSeq, default);
        string name = CheckpointStore.Save(checkpoints, follower, position);
        newest = CheckpointStore.Newest(checkpoints);
        Invariant.Holds(newest is not null
            && newest.Position.NextSeq == position.NextSeq, "a checkpoint can be read back");
        checkpoints.Delete(name);
        if (!follows) return;
        Replica loaded = new();
        loaded.Load(newest);
        follower = loaded;
    }

    /// <summary>
    /// Decides the whole journal again. Null: byte by byte the same; else the first sequence that is not.
    /// </summary>
    public ulong? Redecide()
    {
        Redecider redecider = new();
        foreach (Block each in blocks)
            if (redecider.Check(each.Records, each.FirstSeq, each.Count, each.Raw) is { } seq) return seq;
        return null;
    }

    private DifferentState? Compare(Books other) =>
        live.Matches(other) ? null : new(live.HashText(), StateHash.Text(StateHash.Of(other)));

    /// <summary>Hashes of two states that should have been one.</summary>
    public sealed record DifferentState(string Expected, string Found);

    private sealed record Block(byte[] Records, byte[] Raw, ulong FirstSeq, int Count)
    {
        public ulong NextSeq => FirstSeq + (ulong)Count;
    }
}
