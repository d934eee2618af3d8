namespace Truefill.Journal;

/// <summary>
/// Something could not be written or made durable. The writer that threw it stays failed: what the disk holds is known
/// again only after a restart.
/// </summary>
public sealed class JournalWriteException : JournalIoException
{
    public JournalWriteException(int errno, string operation, string file)
        : base(errno, operation, file)
    {
    }

    /// <summary>No call has failed: one has not come to its end, and nobody waits for it any more.</summary>
    public static JournalWriteException GivenUp() => new(Errnos.TimerExpired, "write and sync of", "the journal");
}
