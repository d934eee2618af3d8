using System;
using System.IO;
using Microsoft.Win32.SafeHandles;
using Truefill.Fix;

namespace Truefill.Server.Gateway;

/// <summary>
/// How far a client has been told, in a file. Before a report is put into the session's store a record says which
/// report, under which number. The store writes later, so the records of all reports that may not be in its file yet
/// stand beside each other: after a kill the store says which of them it has. Used by one thread at a time.
/// </summary>
internal sealed class ReportCursor : IDisposable
{
    private readonly SafeFileHandle file;
    private readonly byte[] bytes = new byte[CursorRecord.Bytes];
    private readonly CursorRecord[] announced = new CursorRecord[CursorRecord.Slots];

    // Of the next record, and of the first whose report may not be in the store's file.
    private ulong next;
    private ulong since;

    // Every report up to this sequence is in the store's file.
    private ulong flushed;

    // What the record written last says without a look at the store; null while it announces a report.
    private ulong? settled;

    private readonly IMessageStore store;

    private ReportCursor(SafeFileHandle file, IMessageStore store) => (this.file, this.store) = (file, store);

    /// <summary>
    /// Every report up to this sequence is with the session's store, or was before its numbers began anew.
    /// </summary>
    public ulong Covered { get; private set; }

    /// <summary>There was a file, and nothing in it could be read.</summary>
    public bool WasDamaged { get; private set; }

    /// <summary>No report can be announced until more of them are in the store's file.</summary>
    public bool IsFull => next - since == CursorRecord.Slots;

    /// <param name="otherwise">Where a client that was never told anything begins.</param>
    /// <param name="store">The session's.</param>
    public static ReportCursor Open(string path, ulong otherwise, IMessageStore store)
    {
        // Shared with those who look; the store's own lock keeps a second writer out.
        ReportCursor cursor = new(File.OpenHandle(
            path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, FileOptions.None), store);
        byte[] page = CursorRecord.ReadAll(cursor.file);
        if (CursorRecord.Newest(page) is { } newest)
        {
            ulong covered = newest.Covered;
            for (ulong each = newest.Since; each <= newest.Ordinal; each++)
            {
                if (CursorRecord.TryRead(page, each, out CursorRecord record) && IsIn(store, in record))
                    covered = Math.Max(covered, record.Seq);
            }

            covered = Math.Max(covered, ToldReports.LastSince(in newest, store));
            cursor.next = newest.Ordinal + 1;
            cursor.Restart(covered);
            return cursor;
        }

        cursor.WasDamaged = RandomAccess.GetLength(cursor.file) > 0;
        cursor.Restart(otherwise);
        cursor.Sync(path);
        return cursor;
    }

    /// <summary>
    /// Every report up to this sequence was told for sure, without opening the cursor: a service may have it. Null when
    /// there is none that reads.
    /// </summary>
    public static ulong? Look(string path)
    {
        if (!File.Exists(path)) return null;
        using SafeFileHandle read = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return CursorRecord.Newest(CursorRecord.ReadAll(read))?.Covered;
    }

    /// <summary>The report of this sequence is about to be put into the store under this number.</summary>
    public void Announce(ulong seq, long numbering, int msgSeqNum)
    {
        // One that was left out after all has not used its number.
        if (next > since && Slot(next - 1) is var last && last.Is(numbering, msgSeqNum)) next--;
        CursorRecord record = new(next, since, flushed, seq, numbering, msgSeqNum);
        Slot(next) = record;
        next++;
        settled = null;
        Write(in record);
    }

    /// <summary>The report announced last is with the store.</summary>
    public void Told(ulong seq) => Covered = seq;

    /// <summary>The store's file has everything up to this number.</summary>
    public void Flushed(FixMark upTo)
    {
        // What was announced before the numbers began anew is not told under the new ones.
        while (since < next && (Slot(since).Numbering != upTo.Numbering || Slot(since).MsgSeqNum <= upTo.MsgSeqNum))
            flushed = Slot(since++).Seq;
    }

    /// <summary>
    /// There is nothing to tell up to this sequence that is not with the store. Without effect while something of it
    /// may not be in the store's file: then the records still say it.
    /// </summary>
    public void Cover(ulong seq)
    {
        if (since == next && settled != seq) Restart(seq);
    }

    /// <summary>From here on the client is told.</summary>
    public void Restart(ulong covered)
    {
        Covered = flushed = covered;
        since = next + 1;

        // The numbering first: should another begin just then, a later start looks at all that is in it.
        long numbering = store.CreatedAt;
        Write(new CursorRecord(next++, since, covered, covered, numbering, store.NextOutbound));
        settled = covered;
    }

    public void Dispose() => file.Dispose();

    // Once, so that a power cut does not take the file away. The records written later are not synced: what they say is
    // found again in the store.
    private void Sync(string path)
    {
        FileMessageStore.Sync(file, path);
        FileMessageStore.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static bool IsIn(IMessageStore store, in CursorRecord record) =>
        record.Numbering != store.CreatedAt
            || (record.MsgSeqNum < store.NextOutbound && store.TryRead(record.MsgSeqNum, out _));

    private ref CursorRecord Slot(ulong ordinal) => ref announced[(int)(ordinal % CursorRecord.Slots)];

    private void Write(in CursorRecord record)
    {
        record.Write(bytes);
        RandomAccess.Write(file, bytes, record.Offset);
    }
}
