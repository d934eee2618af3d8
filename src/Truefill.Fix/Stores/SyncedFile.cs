using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Truefill.Fix;

/// <summary>
/// A file whose syncs are checked: the framework's own flush reports success after a failed sync on this runtime. With
/// room it is written into bytes that are there already, as zeros: a sync then has no new length to write down.
/// </summary>
internal sealed partial class SyncedFile : IDisposable
{
    private static readonly byte[] Zeros = new byte[16 << 10];

    private readonly SafeFileHandle handle;
    private readonly string path;
    private readonly int roomBytes;

    // Up to here the file holds what was written, and zeros behind it.
    private long roomEnd;

    /// <param name="path">Created when it is not there.</param>
    /// <param name="roomBytes">Zeros written ahead of what is written, each time that they are used up; 0 for
    /// none.</param>
    internal SyncedFile(string path, int roomBytes)
    {
        this.path = path;
        this.roomBytes = roomBytes;
        // FileShare.None takes a lock on the file, so a second process with the same session is refused.
        handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    private SyncedFile(string path, SafeFileHandle handle)
    {
        this.path = path;
        this.handle = handle;
    }

    /// <summary>
    /// Only to look into, also while another process writes; null when that cannot be. It takes no lock. The framework
    /// takes one for a reader too: a reader would be refused while a session has the file, and would keep a session
    /// that begins meanwhile from opening it.
    /// </summary>
    internal static SyncedFile? OpenReading(string path)
    {
        const int closedInChildren = 0x80000;
        var opened = OpenUnlocked(path, closedInChildren);
        if (!opened.IsInvalid) return new SyncedFile(path, opened);
        opened.Dispose();
        return null;
    }

    internal long Length => RandomAccess.GetLength(handle);

    internal int ReadAt(long offset, Span<byte> to)
    {
        var done = 0;
        while (done < to.Length)
        {
            var got = RandomAccess.Read(handle, to[done..], offset + done);
            if (got == 0) break;
            done += got;
        }

        return done;
    }

    internal void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        var end = offset + bytes.Length;
        RandomAccess.Write(handle, bytes, offset);
        if (end <= roomEnd || roomBytes == 0) return;
        // Behind what was written, never before it: a kill in between leaves no zeros in front of bytes. In pieces: a
        // long write makes long pages, and each short write into one costs the kernel microseconds.
        for (roomEnd = end; roomEnd < end + roomBytes; roomEnd += Zeros.Length)
            RandomAccess.Write(handle, Zeros, roomEnd);
    }

    /// <summary>Gives up what is behind, room too.</summary>
    internal void Truncate(long length)
    {
        RandomAccess.SetLength(handle, length);
        roomEnd = length;
    }

    /// <summary>The end of the last byte that is not zero; <paramref name="from"/> when all behind it are.</summary>
    internal long WrittenEnd(long from)
    {
        var chunk = new byte[1 << 16];
        for (var end = Length; end > from;)
        {
            var start = Math.Max(from, end - chunk.Length);
            var bytes = chunk.AsSpan(0, (int)(end - start));
            ReadAt(start, bytes);
            var last = bytes.LastIndexOfAnyExcept((byte)0);
            if (last >= 0) return start + last + 1;
            end = start;
        }

        return from;
    }

    internal void Sync() => Sync(handle, path);

    /// <summary>The framework's own call hides a failure.</summary>
    internal static void Sync(SafeFileHandle file, string path)
    {
        if (SyncData(file) != 0)
            throw new FixStoreException($"fdatasync of {path} failed, errno {Marshal.GetLastPInvokeError()}");
    }

    /// <summary>Makes a new name in a folder durable.</summary>
    internal static void SyncFolder(string path)
    {
        const int directory = 0x10000, directoryOnArm = 0x4000;
        var arm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
        using var folder = OpenUnlocked(path, arm ? directoryOnArm : directory);
        if (folder.IsInvalid || SyncAll(folder) != 0)
            throw new FixStoreException($"fsync of the folder {path} failed, errno {Marshal.GetLastPInvokeError()}");
    }

    public void Dispose() => handle.Dispose();

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int SyncData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncAll(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenUnlocked(string path, int flags);
}
