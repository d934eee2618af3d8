using System;
using System.Buffers.Binary;

namespace Truefill.Journal;

/// <summary>A small value kept in two slots of one sector each, written in turn: one of them is always whole.</summary>
/// <remarks>
/// <code>
///  0       4     6     8            16                          508
/// +-------+-----+-----+------------+---------------------------+-------+
/// | magic | ver | len | generation | content (len bytes), zeros | crc   |
/// +-------+-----+-----+------------+---------------------------+-------+
/// </code>
/// crc: CRC-32C of bytes 0 to 507. The sound slot with the higher generation counts. Slot = generation modulo 2.
/// </remarks>
internal sealed class SlotFile
{
    public const int ContentMax = CrcAt - ContentAt;
    public const int FileBytes = 2 * BlockFormat.SectorBytes;

    private const ushort Version = 1;
    private const int ContentAt = 16;
    private const int CrcAt = 508;

    private readonly IJournalFile file;
    private readonly uint magic;
    private readonly byte[] slot = new byte[BlockFormat.SectorBytes];
    private readonly byte[] content = new byte[ContentMax];
    private int length;

    public SlotFile(IJournalFile file, uint magic)
    {
        this.file = file;
        this.magic = magic;
    }

    /// <summary>Of the newest sound slot; 0 when none is.</summary>
    public ulong Generation { get; private set; }

    /// <summary>Slots that were sound at the last <see cref="Load"/>: 0, 1 or 2.</summary>
    public int Sound { get; private set; }

    public ReadOnlySpan<byte> Content => content.AsSpan(0, length);

    /// <summary>Reads both slots. False when neither is sound.</summary>
    public bool Load()
    {
        Generation = 0;
        Sound = 0;
        for (int i = 0; i < 2; i++)
        {
            int got = file.ReadAt(i * BlockFormat.SectorBytes, slot);
            if (got < BlockFormat.SectorBytes || !IsSound(slot, (ulong)i))
                continue;
            Sound++;
            ulong generation = BinaryPrimitives.ReadUInt64LittleEndian(slot.AsSpan(8));
            if (generation <= Generation)
                continue;
            Generation = generation;
            length = BinaryPrimitives.ReadUInt16LittleEndian(slot.AsSpan(6));
            slot.AsSpan(ContentAt, length).CopyTo(content);
        }

        return Sound > 0;
    }

    /// <summary>Overwrites the older slot. Not durable before a sync of the file.</summary>
    public void Save(ReadOnlySpan<byte> content)
    {
        ulong generation = Generation + 1;
        Span<byte> older = slot;
        older.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(older, magic);
        BinaryPrimitives.WriteUInt16LittleEndian(older[4..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(older[6..], (ushort)content.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(older[8..], generation);
        content.CopyTo(older[ContentAt..CrcAt]);
        BinaryPrimitives.WriteUInt32LittleEndian(older[CrcAt..], Crc32C.Of(older[..CrcAt]));
        file.WriteAt((long)(generation & 1) * BlockFormat.SectorBytes, older);
        Generation = generation;
        content.CopyTo(this.content);
        length = content.Length;
    }

    private bool IsSound(ReadOnlySpan<byte> slot, ulong index) =>
        BinaryPrimitives.ReadUInt32LittleEndian(slot[CrcAt..]) == Crc32C.Of(slot[..CrcAt])
        && BinaryPrimitives.ReadUInt32LittleEndian(slot) == magic
        && BinaryPrimitives.ReadUInt16LittleEndian(slot[4..]) == Version
        && BinaryPrimitives.ReadUInt16LittleEndian(slot[6..]) <= ContentMax
        && (BinaryPrimitives.ReadUInt64LittleEndian(slot[8..]) & 1) == index;
}
