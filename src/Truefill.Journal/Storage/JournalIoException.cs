using System.IO;

namespace Truefill.Journal;

/// <summary>A call of the operating system failed. <c>Errno</c> is its error number as on Linux.</summary>
public class JournalIoException : IOException
{
    public JournalIoException(int errno, string operation, string file)
        : base($"{operation} {file}: {Errnos.Describe(errno)}.")
    {
        Errno = errno;
        Operation = operation;
        File = file;
    }

    public int Errno { get; }

    /// <summary>Name of the call, such as "fdatasync".</summary>
    public string Operation { get; }

    public string File { get; }
}
