using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Truefill.Journal;

/// <summary>Makes and checks the folders of a state directory.</summary>
internal static class StateFolders
{
    private const uint OwnerOnly = 0x1C0; // 0700
    private const int PathBytes = 4096;

    /// <summary>The path without symbolic links.</summary>
    public static unsafe string RealPath(string path)
    {
        Span<byte> real = stackalloc byte[PathBytes];
        fixed (byte* p = real)
        {
            if (Libc.RealPath(path, p) != null)
                return Encoding.UTF8.GetString(real[..real.IndexOf((byte)0)]);
        }

        int errno = Marshal.GetLastPInvokeError();
        throw errno == Errnos.NoEntry
            ? new StateDirectoryException(
                StateDirectoryFault.Missing, path, "does not exist. It is never made by starting: use init.")
            : new JournalIoException(errno, "realpath", path);
    }

    public static SafeFileHandle Open(string realPath)
    {
        int fd = Libc.Open(realPath, Libc.ReadOnly | Libc.DirectoryOnly | Libc.NoFollow | Libc.CloseOnExec, 0);
        if (fd < 0)
            throw new JournalIoException(Marshal.GetLastPInvokeError(), "open", realPath);
        var handle = new SafeFileHandle(fd, ownsHandle: true);
        bool safe = false;
        try
        {
            FileStatus.Of(handle, string.Empty)!.Value.RequireSafe(realPath, directory: true);
            safe = true;
            return handle;
        }
        finally
        {
            if (!safe)
                handle.Dispose();
        }
    }

    /// <summary>Makes the directory itself, for its owner only, unless it is there.</summary>
    public static void Make(string path)
    {
        if (Libc.MakeDirectory(path, OwnerOnly) == 0)
            return;
        int errno = Marshal.GetLastPInvokeError();
        if (errno != Errnos.Exists)
            throw new JournalWriteException(errno, "mkdir", path);
    }

    public static void MakeInside(SafeFileHandle directory, string name)
    {
        if (Libc.MakeDirectoryAt(directory, name, OwnerOnly) != 0)
            throw new JournalWriteException(Marshal.GetLastPInvokeError(), "mkdir", name);
    }

    public static void Restrict(SafeFileHandle directory, string path)
    {
        if (Libc.ChangeMode(directory, OwnerOnly) != 0)
            throw new JournalWriteException(Marshal.GetLastPInvokeError(), "fchmod", path);
    }

    public static bool HoldsMoreThan(string path, string name)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(path))
        {
            if (Path.GetFileName(entry) != name)
                return true;
        }

        return false;
    }

    public static void SyncParent(string realPath)
    {
        using var parent = new PosixStorage(Path.GetDirectoryName(realPath) ?? "/");
        parent.SyncDirectory();
    }

    /// <summary>
    /// Refuses a directory that lacks what initialising puts there, or whose parts others may change.
    /// </summary>
    public static void RequireInitialised(SafeFileHandle root, string path, IEnumerable<string> folders)
    {
        if (FileStatus.Of(root, StateLayout.Identity) is not { } identity)
        {
            throw new StateDirectoryException(
                StateDirectoryFault.NotInitialised,
                path,
                "has no identity: never initialised, wiped, or the wrong directory. Restore a backup, or use init on "
                    + "an empty one.");
        }

        identity.RequireSafe(Path.Combine(path, StateLayout.Identity), directory: false);
        foreach (string folder in folders)
        {
            if (FileStatus.Of(root, folder) is not { } status)
            {
                throw new StateDirectoryException(
                    StateDirectoryFault.NotInitialised, path, $"has lost its folder {folder}.");
            }

            status.RequireSafe(Path.Combine(path, folder), directory: true);
        }
    }
}
