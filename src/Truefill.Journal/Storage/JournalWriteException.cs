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
}
