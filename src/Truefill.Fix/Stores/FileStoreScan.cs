using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace Truefill.Fix;

/// <summary>What the records of a store file say when they are read from the start.</summary>
internal sealed class FileStoreScan
{
    internal long CreatedAt { get; private set; }

    internal int NextOutbound { get; private set; } = 1;

    internal int NextInbound { get; private set; } = 1;

    internal int ReservedEnd { get; private set; } = 1;

    /// <summary>The bytes up to the end of the last good record.</summary>
    internal long GoodBytes { get; private set; }

    internal Guid BootId { get; private set; }

    /// <summary>The last record is a Close.</summary>
    internal bool Closed { get; private set; }

    /// <summary>
    /// A record that is all there does not hold: not what a kill in the middle of a write leaves, which is the start
    /// of one, and behind it nothing or the zeros of the file's room.
    /// </summary>
    internal bool Damaged { get; private set; }

    /// <param name="file">The store.</param>
    /// <param name="path">For errors.</param>
    /// <param name="offsets">Gets the place of each message.</param>
    internal static FileStoreScan Read(SyncedFile file, string path, List<long> offsets)
    {
        var scan = new FileStoreScan();
        var buffer = new byte[1 << 16];
        int from = 0, to = 0;
        while (true)
        {
            if (FileStoreRecord.TryRead(buffer.AsSpan(from, to - from), out var record, out var cutOff))
            {
                var payload = buffer.AsSpan(from + FileStoreRecord.HeadBytes, record.PayloadBytes);
                scan.Take(record, payload, offsets, path);
                var bytes = FileStoreRecord.HeadBytes + record.PayloadBytes;
                scan.GoodBytes += bytes;
                from += bytes;
                continue;
            }

            if (!cutOff)
            {
                var claimed = FileStoreRecord.ClaimedBytes(buffer.AsSpan(from, to - from));
                scan.Damaged = file.WrittenEnd(scan.GoodBytes) >= scan.GoodBytes + claimed;
                break;
            }

            buffer.AsSpan(from, to - from).CopyTo(buffer);
            (from, to) = (0, to - from);
            if (to == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);

            // The file's length says nothing here: where a session has the file, it grows and shrinks meanwhile.
            var more = file.ReadAt(scan.GoodBytes + to, buffer.AsSpan(to));
            if (more == 0) break;
            to += more;
        }

        if (scan.GoodBytes == 0) throw new FixStoreException($"{path} is not a FIX message store");
        return scan;
    }

    private void Take(FileStoreRecord record, ReadOnlySpan<byte> payload, List<long> offsets, string path)
    {
        if ((GoodBytes == 0) != (record.Kind == FileStoreKind.Start))
            throw new FixStoreException($"{path} is damaged at byte {GoodBytes}: a store starts once");
        Closed = false;
        switch (record.Kind)
        {
            case FileStoreKind.Start:
                if (record.Number != 1)
                    throw new FixStoreException($"{path} has format {record.Number}, this program knows 1");
                CreatedAt = BinaryPrimitives.ReadInt64LittleEndian(payload);
                break;
            case FileStoreKind.Message or FileStoreKind.Number:
                if (record.Number != NextOutbound)
                    throw new FixStoreException($"{path} is damaged at byte {GoodBytes}: number {record.Number}"
                        + $" where {NextOutbound} should be");
                offsets.Add(record.Kind == FileStoreKind.Message ? GoodBytes : 0);
                NextOutbound++;
                break;
            case FileStoreKind.Skip:
                while (offsets.Count < record.Number) offsets.Add(0);
                NextOutbound = record.Number;
                break;
            case FileStoreKind.Inbound:
                NextInbound = record.Number;
                break;
            case FileStoreKind.Reserve:
                ReservedEnd = record.Number;
                break;
            case FileStoreKind.Open:
                BootId = new Guid(payload);
                break;
            case FileStoreKind.Close:
                Closed = true;
                break;
            default:
                throw new FixStoreException(
                    $"{path} has a record of kind {record.Kind}, which this program does not know");
        }
    }
}
