using System;
using System.Buffers.Binary;

namespace Truefill.Journal;

/// <summary>The file "watermark" beside the segments: a <see cref="Watermark"/> in two slots.</summary>
/// <remarks>
/// The writer puts it down after every sync without syncing it too: it then survives the process at no cost, and a
/// power failure can only leave an older one. It is synced when a segment is full and at a clean stop.
/// </remarks>
public sealed class WatermarkFile : IDisposable
{
    public const string FileName = "watermark";

    private const uint Magic = 0x4D57_4654; // "TFWM"
    private const int ContentBytes = 24;

    private readonly IJournalFile file;
    private readonly SlotFile slots;

    private WatermarkFile(IJournalFile file)
    {
        this.file = file;
        slots = new SlotFile(file, Magic);
    }

    /// <summary>Opens the file that <see cref="Create"/> made.</summary>
    public static WatermarkFile Open(IJournalStorage storage, bool writable) => new(storage.Open(FileName, writable));

    /// <summary>Creates the file of an empty journal, durable but for its name.</summary>
    public static void Create(IJournalStorage storage)
    {
        using var created = new WatermarkFile(storage.Create(FileName));
        created.Save(Watermark.None);
        created.Save(Watermark.None);
        created.Sync();
    }

    /// <summary>Reads the file anew; null when no slot is sound.</summary>
    public Watermark? Read()
    {
        if (!slots.Load() || slots.Content.Length != ContentBytes)
            return null;
        ReadOnlySpan<byte> content = slots.Content;
        return new Watermark(
            BinaryPrimitives.ReadUInt64LittleEndian(content),
            BinaryPrimitives.ReadUInt64LittleEndian(content[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(content[16..]));
    }

    public void Dispose() => file.Dispose();

    internal void Save(in Watermark watermark)
    {
        Span<byte> content = stackalloc byte[ContentBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(content, watermark.DurableSeq);
        BinaryPrimitives.WriteUInt64LittleEndian(content[8..], watermark.Segment);
        BinaryPrimitives.WriteInt64LittleEndian(content[16..], watermark.Offset);
        slots.Save(content);
    }

    internal void Sync() => file.SyncData();

    /// <summary>The watermark of a journal, or the finding that there is no sound one.</summary>
    internal static Watermark ReadOrThrow(IJournalStorage storage)
    {
        Watermark? read = null;
        try
        {
            using WatermarkFile mark = Open(storage, writable: false);
            read = mark.Read();
        }
        catch (JournalIoException e) when (e.Errno == Errnos.NoEntry)
        {
            // Missing is the same finding as unreadable.
        }

        return read ?? throw new JournalCorruptException(FileName, 0, 0, JournalFinding.BadWatermark);
    }
}
