using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Journal.Tests;

/// <summary>A disk in memory that forgets, tears and reorders what was not synced, and fails on demand.</summary>
internal sealed class SimDisk : IJournalStorage
{
    private readonly List<(string? From, string To, SimContent? Content)> unsyncedNames = [];
    private Dictionary<string, SimContent> durableNames = [];

    public Dictionary<string, SimContent> Names { get; private set; } = [];

    public SimFaults Faults { get; init; } = new();

    public SimContent this[string name] => Names[name];

    public IReadOnlyList<string> List() => [.. Names.Keys.Order(StringComparer.Ordinal)];

    public IJournalFile Open(string name, bool writable) => Names.TryGetValue(name, out SimContent? content)
        ? new SimFile(name, content, writable, Faults)
        : throw new JournalIoException(2, "open", name);

    public IJournalFile Create(string name)
    {
        Faults.Write("create", name);
        if (Names.ContainsKey(name))
            throw new JournalWriteException(17, "create", name);
        var content = new SimContent();
        Names.Add(name, content);
        unsyncedNames.Add((null, name, content));
        return new SimFile(name, content, writable: true, Faults);
    }

    public void Rename(string from, string to)
    {
        Faults.Write("rename", from);
        if (Names.ContainsKey(to))
            throw new JournalWriteException(17, "rename", from);
        Names.Remove(from, out SimContent? content);
        Names.Add(to, content!);
        unsyncedNames.Add((from, to, content));
    }

    public void Replace(string from, string to)
    {
        Faults.Write("rename", from);
        Names.Remove(from, out SimContent? content);
        Names[to] = content!;
        unsyncedNames.Add((from, to, content));
    }

    public void Delete(string name)
    {
        Faults.Write("unlink", name);
        Names.Remove(name);
        unsyncedNames.Add((name, string.Empty, null));
    }

    public void SyncDirectory()
    {
        Faults.Sync("fsync", "directory");
        durableNames = new(Names);
        unsyncedNames.Clear();
    }

    /// <summary>
    /// What a restart after a power failure finds: any of the unsynced sectors, names in order up to some point.
    /// </summary>
    public SimDisk AfterPowerFailure(Prng chance)
    {
        var names = new Dictionary<string, SimContent>(durableNames);
        int survive = chance.Below(unsyncedNames.Count + 1);
        foreach ((string? from, string to, SimContent? content) in unsyncedNames.Take(survive))
        {
            if (from is not null)
                names.Remove(from);
            if (content is not null)
                names[to] = content;
        }

        return Restarted(names.ToDictionary(n => n.Key, n => n.Value.AfterPowerFailure(chance)));
    }

    /// <summary>
    /// What a restart of the process finds: all that was written, synced or not, as the kernel still has it.
    /// </summary>
    public SimDisk AfterKill() => WithFaults(new SimFaults());

    /// <summary>The same disk, with other faults from now on.</summary>
    public SimDisk WithFaults(SimFaults faults)
    {
        SimDisk next = new() { Names = new(Names), durableNames = new(durableNames), Faults = faults };
        next.unsyncedNames.AddRange(unsyncedNames);
        return next;
    }

    /// <summary>A disk with the same durable content and its own faults.</summary>
    public SimDisk Copy() => Restarted(Names.ToDictionary(n => n.Key, n => new SimContent(n.Value.Bytes.ToArray())));

    private static SimDisk Restarted(Dictionary<string, SimContent> names) =>
        new() { Names = names, durableNames = new(names) };
}
