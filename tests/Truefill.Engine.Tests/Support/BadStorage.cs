using System;
using System.Collections.Generic;
using Truefill.Journal;

namespace Truefill.Engine.Tests.Support;

/// <summary>A directory of the real disk of which a file cannot be read, or that is full.</summary>
internal sealed class BadStorage(IJournalStorage disk) : IJournalStorage
{
    private const int Io = 5;
    private const int NoSpace = 28;

    /// <summary>Name of the file that cannot be read.</summary>
    public string? Unreadable { get; init; }

    /// <summary>Nothing that is new can be synced.</summary>
    public bool IsFull { get; init; }

    /// <summary>Done by somebody else just before a file gets its name.</summary>
    public Action? BeforeRename { get; init; }

    public IReadOnlyList<string> List() => disk.List();

    public IJournalFile Open(string name, bool writable) =>
        new File(disk.Open(name, writable), name == Unreadable, false);

    public IJournalFile Create(string name) => new File(disk.Create(name), false, IsFull);

    public void Rename(string from, string to)
    {
        BeforeRename?.Invoke();
        disk.Rename(from, to);
    }

    public void Delete(string name) => disk.Delete(name);

    public void SyncDirectory() => disk.SyncDirectory();

    private sealed class File(IJournalFile file, bool isUnreadable, bool isFull) : IJournalFile
    {
        public string Name => file.Name;

        public long Length => file.Length;

        public int ReadAt(long offset, Span<byte> to) =>
            isUnreadable ? throw new JournalIoException(Io, "pread", Name) : file.ReadAt(offset, to);

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes) => file.WriteAt(offset, bytes);

        public void SyncData()
        {
            if (isFull) throw new JournalWriteException(NoSpace, "fdatasync", Name);
            file.SyncData();
        }

        public void Dispose() => file.Dispose();
    }
}
