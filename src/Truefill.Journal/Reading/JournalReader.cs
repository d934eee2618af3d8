using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Journal;

/// <summary>Reads a journal block by block and verifies all of it: lengths, checksums, sequence, chain.</summary>
/// <remarks>Changes nothing. The buffers are reused: a <see cref="BlockView"/> is valid until the next call.</remarks>
public sealed class JournalReader : IDisposable
{
    private readonly IJournalStorage storage;
    private readonly ReadScope scope;
    private readonly TailPolicy tailPolicy;
    private readonly WatermarkFile? watermarkFile;
    private readonly ReadWindow window = new();
    private IReadOnlyList<ulong> segments;
    private IJournalFile? file;
    private ulong fileSegment;
    private Watermark watermark;
    private bool afterSeal;

    /// <summary>Starts at <paramref name="from"/>, or at the oldest segment there is.</summary>
    /// <exception cref="JournalCorruptException">
    /// There is no sound watermark, or the oldest segment has no sound start.
    /// </exception>
    public JournalReader(
        IJournalStorage storage,
        JournalOptions options,
        JournalPosition? from = null,
        ReadScope scope = ReadScope.All)
        : this(storage, options, from, scope, WatermarkFile.ReadOrThrow(storage))
    {
        watermarkFile = scope == ReadScope.Durable ? WatermarkFile.Open(storage, writable: false) : null;
    }

    private JournalReader(
        IJournalStorage storage, JournalOptions options, JournalPosition? from, ReadScope scope, Watermark watermark)
    {
        this.storage = storage;
        this.scope = scope;
        tailPolicy = options.TailPolicy;
        segments = SegmentName.AllIn(storage);
        this.watermark = watermark;
        Position = from ?? OldestPosition.Of(storage, segments, options.Genesis);
    }

    /// <summary>A reader of a journal whose watermark is lost or no longer holds.</summary>
    internal static JournalReader WithoutWatermark(IJournalStorage storage, JournalOptions options) =>
        new(storage, options, null, ReadScope.All, Watermark.None);

    /// <summary>Where the next block is expected.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>The block that <see cref="MoveNext"/> moved to.</summary>
    public BlockView Current { get; private set; }

    /// <summary>
    /// After the end: <see cref="JournalFinding.TornTail"/> when an unfinished write follows, else null.
    /// </summary>
    public JournalFinding? Tail { get; private set; }

    /// <summary>
    /// After the end: the end of what was written, in bytes into the segment of <see cref="Position"/>.
    /// </summary>
    public long TailEnd { get; private set; }

    /// <summary>The watermark as last read.</summary>
    public Watermark Watermark => watermark;

    /// <summary>
    /// The current block was durable for sure: it is a seal, the watermark covers it, or a sound block follows, which
    /// is written only after the one before was synced.
    /// </summary>
    public bool IsCurrentDurable()
    {
        if (Current.IsSeal || watermark.CoversBlockAt(Current.Position))
            return true;
        using var ahead = new JournalReader(storage, new JournalOptions { TailPolicy = tailPolicy }, Current.Next);
        try
        {
            return ahead.MoveNext();
        }
        catch (JournalCorruptException)
        {
            return false;
        }
    }

    /// <summary>
    /// Moves to the next block. False at the end: see <see cref="Tail"/>. It can be called again later.
    /// </summary>
    /// <exception cref="JournalCorruptException">
    /// Something else than a block or the end of the journal is there.
    /// </exception>
    public bool MoveNext()
    {
        if (scope == ReadScope.Durable && !IsNextDurable())
            return false;
        while (OpenSegment())
        {
            BlockProbe probe = BlockProbe.Read(file!, window, Position);
            if (probe.Block is { } block)
            {
                Current = block;
                Position = block.Next;
                afterSeal = block.IsSeal;
                return true;
            }

            if (!probe.IsEmpty || !TryRoll())
                return End(probe);
        }

        return false;
    }

    public void Dispose()
    {
        file?.Dispose();
        watermarkFile?.Dispose();
    }

    private bool IsNextDurable()
    {
        if (watermark.CoversBlockAt(Position))
            return true;
        watermark = watermarkFile!.Read() ?? watermark;
        window.Forget();
        return watermark.CoversBlockAt(Position);
    }

    // False when the journal has no segment yet.
    private bool OpenSegment()
    {
        if (file is not null && fileSegment == Position.Segment)
            return true;
        segments = SegmentName.AllIn(storage);
        if (segments.Count == 0 && watermark.IsReachedBy(Position) && Position.NextSeq == 1)
            return false;
        if (!segments.Contains(Position.Segment))
            throw Corrupt(JournalFinding.MissingSegment);
        file?.Dispose();
        file = storage.Open(SegmentName.Of(Position.Segment), writable: false);
        fileSegment = Position.Segment;
        return true;
    }

    // The segment holds nothing from here on, and the next one holds something.
    private bool TryRoll()
    {
        if (ZeroScan.LastWritten(file!, Position.Offset) > Position.Offset || !LaterDataFrom(Position.Segment))
            return false;
        if (!segments.Contains(Position.Segment + 1))
            throw Corrupt(JournalFinding.MissingSegment);
        Position = Position with { Segment = Position.Segment + 1, Offset = 0 };
        return true;
    }

    private bool End(in BlockProbe probe)
    {
        Tail = TailRule.Judge(file!, Position.Offset, probe, afterSeal, tailPolicy, out long end);
        TailEnd = end;
        if (Tail is not null && LaterDataFrom(Position.Segment))
            throw Corrupt(Tail == JournalFinding.TornTail ? JournalFinding.DataAfterEnd : Tail.Value);
        if (Tail is not null and not JournalFinding.TornTail)
            throw Corrupt(Tail.Value);
        if (!watermark.IsReachedBy(Position))
            throw Corrupt(JournalFinding.BehindWatermark);
        window.Forget();
        return false;
    }

    private bool LaterDataFrom(ulong segment)
    {
        segments = SegmentName.AllIn(storage);
        foreach (ulong later in segments)
        {
            if (later <= segment)
                continue;
            using IJournalFile laterFile = storage.Open(SegmentName.Of(later), writable: false);
            if (!ZeroScan.IsBlank(laterFile))
                return true;
        }

        return false;
    }

    private JournalCorruptException Corrupt(JournalFinding finding) =>
        new(SegmentName.Of(Position.Segment), Position.Offset, Position.NextSeq, finding);
}
