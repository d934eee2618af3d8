using System.Collections.Generic;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Views;

namespace Truefill.Server.Offline;

/// <summary>How often a record type stands in a journal, and the bytes of its records with their headers.</summary>
public sealed record RecordTypeCount(string Type, bool IsFact, long Count, long Bytes);

/// <summary>What a journal consists of, as far as it is durable.</summary>
public sealed class JournalStatistics
{
    private readonly SortedDictionary<byte, (long Count, long Bytes)> types = [];

    public long Segments { get; private set; }

    public long Blocks { get; private set; }

    public long Records { get; private set; }

    public long Inputs { get; private set; }

    public long RecordBytes { get; private set; }

    /// <summary>Bytes as received.</summary>
    public long RawBytes { get; private set; }

    public long BytesOnDisk { get; private set; }

    public ulong FirstSeq { get; private set; }

    public ulong LastSeq { get; private set; }

    /// <summary>Engine time of the first and last input.</summary>
    public UtcNanos FirstAt { get; private set; }

    public UtcNanos LastAt { get; private set; }

    /// <summary>By number of the type.</summary>
    public IEnumerable<RecordTypeCount> Types
    {
        get
        {
            foreach ((byte type, (long count, long bytes)) in types)
                yield return new RecordTypeCount(NameOf(type), FactDecoder.IsFact(type), count, bytes);
        }
    }

    /// <exception cref="JournalCorruptException">The journal does not verify.</exception>
    public static JournalStatistics Of(OfflineState state)
    {
        JournalStatistics statistics = new();
        using OfflineReader reader = state.Read();
        ulong segment = 0;
        while (reader.MoveNext())
        {
            BlockView block = reader.Current;
            if (block.Position.Segment != segment) statistics.Segments++;
            segment = block.Position.Segment;
            statistics.Count(block);
        }

        return statistics;
    }

    private void Count(in BlockView block)
    {
        Blocks++;
        BytesOnDisk += block.SizeOnDisk;
        RawBytes += block.Raw.Length;
        RecordBytes += block.Records.Length;
        if (block.Count == 0) return;
        if (FirstSeq == 0) FirstSeq = block.FirstSeq;
        LastSeq = block.FirstSeq + (ulong)block.Count - 1;
        RecordCursor cursor = block.Cursor();
        UtcNanos at = default;
        int left = block.Records.Length;
        while (cursor.MoveNext())
        {
            Records++;
            (long count, long bytes) = types.GetValueOrDefault(cursor.Type);
            types[cursor.Type] = (count + 1, bytes + left - cursor.BytesLeft);
            left = cursor.BytesLeft;
            if (FactDecoder.IsFact(cursor.Type)) continue;
            at = InputCodec.ReadHeader(cursor.Type, cursor.Version, cursor.Payload, at).At;
            Inputs++;
            if (FirstAt.IsNone) FirstAt = at;
            LastAt = at;
        }
    }

    private static string NameOf(byte type) => FactDecoder.IsFact(type)
        ? Words.Of((FactType)type)
        : "input:" + Words.Of((InputKind)(type - 128));
}
