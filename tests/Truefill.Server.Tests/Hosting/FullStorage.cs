using System;
using System.Threading;
using Truefill.Journal;

namespace Truefill.Server.Tests.Hosting;

/// <summary>A directory of the real disk on which nothing new finds a place while it is full.</summary>
internal sealed class FullStorage(IJournalStorage disk) : StorageOver(disk)
{
    private readonly IJournalStorage disk = disk;
    private int refused;

    /// <summary>The error at which a new file cannot be written; 0: there is space.</summary>
    public volatile int Errno;

    /// <summary>Times that a new file was not written.</summary>
    public int Refused => Volatile.Read(ref refused);

    // What is there has its place.
    public override IJournalFile Open(string name, bool writable) => disk.Open(name, writable);

    protected override void Write(IJournalFile file, long offset, ReadOnlySpan<byte> bytes)
    {
        if (Errno == 0)
        {
            base.Write(file, offset, bytes);
            return;
        }

        base.Write(file, offset, bytes[..(bytes.Length / 2)]);
        Interlocked.Increment(ref refused);
        throw new JournalWriteException(Errno, "pwrite", file.Name);
    }
}
