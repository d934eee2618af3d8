using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Truefill.Fix;

/// <summary>
/// A file whose syncs are checked: the framework's own flush reports success after a failed sync on this runtime.
/// </summary>
internal sealed partial class SyncedFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;

    internal SyncedFile(string path)
    {
        _path = path;
        // FileShare.None takes a lock on the file, so a second process with the same session is refused.
        _handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    private SyncedFile(string path, SafeFileHandle handle)
    {
        _path = path;
        _handle = handle;
    }

    /// <summary>Only to look into, also while another process writes.</summary>
    internal static SyncedFile OpenReading(string path) =>
        new(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    internal long Length => RandomAccess.GetLength(_handle);

    internal int ReadAt(long offset, Span<byte> to)
    {
        var done = 0;
        while (done < to.Length)
        {
            var got = RandomAccess.Read(_handle, to[done..], offset + done);
            if (got == 0) break;
            done += got;
        }

        return done;
    }

    internal void WriteAt(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, offset);

    internal void Truncate(long length) => RandomAccess.SetLength(_handle, length);

    internal void Sync()
    {
        if (SyncData(_handle) != 0)
            throw new FixStoreException($"fdatasync of {_path} failed, errno {Marshal.GetLastPInvokeError()}");
    }

    /// <summary>Makes a new name in a folder durable.</summary>
    internal static void SyncFolder(string path)
    {
        const int directory = 0x10000, directoryOnArm = 0x4000;
        var arm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
        using var handle = OpenFolder(path, arm ? directoryOnArm : directory);
        if (handle.IsInvalid || SyncAll(handle) != 0)
            throw new FixStoreException($"fsync of the folder {path} failed, errno {Marshal.GetLastPInvokeError()}");
    }

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int SyncData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncAll(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenFolder(string path, int flags);
}
