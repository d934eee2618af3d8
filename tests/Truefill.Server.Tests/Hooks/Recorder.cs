using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Hooks;

namespace Truefill.Server.Tests.Hooks;

/// <summary>Keeps what it is told, and misbehaves as the test asks.</summary>
internal sealed class Recorder : ILiveLoopHooks
{
    private int running;

    public ConcurrentQueue<KillSwitchChange> Kills { get; } = new();

    public ConcurrentQueue<VenueReconnect> Reconnects { get; } = new();

    public ConcurrentQueue<PositionPicture> Pictures { get; } = new();

    /// <summary>What it does before it returns from a kill switch.</summary>
    public Action OnKill { get; set; } = static () => { };

    /// <summary>It was called while it had not returned.</summary>
    public bool WasCrowded { get; private set; }

    public ValueTask OnKillSwitch(KillSwitchChange change, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref running) > 1) WasCrowded = true;
        try
        {
            Kills.Enqueue(change);
            OnKill();
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }

        return default;
    }

    public ValueTask OnReconnect(VenueReconnect reconnect, CancellationToken cancel)
    {
        Reconnects.Enqueue(reconnect);
        return default;
    }

    public ValueTask OnPositionSnapshot(PositionPicture snapshot, CancellationToken cancel)
    {
        Pictures.Enqueue(snapshot);
        return default;
    }
}
