using System;
using System.Buffers.Binary;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace Truefill.Server.Gateway;

/// <summary>
/// How far a client has been told, in a file of one record. Before a report is put into the session's store the record
/// says which report, under which number; so after a kill it can be told whether the store has it.
/// </summary>
internal sealed class ReportCursor : IDisposable
{
    private const int Bytes = 40;

    private readonly SafeFileHandle file;
    private readonly byte[] record = new byte[Bytes];

    private ReportCursor(SafeFileHandle file) => this.file = file;

    /// <summary>
    /// Every report up to this sequence is in the session's store, or was before its numbers began anew.
    /// </summary>
    public ulong Covered { get; private set; }

    /// <param name="otherwise">Where a client that was never told anything begins.</param>
    /// <param name="numbering">The store's numbering.</param>
    /// <param name="nextOutbound">The store's next number out.</param>
    public static ReportCursor Open(string path, ulong otherwise, long numbering, int nextOutbound)
    {
        ReportCursor cursor = new(File.OpenHandle(
            path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, FileOptions.None));
        cursor.Covered = otherwise;
        if (RandomAccess.Read(cursor.file, cursor.record, 0) == Bytes && cursor.Sum() == cursor.Get(32))
        {
            bool isSent = cursor.Get(16) != (ulong)numbering || cursor.Get(24) < (ulong)nextOutbound;
            cursor.Covered = isSent ? cursor.Get(8) : cursor.Get(0);
        }

        return cursor;
    }

    /// <summary>The report of this sequence is about to be put into the store under this number.</summary>
    public void Announce(ulong seq, long numbering, int msgSeqNum) => Write(seq, numbering, msgSeqNum);

    /// <summary>The report announced last is in the store.</summary>
    public void Told(ulong seq) => Covered = seq;

    /// <summary>There is nothing to tell up to this sequence that is not in the store.</summary>
    public void Cover(ulong seq)
    {
        Covered = seq;
        Write(seq, numbering: 0, msgSeqNum: 0);
    }

    public void Dispose() => file.Dispose();

    private void Write(ulong seq, long numbering, int msgSeqNum)
    {
        Put(0, Covered);
        Put(8, seq);
        Put(16, (ulong)numbering);
        Put(24, (ulong)msgSeqNum);
        Put(32, Sum());
        RandomAccess.Write(file, record, 0);
    }

    private ulong Sum()
    {
        ulong sum = 0x5472_7565_6669_6C6C;
        for (int at = 0; at < Bytes - 8; at += 8) sum = System.Numerics.BitOperations.RotateLeft(sum ^ Get(at), 13);
        return sum;
    }

    private ulong Get(int at) => BinaryPrimitives.ReadUInt64LittleEndian(record.AsSpan(at));

    private void Put(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(at), value);
}
