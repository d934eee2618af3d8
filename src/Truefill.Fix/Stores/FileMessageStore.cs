using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace Truefill.Fix;

/// <summary>
/// One append-only file per session, <c>NAME.fixstore</c>. Outbound numbers are reserved in ranges by a sync before
/// any of a range is used. After a kill the file says exactly which numbers were used, for what a process wrote
/// outlives it; after a power cut the newest writes may be lost, so the numbering goes on behind the reserved range,
/// and the hole is gap-filled. Which of the two it was, the kernel's boot id tells.
/// </summary>
public sealed class FileMessageStore : IMessageStore
{
    private const int FormatVersion = 1;
    private const int BufferBytesMax = 1 << 20;

    // Some thousand messages: what is more seldom than one in a thousand waits for the zeros to be written.
    private const int RoomBytes = 1 << 20;

    private readonly FileStoreOptions options;
    private readonly string path;
    private readonly string folder;
    private SyncedFile? open;

    // Per outbound number, where its message starts in the file; 0 for none.
    private readonly List<long> offsets = [0];
    private byte[] buffer = new byte[1 << 14];
    private byte[] read = new byte[512];
    private int buffered;
    private long written;
    private int reservedEnd = 1;
    private bool failed;

    // A message is in the file, or on its way there, that was not synced.
    private bool unsynced;

    private FileMessageStore(string path, FileStoreOptions options)
    {
        this.options = options;
        this.path = path;
        folder = Path.GetDirectoryName(path)!;
    }

    public long CreatedAt { get; private set; }

    public int NextOutbound { get; private set; } = 1;

    public int NextInbound { get; private set; } = 1;

    /// <summary>Outbound numbers that a power cut made unsure, and that were skipped when the store was
    /// opened.</summary>
    public int SkippedAtOpen { get; private set; }

