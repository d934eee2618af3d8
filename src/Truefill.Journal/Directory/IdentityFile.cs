using System;

namespace Truefill.Journal;

/// <summary>The file "identity": a <see cref="StateIdentity"/> in two slots.</summary>
internal sealed class IdentityFile : IDisposable
{
    public const string FileName = "identity";

    private const uint Magic = 0x4449_4654; // "TFID"

    private readonly IJournalFile _file;
    private readonly SlotFile _slots;

    public IdentityFile(IJournalFile file)
    {
        _file = file;
        _slots = new SlotFile(file, Magic);
    }

    /// <summary>The newest sound slot; null when none is.</summary>
    public StateIdentity? Read() => _slots.Load() ? StateIdentity.Decode(_slots.Content) : null;

    /// <summary>
    /// Epoch for this opening. A slot that is lost may have held the epoch after the one that is left.
    /// </summary>
    public ulong NextEpoch(StateIdentity read) => read.Epoch + (_slots.Sound == 2 ? 1UL : 2UL);

    /// <summary>Durable when it returns.</summary>
    public void Save(StateIdentity identity)
    {
        _slots.Save(identity.Encode());
        _file.SyncData();
    }

    public void Dispose() => _file.Dispose();
}
