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

    /// <summary>The file system, or its owner's share of it, is full: whoever can wait may try again.</summary>
    public bool IsNoSpace => Errno is Errnos.NoSpace or Errnos.QuotaExceeded;
}
