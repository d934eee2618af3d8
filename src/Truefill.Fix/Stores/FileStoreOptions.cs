using System;
using System.IO;

namespace Truefill.Fix;

/// <summary>When a file store waits for the disk.</summary>
public enum FixStoreSync : byte
{
    /// <summary>
    /// Only for reserved ranges of outbound numbers and for resets. A kill of the process loses nothing; a power cut
    /// loses the newest messages, whose numbers are skipped and gap-filled.
    /// </summary>
    Ranges,

    /// <summary>Before any message leaves: a power cut loses nothing either. Costs a disk's sync per batch.</summary>
    EveryFlush,
}

/// <summary>Settings of a <see cref="FileMessageStore"/>.</summary>
public sealed record FileStoreOptions
{
    public FixStoreSync Sync { get; init; } = FixStoreSync.Ranges;

    /// <summary>Outbound numbers that one sync reserves, and the largest hole that a power cut can leave. 1 or
    /// more.</summary>
    public int RangeLength { get; init; } = 10_000;

    /// <summary>
    /// Names the running kernel: what was written under the same one is still there after a kill, what was written
    /// under another may have been lost. The machine's own when null.
    /// </summary>
    public Guid? BootId { get; init; }

    internal static Guid MachineBootId()
    {
        const string path = "/proc/sys/kernel/random/boot_id";
        // Without one every start counts as one after a power cut: numbers are skipped, never reused.
        return File.Exists(path) && Guid.TryParse(File.ReadAllText(path).Trim(), out var id) ? id : Guid.NewGuid();
    }
}
