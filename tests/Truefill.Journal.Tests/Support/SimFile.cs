using System;

namespace Truefill.Journal.Tests;

/// <summary>An open file of a <see cref="SimDisk"/>.</summary>
internal sealed class SimFile(string name, SimContent content, bool writable, SimFaults faults) : IJournalFile
{
    public string Name => name;

    public long Length => content.Bytes.Length;

    public int ReadAt(long offset, Span<byte> to)
    {
        int count = (int)Math.Clamp(content.Bytes.Length - offset, 0, to.Length);
        if (count > 0)
            content.Bytes.AsSpan((int)offset, count).CopyTo(to);
        return count;
    }

    public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        if (!writable)
            throw new JournalWriteException(9, "pwrite", name);
        try
        {
            faults.Write("pwrite", name);
        }
        catch (Exception)
        {
            // A failed or interrupted write is done in part, up to some sector.
            int sectors = faults.Chance.Below(bytes.Length / SimContent.Sector + 1);
            content.Write(offset, bytes[..(sectors * SimContent.Sector)]);
            throw;
        }

        content.Write(offset, bytes);
    }

    public void SyncData()
    {
        try
        {
            faults.Sync("fdatasync", name);
        }
        catch (JournalWriteException)
        {
            content.SyncFailed(faults.Chance);
            throw;
        }

        content.Sync();
    }

    public void Dispose()
    {
    }
}
