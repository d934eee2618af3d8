using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Domain.Risk;
using Truefill.Engine;

namespace Truefill.Server.Venues;

/// <summary>
/// The kill switches that stop messages which have been decided but not yet sent. Engaged in memory before anything is
/// journaled, so it works while the journal does not; released only by a durable reset. Read by the gateways on any
/// thread, without a lock.
/// </summary>
public sealed class KillLatch
{
    private readonly Lock guard = new();
    private KillSwitchEntry[] active = [];

    /// <summary>Raised after it was engaged, so that gateways look at what they still hold.</summary>
    public event Action? Engaged;

    public bool IsEngaged => Volatile.Read(ref active).Length > 0;

    /// <summary>The switches that are active now.</summary>
    public IReadOnlyList<KillSwitchEntry> Active => Volatile.Read(ref active);

    /// <summary>Takes effect before it returns.</summary>
    public void Engage(KillScope scope, int target)
    {
        lock (guard)
        {
            if (Find(scope, target) >= 0) return;
            KillSwitchEntry entry = new(scope, target, default, KillSwitchState.Active, "", "", default);
            Volatile.Write(ref active, [.. active, entry]);
        }

        Engaged?.Invoke();
    }

    /// <summary>Follows what has become durable: engages, or releases.</summary>
    public void Follow(in KillSwitchSet set)
    {
        if (set.State == KillSwitchState.Active)
        {
            Engage(set.Scope, set.Target);
            return;
        }

        lock (guard)
        {
            int found = Find(set.Scope, set.Target);
            if (found >= 0) Volatile.Write(ref active, [.. active[..found], .. active[(found + 1)..]]);
        }
    }

    /// <summary>True when the command must not leave any more.</summary>
    public bool Stops(in ReleasedCommand command) => command.AddsRisk && Covers(in command);

    /// <summary>True when the command is about what an active switch stops, whichever way it goes.</summary>
    public bool Covers(in ReleasedCommand command)
    {
        foreach (KillSwitchEntry entry in Volatile.Read(ref active))
        {
            if (KillSwitch.Covers(in entry, command.Venue, command.Account, command.Strategy, command.Symbol))
                return true;
        }

        return false;
    }

    private int Find(KillScope scope, int target) =>
        Array.FindIndex(active, entry => entry.Scope == scope && entry.Target == target);
}
