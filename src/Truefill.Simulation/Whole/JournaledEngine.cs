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
using Truefill.Simulation.Driving;
using Truefill.Simulation.Generation;

namespace Truefill.Simulation.Whole;

/// <summary>How far a block had come when the process ended.</summary>
internal enum CrashPoint
{
    /// <summary>Decided only.</summary>
    BeforeAppend,

    /// <summary>Written, not synced: it may survive whole, torn or not at all.</summary>
    BeforeSync,

    /// <summary>Durable, and nothing of it had left.</summary>
    BeforeRelease,
}

/// <summary>How a process ends, and what happens until the next one runs.</summary>
/// <param name="AmidCheckpoint">A checkpoint was being written, too.</param>
/// <param name="Rots">A bit of the last block that was durable before has changed when the process starts.</param>
/// <param name="DiskRefuses">
/// The disk refused a call on the way: the process ended for that, and with it perhaps not the machine.
/// </param>
/// <param name="BrokenStarts">So many starts end at a call that the disk refuses, or for want of power.</param>
internal readonly record struct CrashPlan(
    CrashPoint At, bool AmidCheckpoint = false, bool Rots = false, bool DiskRefuses = false, int BrokenStarts = 0);

/// <summary>
/// The engine with its journal on a disk that crashes, as the service hosts it: decide, append, sync, play into the
/// replica, release. Checkpoints of the replica lie on a disk that crashes with it.
/// </summary>
internal sealed class JournaledEngine
{
    private const int CheckpointsKept = 2;

    // Of the directory and its files, while one is written: any of them may be the last.
    private const int CheckpointChanges = 8;

    // Of the journal, while a block is written or one is cut off at a start.
    private const int BlockChanges = 3;
    private const int StartChanges = 12;

    private readonly CrashingDisk disk;
    private readonly CrashingDisk checkpoints;
    private readonly JournalOptions options;
    private readonly BlockBuilder block = new(1 << 13, 1 << 12);
    private SegmentedJournal journal;
    private Replica replica;
    private (JournalPosition From, JournalPosition To)? last;
    private ulong checkpointedTo;
    private bool isOpen;

    public JournaledEngine(bool reorders, bool diskLies)
    {
        disk = new CrashingDisk(diskLies, reorders);
        checkpoints = new CrashingDisk(lies: false, reorders);
        options = new JournalOptions
        {
            SegmentBytes = 1 << 19,
            TailPolicy = reorders ? TailPolicy.ZeroSector : TailPolicy.ZeroSuffix,
        };
        SegmentedJournal.Initialize(disk);
        (Engine, replica, journal) = Recover();
    }

    public ExecutionEngine Engine { get; private set; }

    public Effects Effects { get; } = new();

    /// <summary>Told each block that the disk holds, in order, whether the process lived on or came back.</summary>
    public Action<BlockBuilder>? Durable { get; set; }

    public int Blocks { get; private set; }

    /// <summary>How often a start went on from a checkpoint.</summary>
    public int Resumed { get; private set; }

    /// <summary>How often a start was refused because the journal had changed on the disk.</summary>
    public int Refused { get; private set; }

    /// <summary>How often a process ended at a call that the disk refused.</summary>
    public int DiskFailures { get; private set; }

    /// <summary>How often a start ended before it was done.</summary>
    public int BrokenStarts { get; private set; }

    public string LiveHash() => StateHash.Text(StateHash.Of(Engine.Books));

    /// <summary>Decides one input into the open block.</summary>
    public void Take(in Input input, UtcNanos now)
    {
        if (!isOpen)
        {
            Effects.Clear();
            block.Reset(journal.NextSeq);
            Engine.Open(block);
            isOpen = true;
        }

        Engine.Step(new ReadOnlySpan<Input>(in input), now, Effects);
    }

    /// <summary>The open block becomes durable; only then may its effects leave.</summary>
    public void Commit()
    {
        if (!isOpen) return;
        isOpen = false;
        JournalPosition from = journal.Position;
        journal.Append(block);
        journal.Sync();
        last = (from, journal.Position);
        Durable?.Invoke(block);
        Play(replica);
        Blocks++;
    }

    /// <summary>What is durable is written to a checkpoint; all but the newest ones go.</summary>
    public void TakeCheckpoint()
    {
        checkpointedTo = journal.Position.NextSeq;
        CheckpointStore.Save(checkpoints, replica, journal.Position);
        IReadOnlyList<string> names = CheckpointStore.Names(checkpoints);
        for (int i = CheckpointsKept; i < names.Count; i++) checkpoints.Delete(names[i]);
    }

    /// <summary>Hash of what readers see; the live one as soon as no block is open.</summary>
    public string ReplicaHash() => StateHash.Text(StateHash.Of(replica.Books));

