using System;
using System.Buffers.Binary;

namespace Truefill.Fix;

/// <summary>What a record of a <see cref="FileMessageStore"/> says. The numbers are on disk: never reuse
/// one.</summary>
internal enum FileStoreKind : byte
{
    /// <summary>Number: version of the format. Payload: CreatedAt, 8 bytes.</summary>
    Start = 1,

    /// <summary>Number: MsgSeqNum(34). Payload: the message.</summary>
    Message = 2,

    /// <summary>Number: MsgSeqNum(34) of a message that is not kept.</summary>
    Number = 3,

    /// <summary>Number: the next outbound number after a jump.</summary>
    Skip = 4,

    /// <summary>Number: the next inbound number.</summary>
    Inbound = 5,

    /// <summary>Number: the first outbound number that is not reserved.</summary>
    Reserve = 6,

    /// <summary>Number: 0. Payload: boot id, 16 bytes. The store was opened.</summary>
    Open = 7,

    /// <summary>Number: 0. The store was closed and synced.</summary>
    Close = 8,
}

/// <summary>
/// The head of a record, little-endian: checksum of all that follows (4 bytes), payload length (4), number (4), kind
/// (1); then the payload.
/// </summary>
internal readonly record struct FileStoreRecord(FileStoreKind Kind, int Number, int PayloadBytes)
{
    internal const int HeadBytes = 13;
    internal const int PayloadBytesMax = 1 << 24;

    internal static void Write(Span<byte> to, FileStoreKind kind, int number, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], payload.Length);
        BinaryPrimitives.WriteInt32LittleEndian(to[8..], number);
        to[12] = (byte)kind;
        payload.CopyTo(to[HeadBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(to, CheckSum(to[4..(HeadBytes + payload.Length)]));
    }

    /// <summary>Reads the record at the start of some bytes. False when they are too short or the checksum does not
    /// hold.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> from, out FileStoreRecord record, out bool cutOff)
    {
        record = default;
        cutOff = true;
        if (from.Length < HeadBytes) return false;
        var payload = BinaryPrimitives.ReadInt32LittleEndian(from[4..]);
        cutOff = payload is >= 0 and <= PayloadBytesMax && from.Length < HeadBytes + payload;
        if (payload is < 0 or > PayloadBytesMax || cutOff) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(from) != CheckSum(from[4..(HeadBytes + payload)])) return false;
        var number = BinaryPrimitives.ReadInt32LittleEndian(from[8..]);
        record = new FileStoreRecord((FileStoreKind)from[12], number, payload);
        return true;
    }

    /// <summary>What the head of a record says of its length, with the head; the head alone when that cannot
    /// be.</summary>
    internal static int ClaimedBytes(ReadOnlySpan<byte> from)
    {
        var payload = BinaryPrimitives.ReadInt32LittleEndian(from[4..]);
        return HeadBytes + (payload is < 0 or > PayloadBytesMax ? 0 : payload);
    }

    /// <summary>CRC-32C.</summary>
    private static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = System.Numerics.BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes) crc = System.Numerics.BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
