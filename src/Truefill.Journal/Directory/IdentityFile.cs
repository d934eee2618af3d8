using System;

namespace Truefill.Journal;

/// <summary>The file "identity": a <see cref="StateIdentity"/> in two slots.</summary>
internal sealed class IdentityFile : IDisposable
{
    private const uint Magic = 0x4449_4654; // "TFID"

    private readonly IJournalFile file;
    private readonly SlotFile slots;

    public IdentityFile(IJournalFile file)
    {
        this.file = file;
        slots = new SlotFile(file, Magic);
    }

    /// <summary>The newest sound slot; null when none is.</summary>
    public StateIdentity? Read() => slots.Load() ? StateIdentity.Decode(slots.Content) : null;

    /// <summary>
    /// Epoch for this opening. A slot that is lost may have held the epoch after the one that is left.
    /// </summary>
    public ulong NextEpoch(StateIdentity read) => read.Epoch + (slots.Sound == 2 ? 1UL : 2UL);

    /// <summary>Durable when it returns.</summary>
    public void Save(StateIdentity identity)
    {
        slots.Save(identity.Encode());
        file.SyncData();
    }

    public void Dispose() => file.Dispose();
}
