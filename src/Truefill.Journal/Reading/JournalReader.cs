using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Journal;

/// <summary>Reads a journal block by block and verifies all of it: lengths, checksums, sequence, chain.</summary>
/// <remarks>Changes nothing. The buffers are reused: a <see cref="BlockView"/> is valid until the next call.</remarks>
public sealed class JournalReader : IDisposable
{
    private readonly IJournalStorage _storage;
    private readonly ReadScope _scope;
    private readonly TailPolicy _tailPolicy;
    private readonly WatermarkFile? _watermarkFile;
    private readonly ReadWindow _window = new();
    private IReadOnlyList<ulong> _segments;
    private IJournalFile? _file;
    private ulong _fileSegment;
    private Watermark _watermark;
    private bool _afterSeal;

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
        _watermarkFile = scope == ReadScope.Durable ? WatermarkFile.Open(storage, writable: false) : null;
    }

    private JournalReader(
        IJournalStorage storage, JournalOptions options, JournalPosition? from, ReadScope scope, Watermark watermark)
    {
        _storage = storage;
        _scope = scope;
        _tailPolicy = options.TailPolicy;
        _segments = SegmentName.AllIn(storage);
        _watermark = watermark;
        Position = from ?? OldestPosition.Of(storage, _segments, options.Genesis);
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
    public Watermark Watermark => _watermark;

    /// <summary>
    /// The current block was durable for sure: it is a seal, the watermark covers it, or a sound block follows, which
    /// is written only after the one before was synced.
    /// </summary>
    public bool IsCurrentDurable()
    {
        if (Current.IsSeal || _watermark.CoversBlockAt(Current.Position))
            return true;
        using var ahead = new JournalReader(_storage, new JournalOptions { TailPolicy = _tailPolicy }, Current.Next);
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
        if (_scope == ReadScope.Durable && !IsNextDurable())
            return false;
        while (OpenSegment())
        {
            BlockProbe probe = BlockProbe.Read(_file!, _window, Position);
            if (probe.Block is { } block)
            {
                Current = block;
                Position = block.Next;
                _afterSeal = block.IsSeal;
                return true;
            }

            if (!probe.IsEmpty || !TryRoll())
                return End(probe);
        }

        return false;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _watermarkFile?.Dispose();
    }

    private bool IsNextDurable()
    {
        if (_watermark.CoversBlockAt(Position))
            return true;
        _watermark = _watermarkFile!.Read() ?? _watermark;
        _window.Forget();
        return _watermark.CoversBlockAt(Position);
    }

    // False when the journal has no segment yet.
    private bool OpenSegment()
    {
        if (_file is not null && _fileSegment == Position.Segment)
            return true;
        _segments = SegmentName.AllIn(_storage);
        if (_segments.Count == 0 && _watermark.IsReachedBy(Position) && Position.NextSeq == 1)
            return false;
        if (!_segments.Contains(Position.Segment))
            throw Corrupt(JournalFinding.MissingSegment);
        _file?.Dispose();
        _file = _storage.Open(SegmentName.Of(Position.Segment), writable: false);
        _fileSegment = Position.Segment;
        return true;
    }

    // The segment holds nothing from here on, and the next one holds something.
    private bool TryRoll()
    {
        if (ZeroScan.LastWritten(_file!, Position.Offset) > Position.Offset || !LaterDataFrom(Position.Segment))
            return false;
        if (!_segments.Contains(Position.Segment + 1))
            throw Corrupt(JournalFinding.MissingSegment);
        Position = Position with { Segment = Position.Segment + 1, Offset = 0 };
        return true;
    }

    private bool End(in BlockProbe probe)
    {
        Tail = TailRule.Judge(_file!, Position.Offset, probe, _afterSeal, _tailPolicy, out long end);
        TailEnd = end;
        if (Tail is not null && LaterDataFrom(Position.Segment))
            throw Corrupt(Tail == JournalFinding.TornTail ? JournalFinding.DataAfterEnd : Tail.Value);
        if (Tail is not null and not JournalFinding.TornTail)
            throw Corrupt(Tail.Value);
        if (!_watermark.IsReachedBy(Position))
            throw Corrupt(JournalFinding.BehindWatermark);
        _window.Forget();
        return false;
    }

    private bool LaterDataFrom(ulong segment)
    {
        _segments = SegmentName.AllIn(_storage);
        foreach (ulong later in _segments)
        {
            if (later <= segment)
                continue;
            using IJournalFile file = _storage.Open(SegmentName.Of(later), writable: false);
            if (!ZeroScan.IsBlank(file))
                return true;
        }

        return false;
    }

    private JournalCorruptException Corrupt(JournalFinding finding) =>
        new(SegmentName.Of(Position.Segment), Position.Offset, Position.NextSeq, finding);
}
