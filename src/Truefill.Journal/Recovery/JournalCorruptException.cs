using System;

namespace Truefill.Journal;

/// <summary>A journal does not verify and must not be opened for writing. Nothing was changed.</summary>
public sealed class JournalCorruptException : Exception
{
    public JournalCorruptException(string file, long offset, ulong seq, JournalFinding finding)
        : base($"{file} at offset {offset}, sequence {seq}: {finding}. {Advice(finding)}")
    {
        File = file;
        Offset = offset;
        Seq = seq;
        Finding = finding;
    }

    public string File { get; }

    /// <summary>Bytes into the file.</summary>
    public long Offset { get; }

    /// <summary>Sequence of the first record that cannot be vouched for.</summary>
    public ulong Seq { get; }

    public JournalFinding Finding { get; }

    private static string Advice(JournalFinding finding) => finding switch
    {
        JournalFinding.TornTail => "The last write was not finished; opening the journal for writing cuts it.",
        JournalFinding.Hole => "The last block has sectors that were never written or were lost. Compare with a copy; "
            + "if it was never acknowledged, cut it with journal repair.",
        JournalFinding.BadChecksum or JournalFinding.BadHeader => "The bytes changed after they were written. Restore "
            + "from a copy; journal verify shows what is sound.",
        JournalFinding.UnsupportedVersion => "Written by a newer build. Use that build.",
        JournalFinding.Gap or JournalFinding.MissingSegment or JournalFinding.DataAfterEnd => "Blocks are missing. "
            + "Restore the files from a copy.",
        JournalFinding.ChainBreak or JournalFinding.ForeignSegment => "The block belongs to another journal or another "
            + "life of this one. Restore from a copy.",
        JournalFinding.SegmentSize => "The file was cut or extended. Restore it from a copy.",
        JournalFinding.BehindWatermark => "Acknowledged records are gone: an older copy, or lost writes. Restore the "
            + "newest copy.",
        JournalFinding.UnknownPosition => "The checkpoint is newer than the journal or belongs to another. Start from "
            + "an older checkpoint or from the start.",
        JournalFinding.BadWatermark => "The directory was not initialised, was wiped, or lost this file. After "
            + "journal verify finds the journal complete, journal repair writes it anew.",
    };
}
