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
    public const int HashedBytes = 80;
    private const ulong Magic = (ulong)StateForm.Version << 48 | 0x5450_4B43_4654; // "TFCKPT"

    public void Write(Span<byte> to)
    {
        to[..Size].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(to, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], BodyLength);
        BinaryPrimitives.WriteUInt64LittleEndian(to[16..], Position.NextSeq);
        BinaryPrimitives.WriteUInt64LittleEndian(to[24..], Position.Segment);
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], Position.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(to[40..], At.Value);
        Position.Chain.CopyTo(to.Slice(48, 32));
    }

    /// <summary>False for bytes that are no checkpoint of this version.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, out CheckpointHeader header)
    {
        header = default;
        if (from.Length < Size || BinaryPrimitives.ReadUInt64LittleEndian(from) != Magic) return false;
        header = new CheckpointHeader(
            BinaryPrimitives.ReadInt64LittleEndian(from[8..]),
            new JournalPosition(
                BinaryPrimitives.ReadUInt64LittleEndian(from[24..]),
                BinaryPrimitives.ReadInt64LittleEndian(from[32..]),
                BinaryPrimitives.ReadUInt64LittleEndian(from[16..]),
                ChainHash.Read(from.Slice(48, 32))),
            new UtcNanos(BinaryPrimitives.ReadInt64LittleEndian(from[40..])));
        return header.BodyLength >= 0 && header.Position.NextSeq > 0;
    }
}
