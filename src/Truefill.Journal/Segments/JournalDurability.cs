namespace Truefill.Journal;

/// <summary>What a successful sync promises.</summary>
public enum JournalDurability
{
    /// <summary>The disk has it.</summary>
    Sync,

    /// <summary>The operating system has it: survives the process, not the machine. For benchmarks and simulation.</summary>
    Os,
}
