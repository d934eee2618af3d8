using System;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Engine.Recovery;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Simulation.Generation;

namespace Truefill.Simulation.Whole;

/// <summary>How far a block had come when the power failed.</summary>
internal enum CrashPoint
{
    /// <summary>Decided only.</summary>
    BeforeAppend,

    /// <summary>Written, not synced: it may survive whole, torn or not at all.</summary>
    BeforeSync,

    /// <summary>Durable, and nothing of it had left.</summary>
    BeforeRelease,
}

/// <summary>
/// The engine with its journal on a disk that crashes, as the service hosts it: decide, append, sync, release.
/// </summary>
internal sealed class JournaledEngine
{
    private readonly CrashingDisk disk;
    private readonly JournalOptions options;
    private readonly BlockBuilder block = new(1 << 13, 1 << 12);
    private SegmentedJournal journal;
    private bool isOpen;

    public JournaledEngine(bool reorders, bool diskLies)
    {
        disk = new CrashingDisk(diskLies);
        Reorders = reorders;
        options = new JournalOptions
        {
            SegmentBytes = 1 << 19,
            TailPolicy = reorders ? TailPolicy.ZeroSector : TailPolicy.ZeroSuffix,
        };
        SegmentedJournal.Initialize(disk);
        (Engine, journal) = Recover();
    }

    public bool Reorders { get; }

    public ExecutionEngine Engine { get; private set; }

    public Effects Effects { get; } = new();

    public int Blocks { get; private set; }

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
        journal.Append(block);
        journal.Sync();
        Blocks++;
    }

    /// <summary>
    /// The power fails while the open block is on its way. Null: what came back is exactly what the disk had to keep.
    /// </summary>
    /// <param name="durable">Hash of the state before the open block.</param>
    public string? Crash(CrashPoint point, string durable, Chance chance)
    {
        string all = LiveHash();
        ulong before = journal.NextSeq;
        ulong after = block.NextSeq;
        if (point >= CrashPoint.BeforeSync && isOpen) journal.Append(block);
        if (point == CrashPoint.BeforeRelease) journal.Sync();
        isOpen = false;
        Effects.Clear();
        disk.LosePower(chance, Reorders);
        (Engine, journal) = Recover();
        bool isWhole = journal.NextSeq == after && point != CrashPoint.BeforeAppend;
        if (!isWhole && (journal.NextSeq != before || point == CrashPoint.BeforeRelease))
            return $"the journal goes on at {journal.NextSeq}, between {before} and {after}";
        string found = LiveHash();
        return found == (isWhole ? all : durable) ? null : found;
    }

    private (ExecutionEngine Engine, SegmentedJournal Journal) Recover()
    {
        Books books = new();
        BlockPlayer player = new(books);
        JournalTail tail = JournalRecovery.Run(
            disk, options, from: null,
            (in BlockView read) => player.Play(read.Records.Span, read.FirstSeq, read.Count));
        return (new ExecutionEngine(books, player.At), SegmentedJournal.Open(disk, options, tail));
    }
}
