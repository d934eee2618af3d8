using System;
using System.Collections.Generic;
using Truefill.Journal;

namespace Truefill.Simulation.Driving;

/// <summary>
/// A directory in memory, for checkpoints. Everything is durable at once: losing things is the block list's part.
/// </summary>
internal sealed class MemoryStorage : IJournalStorage
{
    private readonly SortedDictionary<string, MemoryFile> files = new(StringComparer.Ordinal);
    private byte[] room = [];

    public IReadOnlyList<string> List() => [.. files.Keys];

    public IJournalFile Open(string name, bool writable) =>
        files.TryGetValue(name, out MemoryFile? file) ? file : throw new JournalIoException(2, "open", name);

    public IJournalFile Create(string name)
    {
        MemoryFile file = new(name, room);
        room = [];
        files.Add(name, file);
        return file;
    }

    public void Rename(string from, string to)
    {
        files.Add(to, files[from]);
        files.Remove(from);
    }

    /// <summary>The next file that is created is written where this one was.</summary>
    public void Delete(string name)
    {
        if (files.Remove(name, out MemoryFile? file)) room = file.Bytes;
    }

    public void SyncDirectory()
    {
    }

    private sealed class MemoryFile(string name, byte[] room) : IJournalFile
    {
        private byte[] bytes = room;
        private int length;

        public byte[] Bytes => bytes;

        public string Name { get; } = name;

        public long Length => length;

        public int ReadAt(long offset, Span<byte> to)
        {
            int count = (int)Math.Clamp(length - offset, 0, to.Length);
            bytes.AsSpan((int)offset, count).CopyTo(to);
            return count;
        }

        public void WriteAt(long offset, ReadOnlySpan<byte> written)
        {
            int end = checked((int)offset + written.Length);
            if (end > bytes.Length) Array.Resize(ref bytes, Math.Max(end, bytes.Length * 2));
            written.CopyTo(bytes.AsSpan((int)offset));
            length = Math.Max(length, end);
        }

        public void SyncData()
        {
        }

        public void Dispose()
        {
        }
    }
}
