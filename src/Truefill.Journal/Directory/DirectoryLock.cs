using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Truefill.Journal;

/// <summary>Keeps every other engine out of a directory for as long as it is held.</summary>
/// <remarks>
/// Two locks of the kernel: on the directory itself, which no path, link or removed file gets round, and on the file
/// "lock" in it, where tools look. The file is never renamed or removed, and says who holds it. Both end with the
/// process. The framework's file locks are not used: an environment variable turns them off.
/// </remarks>
internal sealed class DirectoryLock : IDisposable
{
    private const int HolderBytes = 256;
    private const uint OwnerOnly = 0x180; // 0600

    private readonly SafeFileHandle directory;
    private readonly SafeFileHandle file;

    private DirectoryLock(SafeFileHandle directory, SafeFileHandle file)
    {
        this.directory = directory;
        this.file = file;
    }

    /// <summary>
    /// Takes the lock or throws at once. The handle of the directory stays the caller's until this succeeds.
    /// </summary>
    public static DirectoryLock Take(SafeFileHandle directory, string path, string holder)
    {
        Lock(directory, "", directory, path);
        SafeFileHandle lockFile = Open(directory, path, Libc.ReadWrite | Libc.Create);
        bool taken = false;
        try
        {
            Lock(lockFile, StateLayout.Lock, directory, path);
            FileStatus.Of(directory, StateLayout.Lock)!.Value.RequireSafe(
                Path.Combine(path, StateLayout.Lock), directory: false);
            string text = $"pid {Libc.ProcessId()}{(holder.Length == 0 ? string.Empty : ", " + holder)}";
            using var posix = new PosixFile(new SafeFileHandle(lockFile.DangerousGetHandle(), ownsHandle: false), path);
            posix.WriteAt(0, Encoding.UTF8.GetBytes(text.PadRight(HolderBytes - 1) + "\n").AsSpan(0, HolderBytes));
            taken = true;
            return new DirectoryLock(directory, lockFile);
        }
        finally
        {
            if (!taken)
                lockFile.Dispose();
        }
    }

    /// <summary>Somebody has the lock. The handle must not be used for anything else: its lock ends with it.</summary>
    public static bool IsHeld(SafeFileHandle directory) =>
        Libc.Lock(directory, Libc.LockShared | Libc.LockNonBlocking) != 0
        && Marshal.GetLastPInvokeError() == Errnos.WouldBlock;

    /// <summary>
    /// Lets go at once. Closing alone would not: a process that is being started just now holds copies of the handles
    /// until it runs its own program, and the lock with them.
    /// </summary>
    public void Dispose()
    {
        Release(file);
        Release(directory);
    }

    private static void Release(SafeFileHandle handle)
    {
        if (!handle.IsClosed) _ = Libc.Lock(handle, Libc.Unlock);
        handle.Dispose();
    }

    // The name is that of what is locked, inside the directory; empty: the directory itself.
    private static void Lock(SafeFileHandle handle, string name, SafeFileHandle directory, string path)
    {
        if (Libc.Lock(handle, Libc.LockExclusive | Libc.LockNonBlocking) == 0)
            return;
        int errno = Marshal.GetLastPInvokeError();
        throw errno == Errnos.WouldBlock
            ? new StateDirectoryException(
                StateDirectoryFault.Locked, path, $"in use by {Holder(name, directory, path)}.")
            : new StateDirectoryException(
                StateDirectoryFault.LockUnsupported, path, $"cannot be locked: {Errnos.Describe(errno)}.");
    }

    // The kernel knows the holder from the first moment on; the file says more, but its name may be the last holder's
    // while the next one has the lock and has not written yet.
    private static string Holder(string name, SafeFileHandle directory, string path)
    {
        string named = Named(directory, path);
        if (FileStatus.Of(directory, name) is not { } locked || KernelLocks.HolderOf(in locked) is not { } process)
            return named;
        string pid = $"pid {process}";
        bool isSame = named.StartsWith(pid, StringComparison.Ordinal)
            && (named.Length == pid.Length || !char.IsAsciiDigit(named[pid.Length]));
        return isSame ? named : pid;
    }

    private static string Named(SafeFileHandle directory, string path)
    {
        try
        {
            using var lockFile = new PosixFile(Open(directory, path, Libc.ReadOnly), path);
            var text = new byte[HolderBytes];
            int got = lockFile.ReadAt(0, text);
            string holder = Encoding.UTF8.GetString(text, 0, got).Trim();
            return holder.Length == 0 ? "an unknown process" : holder;
        }
        catch (StateDirectoryException)
        {
            return "a process that left no name";
        }
    }

    private static SafeFileHandle Open(SafeFileHandle directory, string path, int flags)
    {
        int fd = Libc.OpenAt(directory, StateLayout.Lock, flags | Libc.CloseOnExec | Libc.NoFollow, OwnerOnly);
        if (fd >= 0)
            return new SafeFileHandle(fd, ownsHandle: true);
        int errno = Marshal.GetLastPInvokeError();
        throw new StateDirectoryException(
            StateDirectoryFault.Insecure, Path.Combine(path, StateLayout.Lock),
            $"cannot be opened: {Errnos.Describe(errno)}.");
    }
}