    /// <summary>
    /// The process ends while the open block is on its way. Null: what came back is exactly what the disk had to keep.
    /// </summary>
    /// <param name="durable">Hash of the state before the open block.</param>
    public string? Crash(in CrashPlan plan, string durable, Chance chance)
    {
        string all = LiveHash();
        ulong before = journal.NextSeq;
        ulong after = block.NextSeq;
        bool isOut = plan.AmidCheckpoint && BreaksOffCheckpoint(chance);
        bool isRefused = !Write(in plan, chance);
        bool isDurable = plan.At == CrashPoint.BeforeRelease && !isRefused;
        isOpen = false;
        Effects.Clear();
        if (!isRefused || isOut || chance.OneIn(2)) LosePower(chance);
        if (plan.Rots && TakesRotten(chance)) return "a block of which a bit had changed was taken";
        last = null;
        Replica lived = replica;
        for (int i = 0; i < plan.BrokenStarts; i++) BreakStart(chance);
        (Engine, replica, journal) = Recover();
        bool isWhole = journal.NextSeq == after && plan.At != CrashPoint.BeforeAppend;
        if (!isWhole && (journal.NextSeq != before || isDurable))
            return $"the journal goes on at {journal.NextSeq}, between {before} and {after}";
        if (isWhole && after != before)
        {
            Durable?.Invoke(block);
            Play(lived);
        }

        if (LiveHash() is var found && found != (isWhole ? all : durable)) return found;
        return Saved(lived).SequenceEqual(Saved(replica)) ? null : "a replica that differs from the one that went on";
    }

    // As far as the plan says. False: the disk refused.
    private bool Write(in CrashPlan plan, Chance chance)
    {
        if (!isOpen || plan.At == CrashPoint.BeforeAppend) return true;
        if (plan.DiskRefuses) disk.FailAfter(chance.Below(BlockChanges), DiskFault.Refused, chance);
        try
        {
            journal.Append(block);
            if (plan.At == CrashPoint.BeforeRelease) journal.Sync();
            disk.Mend();
            return true;
        }
        catch (JournalWriteException)
        {
            DiskFailures++;
            return false;
        }
    }

    private void BreakStart(Chance chance)
    {
        disk.FailAfter(chance.Below(StartChanges), chance.OneIn(2) ? DiskFault.PowerOff : DiskFault.Refused, chance);
        try
        {
            Recover();
            disk.Mend();
        }
        catch (PowerFailedException)
        {
            BrokenStarts++;
            LosePower(chance);
        }
        catch (JournalWriteException)
        {
            BrokenStarts++;
        }
    }

    private void LosePower(Chance chance)
    {
        disk.LosePower(chance);
        checkpoints.LosePower(chance);
    }

    // Where it begins anew behind a checkpoint, what is before that is not read.
    private bool TakesRotten(Chance chance)
    {
        if (last is not { } at || at.From.Segment != at.To.Segment || checkpointedTo > at.From.NextSeq) return false;
        string name = SegmentName.Of(at.From.Segment);
        long offset = at.From.Offset + chance.Below((int)(at.To.Offset - at.From.Offset));
        int bit = chance.Below(8);
        disk.Flip(name, offset, bit);
        try
        {
            Recover();
            return true;
        }
        catch (JournalCorruptException)
        {
            // As it has to be: somebody brings back what was there.
            disk.Flip(name, offset, bit);
            Refused++;
            return false;
        }
    }

    private bool BreaksOffCheckpoint(Chance chance)
    {
        checkpoints.FailAfter(chance.Below(CheckpointChanges), DiskFault.PowerOff, chance);
        try
        {
            TakeCheckpoint();
            checkpoints.Mend();
            return false;
        }
        catch (PowerFailedException)
        {
            // What it had written by then is on the disk, as far as the power failure leaves it there.
            return true;
        }
    }

    private void Play(Replica into) => into.Play(block.Records, block.FirstSeq, block.Count, block.Raw);

    // Books, index and history, as a checkpoint holds them.
    private ReadOnlySpan<byte> Saved(Replica of)
    {
        MemoryStorage storage = new();
        CheckpointStore.Save(storage, of, journal.Position);
        return CheckpointStore.Newest(storage)!.Body.Span;
    }

    private (ExecutionEngine Engine, Replica Replica, SegmentedJournal Journal) Recover()
    {
        Books books = new();
        BlockPlayer player = new(books);
        Replica recovered = new();
        Checkpoint? checkpoint = CheckpointChoice.Newest(disk, options, checkpoints);
        if (checkpoint is not null)
        {
            Resumed++;
            CheckpointStore.Load(checkpoint, books);
            player.Resume(checkpoint.Position.NextSeq - 1, checkpoint.At);
            recovered.Load(checkpoint);
        }

        JournalTail tail = JournalRecovery.Run(disk, options, checkpoint?.Position, (in BlockView read) =>
        {
            player.Play(read.Records.Span, read.FirstSeq, read.Count);
            recovered.Play(read.Records.Span, read.FirstSeq, read.Count, read.Raw.Span);
        });
        return (new ExecutionEngine(books, player.At), recovered, SegmentedJournal.Open(disk, options, tail));
    }
}
