using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Truefill.Journal;

namespace Truefill.Server.Tests.Hosting;

/// <summary>A directory of the real disk on which nothing new finds a place while it is full.</summary>
internal sealed class FullStorage(IJournalStorage disk) : IJournalStorage
{
    private int refused;

    /// <summary>The error at which a new file cannot be written; 0: there is space.</summary>
    public volatile int Errno;

    /// <summary>Times that a new file was not written.</summary>
    public int Refused => Volatile.Read(ref refused);

    public IReadOnlyList<string> List() => disk.List();

    public IJournalFile Open(string name, bool writable) => disk.Open(name, writable);

    public IJournalFile Create(string name) => new File(this, disk.Create(name));

    public void Rename(string from, string to) => disk.Rename(from, to);

    public void Delete(string name) => disk.Delete(name);

    public void SyncDirectory() => disk.SyncDirectory();

    private sealed class File(FullStorage storage, IJournalFile file) : IJournalFile
    {
        public string Name => file.Name.Split('/').Last();

        public long Length => file.Length;

        public int ReadAt(long offset, Span<byte> to) => file.ReadAt(offset, to);

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
        {
            if (storage.Errno == 0)
            {
                file.WriteAt(offset, bytes);
                return;
            }

            file.WriteAt(offset, bytes[..(bytes.Length / 2)]);
            Interlocked.Increment(ref storage.refused);
            throw new JournalWriteException(storage.Errno, "pwrite", Name);
        }

        public void SyncData() => file.SyncData();

        public void Dispose() => file.Dispose();
    }
}
