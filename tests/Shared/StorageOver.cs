using System;
using System.Collections.Generic;
using Truefill.Journal;

namespace Truefill.Tests;

/// <summary>
/// A directory that hands everything on to another. A test overrides the call that it is about; those of files are
/// given the file.
/// </summary>
internal abstract class StorageOver(IJournalStorage disk) : IJournalStorage
{
    public IReadOnlyList<string> List() => disk.List();

    public virtual IJournalFile Open(string name, bool writable) => new File(this, disk.Open(name, writable));

    public virtual IJournalFile Create(string name) => new File(this, disk.Create(name));

    public virtual void Rename(string from, string to) => disk.Rename(from, to);

    public void Delete(string name) => disk.Delete(name);

    public void SyncDirectory() => disk.SyncDirectory();

    protected virtual int Read(IJournalFile file, long offset, Span<byte> to) => file.ReadAt(offset, to);

    protected virtual void Write(IJournalFile file, long offset, ReadOnlySpan<byte> bytes) =>
        file.WriteAt(offset, bytes);

    protected virtual void Sync(IJournalFile file) => file.SyncData();

    private sealed class File(StorageOver storage, IJournalFile file) : IJournalFile
    {
        public string Name => file.Name;

        public long Length => file.Length;

        public int ReadAt(long offset, Span<byte> to) => storage.Read(file, offset, to);

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes) => storage.Write(file, offset, bytes);

        public void SyncData() => storage.Sync(file);

        public void Dispose() => file.Dispose();
    }
}
