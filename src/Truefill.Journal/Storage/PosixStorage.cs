using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Truefill.Journal;

/// <summary>A directory of the real disk, held open, so that a later rename of a parent changes nothing.</summary>
public sealed class PosixStorage : IJournalStorage, IDisposable
{
    private const uint OwnerOnly = 0x180; // 0600

    private readonly SafeFileHandle directory;
    private readonly string path;

    /// <summary>Opens a directory that exists; a symbolic link is refused.</summary>
    public PosixStorage(string path)
    {
        this.path = path;
        int fd = Libc.Open(path, Libc.ReadOnly | Libc.DirectoryOnly | Libc.NoFollow | Libc.CloseOnExec, 0);
        if (fd < 0)
            throw Failed("open", path);
        directory = new SafeFileHandle(fd, ownsHandle: true);
    }

    public IReadOnlyList<string> List()
    {
        try
        {
            return [.. Directory.EnumerateFiles(path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            throw new JournalIoException(Errnos.NoEntry, "list", path);
        }
        catch (IOException e)
        {
            // On Linux the framework keeps the errno there, for example of too many open files.
            throw new JournalIoException(e.HResult, "list", path);
        }
    }

    public IJournalFile Open(string name, bool writable)
    {
        int flags = (writable ? Libc.ReadWrite : Libc.ReadOnly) | Libc.NoFollow | Libc.CloseOnExec;
        return File(Libc.OpenAt(directory, name, flags, 0), "open", name);
    }

    public IJournalFile Create(string name)
    {
        int flags = Libc.ReadWrite | Libc.Create | Libc.Exclusive | Libc.NoFollow | Libc.CloseOnExec;
        return File(Libc.OpenAt(directory, name, flags, OwnerOnly), "create", name);
    }

    public void Rename(string from, string to)
    {
        if (Libc.Rename(directory, from, directory, to, Libc.RenameNoReplace) != 0)
            throw FailedWrite("rename", from);
    }

    public void Replace(string from, string to)
    {
        if (Libc.Rename(directory, from, directory, to, 0) != 0)
            throw FailedWrite("rename", from);
    }

    public void Delete(string name)
    {
        if (Libc.Unlink(directory, name, 0) != 0)
            throw FailedWrite("unlink", name);
    }

    public void SyncDirectory()
    {
        if (Libc.Sync(directory) != 0)
            throw FailedWrite("fsync", string.Empty);
    }

    public void Dispose() => directory.Dispose();

    private PosixFile File(int fd, string operation, string name)
    {
        string filePath = Path.Combine(path, name);
        if (fd >= 0)
            return new PosixFile(new SafeFileHandle(fd, ownsHandle: true), filePath);
        throw operation == "create" ? FailedWrite(operation, name) : Failed(operation, filePath);
    }

    private static JournalIoException Failed(string operation, string path) =>
        new(Marshal.GetLastPInvokeError(), operation, path);

    private JournalWriteException FailedWrite(string operation, string name) =>
        new(Marshal.GetLastPInvokeError(), operation, Path.Combine(path, name));
}
