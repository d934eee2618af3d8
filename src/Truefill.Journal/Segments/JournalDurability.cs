namespace Truefill.Journal;

/// <summary>What a successful sync promises.</summary>
public enum JournalDurability
{
    /// <summary>The disk has it.</summary>
    Sync,

    /// <summary>
    /// The operating system has it: survives the process, not the machine. For benchmarks and simulation. After a power
    /// failure the watermark may be ahead of the journal, and opening it is refused: what was acknowledged is gone.
    /// </summary>
    Os,
}