    /// <summary>Opens or creates the store of one session.</summary>
    /// <param name="folder">Created when it is not there.</param>
    /// <param name="name">Letters, digits, dot, dash and underscore; it becomes the name of the file.</param>
    /// <param name="now">Nanoseconds since 1970 UTC: when a new numbering begins.</param>
    /// <param name="options">The defaults when null.</param>
    /// <exception cref="FixStoreException">Used by another process, not a store, of a newer format, or
    /// damaged.</exception>
    public static FileMessageStore Open(string folder, string name, long now, FileStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        options ??= new FileStoreOptions();
        if (options.RangeLength < 1) throw new ArgumentException("RangeLength has to be 1 or more", nameof(options));
        if (name.AsSpan().ContainsAnyExcept(FileNames) || name[0] == '.')
            throw new ArgumentException($"'{name}' is not a name for a store", nameof(name));
        Directory.CreateDirectory(folder);
        var store = new FileMessageStore(Path.Combine(Path.GetFullPath(folder), name + ".fixstore"), options);
        try
        {
            if (File.Exists(store.path)) store.Load();
            else store.Begin(now);
            return store;
        }
        catch (IOException)
        {
            store.open?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The numbers that come next in and out, without opening the store: it may be in use or not ours to write. Of a
    /// store in use, what its file says so far: a session keeps the newest in memory for a moment. Null when there is
    /// none, or none that reads.
    /// </summary>
    public static (int Inbound, int Outbound)? Look(string folder, string name)
    {
        var storePath = Path.Combine(Path.GetFullPath(folder), name + ".fixstore");
        if (!File.Exists(storePath)) return null;
        try
        {
            using var file = SyncedFile.OpenReading(storePath);
            if (file is null) return null;
            var scan = FileStoreScan.Read(file, storePath, [0]);
            return (scan.NextInbound, scan.NextOutbound);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Makes the names in a folder durable, for files that are kept beside a store.</summary>
    /// <exception cref="FixStoreException">The disk refuses.</exception>
    public static void SyncFolder(string folder) => SyncedFile.SyncFolder(folder);

    /// <summary>Makes what was written to a file beside the store's durable.</summary>
    /// <exception cref="FixStoreException">The call failed.</exception>
    public static void Sync(SafeFileHandle file, string path) => SyncedFile.Sync(file, path);

    public void Append(ReadOnlySpan<byte> message)
    {
        ReserveNext();
        unsynced = true;
        offsets.Add(message.IsEmpty ? 0 : written + buffered);
        Put(message.IsEmpty ? FileStoreKind.Number : FileStoreKind.Message, NextOutbound, message);
        NextOutbound++;
    }

    public void SkipOutbound(int next)
    {
        if (next <= NextOutbound) return;
        Put(FileStoreKind.Skip, next, default);
        MoveOutbound(next);
    }

    public void SetNextInbound(int next)
    {
        if (next == NextInbound) return;
        NextInbound = next;
        Put(FileStoreKind.Inbound, next, default);
    }

    public void Flush()
    {
        WriteOut();
        if (options.Sync == FixStoreSync.EveryFlush && unsynced) SyncFile();
    }

    public bool TryRead(int msgSeqNum, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (msgSeqNum < 1 || msgSeqNum >= offsets.Count || offsets[msgSeqNum] == 0) return false;
        WriteOut();
        Span<byte> head = stackalloc byte[FileStoreRecord.HeadBytes];
        Disk.ReadAt(offsets[msgSeqNum], head);
        var bytes = FileStoreRecord.HeadBytes + BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
        if (bytes is < FileStoreRecord.HeadBytes or > FileStoreRecord.HeadBytes + FileStoreRecord.PayloadBytesMax)
            throw Damaged(offsets[msgSeqNum]);
        if (read.Length < bytes) read = new byte[bytes];
        Disk.ReadAt(offsets[msgSeqNum], read.AsSpan(0, bytes));
        if (!FileStoreRecord.TryRead(read.AsSpan(0, bytes), out var record, out _) || record.Number != msgSeqNum)
            throw Damaged(offsets[msgSeqNum]);
        message = read.AsSpan(FileStoreRecord.HeadBytes, record.PayloadBytes);
        return true;
    }

    public void Reset(long now)
    {
        if (failed) throw Failed();
        open?.Dispose();
        offsets.Clear();
        offsets.Add(0);
        buffered = 0;
        written = 0;
        reservedEnd = NextOutbound = NextInbound = 1;
        try
        {
            Begin(now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failed = true;
            throw e as FixStoreException ?? new FixStoreException($"{path} cannot be begun anew: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        if (!failed)
        {
            Put(FileStoreKind.Close, 0, default);
            WriteOut();
            SyncFile();
            Disk.Truncate(written);
        }

        open?.Dispose();
    }

    private SyncedFile Disk => open ?? throw Failed();

    private static System.Buffers.SearchValues<char> FileNames { get; } = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private SyncedFile Open(string path)
    {
        try
        {
            return new SyncedFile(path, options.Sync == FixStoreSync.EveryFlush ? RoomBytes : 0);
        }
        catch (IOException e)
        {
            throw new FixStoreException($"the store {path} cannot be opened, or another process uses it", e);
        }
    }

    private void Load()
    {
        open = Open(path);
        var scan = FileStoreScan.Read(open, path, offsets);
        var boot = options.BootId ?? FileStoreOptions.MachineBootId();
        // What this very kernel wrote is whole up to its last record, which a kill may have cut off.
        if (scan.Damaged && scan.BootId == boot) throw Damaged(scan.GoodBytes);
        (CreatedAt, NextInbound, reservedEnd, written) =
            (scan.CreatedAt, scan.NextInbound, scan.ReservedEnd, scan.GoodBytes);
        NextOutbound = scan.NextOutbound;
        open.Truncate(scan.GoodBytes);
        var everyNumberIsThere = scan.BootId == boot || (scan.Closed && !scan.Damaged);
        if (!everyNumberIsThere && reservedEnd > NextOutbound)
        {
            SkippedAtOpen = reservedEnd - NextOutbound;
            SkipOutbound(reservedEnd);
        }

        Put(FileStoreKind.Open, 0, boot.ToByteArray());
        WriteOut();
        SyncFile();
    }

    /// <summary>A new file under the name: a cut in between leaves what was there before or this, nothing
    /// else.</summary>
    private void Begin(long now)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        open = Open(fresh);
        CreatedAt = now;
        Span<byte> created = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(created, now);
        Put(FileStoreKind.Start, FormatVersion, created);
        Put(FileStoreKind.Open, 0, (options.BootId ?? FileStoreOptions.MachineBootId()).ToByteArray());
        WriteOut();
        SyncFile();
        File.Move(fresh, path, overwrite: true);
        SyncedFile.SyncFolder(folder);
    }

    /// <summary>No number is used before a durable record covers it.</summary>
    private void ReserveNext()
    {
        if (NextOutbound < reservedEnd) return;
        reservedEnd = NextOutbound + options.RangeLength;
        Put(FileStoreKind.Reserve, reservedEnd, default);
        WriteOut();
        SyncFile();
    }

    private void MoveOutbound(int next)
    {
        while (offsets.Count < next) offsets.Add(0);
        NextOutbound = next;
    }

    private void Put(FileStoreKind kind, int number, ReadOnlySpan<byte> payload)
    {
        if (failed) throw Failed();
        var bytes = FileStoreRecord.HeadBytes + payload.Length;
        if (buffered + bytes > BufferBytesMax) WriteOut();
        if (buffered + bytes > buffer.Length)
            Array.Resize(ref buffer, Math.Max(buffered + bytes, buffer.Length * 2));
        FileStoreRecord.Write(buffer.AsSpan(buffered, bytes), kind, number, payload);
        buffered += bytes;
    }

    private void WriteOut()
    {
        if (buffered == 0) return;
        try
        {
            Disk.WriteAt(written, buffer.AsSpan(0, buffered));
        }
        catch (IOException e)
        {
            failed = true;
            throw new FixStoreException($"writing {path} failed: {e.Message}", e);
        }

        written += buffered;
        buffered = 0;
    }

    private void SyncFile()
    {
        // After a failed sync the kernel may drop what it could not write and report success the next time.
        var before = failed;
        failed = true;
        Disk.Sync();
        failed = before;
        unsynced = false;
    }

    private FixStoreException Failed() => new($"the store {path} failed before and takes nothing more");

    private FixStoreException Damaged(long offset) => new($"the store {path} is damaged at byte {offset}");
}
