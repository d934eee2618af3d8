using System;

namespace Truefill.Journal;

/// <summary>
/// Bytes that passed the checksums and still are not what a writer of this format would have written.
/// </summary>
public sealed class JournalFormatException : Exception
{
    public JournalFormatException(string message)
        : base(message)
    {
    }
}
