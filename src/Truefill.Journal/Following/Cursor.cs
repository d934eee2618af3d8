using System;
using System.Buffers.Binary;
using System.Linq;

namespace Truefill.Journal;

/// <summary>How far one follower has come: a file of its own, self-checksummed, that can be thrown away.</summary>
/// <remarks>
/// It is not synced: an older one, or none, only means that records come again, and they carry their sequence. So it
/// can never say more than was handled.
/// </remarks>
public sealed class Cursor : IDisposable
{
    private const uint Magic = 0x5543_4654; // "TFCU"
    private const int ContentBytes = 24 + ChainHash.Size + 8;

    private readonly IJournalFile file;
    private readonly SlotFile slots;

    private Cursor(IJournalFile file)
    {
        this.file = file;
        slots = new SlotFile(file, Magic);
    }

    /// <summary>
    /// Start of the block with the first record that was not handled; null when the file says nothing sound.
    /// </summary>
    public JournalPosition? Position { get; private set; }

    /// <summary>Everything up to this sequence was handled; 0 for nothing.</summary>
    public ulong DoneSeq { get; private set; }

    /// <summary>Opens or makes the cursor of the follower with that name.</summary>
    public static Cursor Open(IJournalStorage cursors, string name)
    {
        var cursor = new Cursor(OpenOrMake(cursors, name));
        cursor.Load();
        return cursor;
    }

    /// <summary>
    /// Remembers the position. <paramref name="doneSeq"/> may lie inside the block that starts there.
    /// </summary>
    public void Save(in JournalPosition position, ulong doneSeq)
    {
        Span<byte> content = stackalloc byte[ContentBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(content, position.Segment);
        BinaryPrimitives.WriteInt64LittleEndian(content[8..], position.Offset);
        BinaryPrimitives.WriteUInt64LittleEndian(content[16..], position.NextSeq);
        position.Chain.CopyTo(content[24..]);
        BinaryPrimitives.WriteUInt64LittleEndian(content[(24 + ChainHash.Size)..], doneSeq);
        slots.Save(content);
        Position = position;
        DoneSeq = doneSeq;
    }

    public void Dispose() => file.Dispose();

    private void Load()
    {
        if (!slots.Load() || slots.Content.Length != ContentBytes)
            return;
        ReadOnlySpan<byte> content = slots.Content;
        Position = new JournalPosition(
            BinaryPrimitives.ReadUInt64LittleEndian(content),
            BinaryPrimitives.ReadInt64LittleEndian(content[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(content[16..]),
            ChainHash.Read(content[24..]));
        DoneSeq = BinaryPrimitives.ReadUInt64LittleEndian(content[(24 + ChainHash.Size)..]);
    }

    private static IJournalFile OpenOrMake(IJournalStorage cursors, string name) =>
        cursors.List().Contains(name) ? cursors.Open(name, writable: true) : cursors.Create(name);
}
