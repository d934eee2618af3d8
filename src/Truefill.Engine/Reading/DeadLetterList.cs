using System.Collections.Generic;
using Truefill.Domain.Intake;
using Truefill.Domain.State;

namespace Truefill.Engine.Reading;

/// <summary>
/// All dead letters, oldest first. Bytes are kept of the newest that are open; the journal has those of all.
/// </summary>
internal sealed class DeadLetterList
{
    private readonly List<DeadLetterEntry> entries = [];
    private long rawBytes;

    // None before it has bytes that are kept.
    private int oldestKept;

    public IReadOnlyList<DeadLetterEntry> All => entries;

    public void Add(DeadLetterEntry entry)
    {
        entries.Add(entry);
        rawBytes += entry.Raw.Length;
        for (; rawBytes > ReadIndex.RawKeptInAll; oldestKept++) Drop(entries[oldestKept]);
    }

    public void Close(in DeadLetterClosed e)
    {
        DeadLetterEntry entry = entries[e.Id - 1];
        entry.IsOpen = false;
        entry.Replayed = e.Replayed;
        entry.ClosedBy = e.By;
        entry.CloseReason = e.Reason;
        Drop(entry);
    }

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)entries.Count);
        foreach (DeadLetterEntry entry in entries) entry.Save(writer);
    }

    public void Load(IStateReader reader)
    {
        entries.Clear();
        (rawBytes, oldestKept) = (0, 0);
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            DeadLetterEntry entry = DeadLetterEntry.Load(reader);

            // Whoever wrote it may have kept them.
            if (!entry.IsOpen) entry.Raw = [];
            Add(entry);
        }
    }

    private void Drop(DeadLetterEntry entry)
    {
        rawBytes -= entry.Raw.Length;
        entry.Raw = [];
    }
}
