using System;
using System.Buffers.Binary;
using Truefill.Domain.Time;
using Truefill.Journal;

namespace Truefill.Engine.State;

/// <summary>
/// The first 128 bytes of a checkpoint.
/// <code>
///   0 magic "TFCKPT" and the state's form (2)   8 body length   16 next sequence   24 segment   32 offset
///  40 engine time       48 chain hash (32)                  80 SHA-256 of bytes 0..79 and the body (32)   112 zero
/// </code>
/// </summary>
internal readonly record struct CheckpointHeader(long BodyLength, JournalPosition Position, UtcNanos At)
{
    public const int Size = 128;

    /// <summary>What the hash is of before the body, and where it stands.</summary>
    public const int HashedBytes = ChainAt + ChainHash.Size;

    private const int BodyLengthAt = 8;
    private const int NextSeqAt = 16;
    private const int SegmentAt = 24;
    private const int OffsetAt = 32;
    private const int TimeAt = 40;
    private const int ChainAt = 48;
    private const ulong Magic = (ulong)StateForm.Version << 48 | 0x5450_4B43_4654; // "TFCKPT"

    public void Write(Span<byte> to)
    {
        to[..Size].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(to, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(to[BodyLengthAt..], BodyLength);
        BinaryPrimitives.WriteUInt64LittleEndian(to[NextSeqAt..], Position.NextSeq);
        BinaryPrimitives.WriteUInt64LittleEndian(to[SegmentAt..], Position.Segment);
        BinaryPrimitives.WriteInt64LittleEndian(to[OffsetAt..], Position.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(to[TimeAt..], At.Value);
        Position.Chain.CopyTo(to.Slice(ChainAt, ChainHash.Size));
    }

    /// <summary>False for bytes that are no checkpoint of this version.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, out CheckpointHeader header)
    {
        header = default;
        if (from.Length < Size || BinaryPrimitives.ReadUInt64LittleEndian(from) != Magic) return false;
        header = new CheckpointHeader(
            BinaryPrimitives.ReadInt64LittleEndian(from[BodyLengthAt..]),
            new JournalPosition(
                BinaryPrimitives.ReadUInt64LittleEndian(from[SegmentAt..]),
                BinaryPrimitives.ReadInt64LittleEndian(from[OffsetAt..]),
                BinaryPrimitives.ReadUInt64LittleEndian(from[NextSeqAt..]),
                ChainHash.Read(from.Slice(ChainAt, ChainHash.Size))),
            new UtcNanos(BinaryPrimitives.ReadInt64LittleEndian(from[TimeAt..])));
        return header.BodyLength >= 0 && header.Position.NextSeq > 0;
    }
}
