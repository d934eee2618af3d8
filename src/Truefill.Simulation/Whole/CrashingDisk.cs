using System;
using System.Collections.Generic;
using Truefill.Journal;
using Truefill.Simulation.Generation;

namespace Truefill.Simulation.Whole;

/// <summary>The power failed while something was being written.</summary>
internal sealed class PowerFailedException : Exception;

/// <summary>How a disk fails at a change.</summary>
internal enum DiskFault
{
    /// <summary>Nothing more is done, and <see cref="PowerFailedException"/> thrown.</summary>
    PowerOff,

    /// <summary>
    /// The call is refused, and the next one is not. A write has left any number of its sectors. A sync has none of the
    /// file's sectors on the disk; those that the kernel threw away as well read as they were before.
    /// </summary>
    Refused,
}

/// <summary>
/// A directory in memory that loses at a crash what was not synced: of each file any of the unsynced sectors, of the
/// names those that were given last.
/// </summary>
/// <param name="lies">Syncs of data are acknowledged and not done: what no journal can survive has to be seen.</param>
/// <param name="reorders">Any of the unsynced sectors survive; else the first ones of each file.</param>
internal sealed class CrashingDisk(bool lies, bool reorders) : IJournalStorage
{
    private const int NoSpace = 28;
    private const int SectorBytes = 512;
    private readonly bool lies = lies;
    private readonly bool reorders = reorders;
    private readonly SortedDictionary<string, Content> names = new(StringComparer.Ordinal);
    private readonly List<(string? From, string To, Content? Content)> unsyncedNames = [];
    private SortedDictionary<string, Content> durableNames = new(StringComparer.Ordinal);
    private int? changesLeft;
    private DiskFault fault;
    private Chance? chanceOfFault;

    public IReadOnlyList<string> List() => [.. names.Keys];

    public IJournalFile Open(string name, bool writable) =>
        names.TryGetValue(name, out Content? content) ? new File(this, name, content)
            : throw new JournalIoException(2, "open", name);

    public IJournalFile Create(string name)
    {
        Change("create", name);
        Content content = new();
        names.Add(name, content);
        unsyncedNames.Add((null, name, content));
        return new File(this, name, content);
    }

    public void Rename(string from, string to)
    {
        Change("rename", from);
        Content content = names[from];
        names.Add(to, content);
        names.Remove(from);
        unsyncedNames.Add((from, to, content));
    }

    public void Delete(string name)
    {
        Change("delete", name);
        names.Remove(name);
        unsyncedNames.Add((name, "", null));
    }

    public void SyncDirectory()
    {
        Change("sync", ".");
        if (unsyncedNames.Count == 0) return;
        durableNames = new(names, StringComparer.Ordinal);
        unsyncedNames.Clear();
    }

    /// <summary>A bit on the disk is another one than was written.</summary>
    public void Flip(string name, long offset, int bit) => names[name].Flip(offset, bit);

    /// <summary>So many more changes are made, and the next one is not.</summary>
    public void FailAfter(int changes, DiskFault how, Chance chance) =>
        (changesLeft, fault, chanceOfFault) = (changes, how, chance);

    /// <summary>No failure lies ahead any more.</summary>
    public void Mend() => changesLeft = null;

    /// <summary>The power fails. What a restart finds is what is here afterwards.</summary>
    public void LosePower(Chance chance)
    {
        Mend();
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

    private void Change(string operation, string name, Action<Chance>? halfway = null)
    {
        if (changesLeft is not { } left) return;
        changesLeft = left - 1;
        if (left > 0) return;
        if (fault == DiskFault.PowerOff)
        {
            changesLeft = 0;
            throw new PowerFailedException();
        }

        Mend();
        halfway?.Invoke(chanceOfFault!);
        throw new JournalWriteException(NoSpace, operation, name);
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

        // What a sync could not write counts as written: no later one tries again.
        public void LoseSync(Chance chance, bool reorders)
        {
            int prefix = chance.Below(dirty.Count + 1);
            foreach (int sector in dirty)
            {
                if (reorders ? chance.OneIn(2) : prefix-- > 0) continue;
                Range at = (sector * SectorBytes)..((sector + 1) * SectorBytes);
                durable.AsSpan(at).CopyTo(bytes.AsSpan(at));
            }

            dirty.Clear();
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
            byte[] all = disk.changesLeft is 0 ? bytes.ToArray() : [];
            disk.Change("write", Name, chance =>
                content.Write(offset, all.AsSpan(..(chance.Below((all.Length / SectorBytes) + 1) * SectorBytes))));
            content.Write(offset, bytes);
        }

        public void SyncData()
        {
            disk.Change("sync", Name, chance => content.LoseSync(chance, disk.reorders));
            if (!disk.lies) content.Sync();
        }

        public void Dispose()
        {
        }
    }
}
