using System;
using System.Buffers.Binary;
using System.IO;
using System.Numerics;
using Microsoft.Win32.SafeHandles;

namespace Truefill.Server.Gateway;

/// <summary>
/// One record of a <see cref="ReportCursor"/>. Its file has room for 64, written in turn.
/// <code>
///   0 ordinal   8 since   16 covered   24 seq   32 numbering   40 MsgSeqNum   48 sum over 0..47   56 zero
/// </code>
/// </summary>
/// <param name="Ordinal">Counts the records.</param>
/// <param name="Since">Ordinal of the first whose report may not be in the store's file; behind its own: none.</param>
/// <param name="Covered">Every report up to this sequence is in the store's file.</param>
/// <param name="Seq">Of the report; of a record that announces none, the same as covered.</param>
/// <param name="Numbering">Of the store, when the record was written.</param>
/// <param name="MsgSeqNum">The number that the report has if it is in the store, and else the first that was not used
/// yet.</param>
internal readonly record struct CursorRecord(
    ulong Ordinal, ulong Since, ulong Covered, ulong Seq, long Numbering, int MsgSeqNum)
{
    public const int Bytes = 64;
    public const ulong Slots = 64;
    private const int SumAt = 48;

    public long Offset => (long)(Ordinal % Slots) * Bytes;

    /// <summary>Whether it is for that number of that numbering.</summary>
    public bool Is(long numbering, int msgSeqNum) => Numbering == numbering && MsgSeqNum == msgSeqNum;

    /// <summary>All the file holds, zeros behind it.</summary>
    public static byte[] ReadAll(SafeFileHandle file)
    {
        byte[] page = new byte[Bytes * (int)Slots];
        for (int read = 0, got = 1; got > 0 && read < page.Length; read += got)
            got = RandomAccess.Read(file, page.AsSpan(read), read);
        return page;
    }

    /// <summary>The record written last; null when none reads.</summary>
    public static CursorRecord? Newest(ReadOnlySpan<byte> page)
    {
        CursorRecord? newest = null;
        for (int slot = 0; slot < (int)Slots; slot++)
        {
            if (TryReadSlot(page, slot, out CursorRecord record) && !(record.Ordinal <= newest?.Ordinal))
                newest = record;
        }

        return newest;
    }

    /// <summary>False when another one stands in its place, or it does not hold.</summary>
    public static bool TryRead(ReadOnlySpan<byte> page, ulong ordinal, out CursorRecord record) =>
        TryReadSlot(page, (int)(ordinal % Slots), out record) && record.Ordinal == ordinal;

    public void Write(Span<byte> to)
    {
        to[..Bytes].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(to, Ordinal);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], Since);
        BinaryPrimitives.WriteUInt64LittleEndian(to[16..], Covered);
        BinaryPrimitives.WriteUInt64LittleEndian(to[24..], Seq);
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], Numbering);
        BinaryPrimitives.WriteInt32LittleEndian(to[40..], MsgSeqNum);
        BinaryPrimitives.WriteUInt64LittleEndian(to[SumAt..], Sum(to));
    }

    private static bool TryReadSlot(ReadOnlySpan<byte> page, int slot, out CursorRecord record)
    {
        ReadOnlySpan<byte> from = page.Slice(slot * Bytes, Bytes);
        record = default;
        if (Get(from, SumAt) != Sum(from)) return false;
        record = new CursorRecord(
            Get(from, 0), Get(from, 8), Get(from, 16), Get(from, 24),
            BinaryPrimitives.ReadInt64LittleEndian(from[32..]), BinaryPrimitives.ReadInt32LittleEndian(from[40..]));
        return true;
    }

    private static ulong Sum(ReadOnlySpan<byte> record)
    {
        ulong sum = 0x5472_7565_6669_6C6C;
        for (int at = 0; at < SumAt; at += 8) sum = BitOperations.RotateLeft(sum ^ Get(record, at), 13);
        return sum;
    }

    private static ulong Get(ReadOnlySpan<byte> from, int at) => BinaryPrimitives.ReadUInt64LittleEndian(from[at..]);
}
