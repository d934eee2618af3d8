using System;
using System.Collections.Generic;
using Truefill.Journal;
using Truefill.Simulation.Generation;

namespace Truefill.Simulation.Whole;

/// <summary>The power failed while something was being written.</summary>
internal sealed class PowerFailedException : Exception;

/// <summary>
/// A directory in memory that loses at a crash what was not synced: of each file any of the unsynced sectors, of the
/// names those that were given last.
/// </summary>
/// <param name="lies">Syncs of data are acknowledged and not done: what no journal can survive has to be seen.</param>
internal sealed class CrashingDisk(bool lies) : IJournalStorage
{
    private readonly bool lies = lies;
    private const int SectorBytes = 512;
    private readonly SortedDictionary<string, Content> names = new(StringComparer.Ordinal);
    private readonly List<(string? From, string To, Content? Content)> unsyncedNames = [];
    private SortedDictionary<string, Content> durableNames = new(StringComparer.Ordinal);
    private int? changesLeft;

    public IReadOnlyList<string> List() => [.. names.Keys];

    public IJournalFile Open(string name, bool writable) =>
        names.TryGetValue(name, out Content? content) ? new File(this, name, content)
            : throw new JournalIoException(2, "open", name);

    public IJournalFile Create(string name)
    {
        Change();
        Content content = new();
        names.Add(name, content);
        unsyncedNames.Add((null, name, content));
        return new File(this, name, content);
    }

    public void Rename(string from, string to)
    {
        Change();
        Content content = names[from];
        names.Add(to, content);
        names.Remove(from);
        unsyncedNames.Add((from, to, content));
    }

    public void Delete(string name)
    {
        Change();
        names.Remove(name);
        unsyncedNames.Add((name, "", null));
    }

    public void SyncDirectory()
    {
        Change();
        if (unsyncedNames.Count == 0) return;
        durableNames = new(names, StringComparer.Ordinal);
        unsyncedNames.Clear();
    }

    /// <summary>A bit on the disk is another one than was written.</summary>
    public void Flip(string name, long offset, int bit) => names[name].Flip(offset, bit);

    /// <summary>
    /// The power fails after so many more changes: the next one throws <see cref="PowerFailedException"/>.
    /// </summary>
    public void FailAfter(int changes) => changesLeft = changes;

    /// <summary>The power fails. What a restart finds is what is here afterwards.</summary>
    /// <param name="reorders">Any of the unsynced sectors survive; else the first ones of each file.</param>
    public void LosePower(Chance chance, bool reorders)
    {
        changesLeft = null;
        int survive = chance.Below(unsyncedNames.Count + 1);
        for (int i = 0; i < survive; i++)
        {
            (string? from, string to, Content? content) = unsyncedNames[i];
            if (from is not null) durableNames.Remove(from);
            if (content is not null) durableNames[to] = content;
        }

        names.Clear();
        foreach ((string name, Content content) in durableNames)
        {
            content.LosePower(chance, reorders);
            names.Add(name, content);
        }

        unsyncedNames.Clear();
    }

    private void Change()
    {
        if (changesLeft is not { } left) return;
        if (left == 0) throw new PowerFailedException();
        changesLeft = left - 1;
    }

    private sealed class Content
    {
        private readonly SortedSet<int> dirty = [];
        private byte[] bytes = [];
        private byte[] durable = [];
        private int durableLength;

        public int Length { get; private set; }

        public int Read(long offset, Span<byte> to)
        {
            int count = (int)Math.Clamp(Length - offset, 0, to.Length);
            bytes.AsSpan((int)offset, count).CopyTo(to);
            return count;
        }

        public void Write(long offset, ReadOnlySpan<byte> written)
        {
            if (written.IsEmpty) return;
            int end = checked((int)offset + written.Length);
            if (end > bytes.Length)
            {
                int room = Math.Max((end + SectorBytes - 1) / SectorBytes * SectorBytes, bytes.Length * 2);
                Array.Resize(ref bytes, room);
                Array.Resize(ref durable, room);
            }

            written.CopyTo(bytes.AsSpan((int)offset));
            Length = Math.Max(Length, end);
            for (int i = (int)offset / SectorBytes; i <= (end - 1) / SectorBytes; i++) dirty.Add(i);
        }

        public void Flip(long offset, int bit)
        {
            bytes[offset] ^= (byte)(1 << bit);
            durable[offset] ^= (byte)(1 << bit);
        }

        public void Sync()
        {
            foreach (int sector in dirty) Persist(sector);
            dirty.Clear();
            durableLength = Length;
        }

        public void LosePower(Chance chance, bool reorders)
        {
            int prefix = chance.Below(dirty.Count + 1);
            foreach (int sector in dirty)
            {
                if (reorders ? !chance.OneIn(2) : prefix-- <= 0) continue;
                Persist(sector);
                durableLength = Math.Max(durableLength, Math.Min(Length, (sector + 1) * SectorBytes));
            }

            dirty.Clear();
            Length = durableLength;
            durable.CopyTo(bytes, 0);
        }

        private void Persist(int sector) =>
            bytes.AsSpan(sector * SectorBytes, SectorBytes).CopyTo(durable.AsSpan(sector * SectorBytes));
    }

    private sealed class File(CrashingDisk disk, string name, Content content) : IJournalFile
    {
        public string Name { get; } = name;

        public long Length => content.Length;

        public int ReadAt(long offset, Span<byte> to) => content.Read(offset, to);

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
        {
            disk.Change();
            content.Write(offset, bytes);
        }

        public void SyncData()
        {
            disk.Change();
            if (!disk.lies) content.Sync();
        }

        public void Dispose()
        {
        }
    }
}
