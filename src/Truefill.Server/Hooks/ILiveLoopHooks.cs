using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Server.Hooks;

/// <summary>
/// What a program that embeds Truefill is told of the live loop. Override what is wanted; the rest does nothing.
/// </summary>
/// <remarks>
/// Each call comes after what it is about is durable, on a thread of the pool, one at a time and in order for each
/// object. Nothing waits for it: trading goes on while a hook works, throws or hangs. A hook that throws is logged
/// and counted, its event is not repeated; one that does not return in ten seconds finds its token canceled. While it
/// still does not return, up to 256 events wait for it and what comes beyond is dropped and counted. Whoever needs
/// every event reads the journal behind <c>Seq</c>.
/// </remarks>
public interface ILiveLoopHooks
{
    /// <summary>A kill switch was engaged, came into another state or was reset.</summary>
    ValueTask OnKillSwitch(KillSwitchChange change, CancellationToken cancel) => default;

    /// <summary>A venue is tried again, or was reached again after its session had been lost.</summary>
    ValueTask OnReconnect(VenueReconnect reconnect, CancellationToken cancel) => default;

    /// <summary>
    /// Positions that have changed since the last call, at most each <c>snapshots.interval</c>; all of them first and
    /// every minute. A slow hook gets fewer snapshots, none of which leaves a change out.
    /// </summary>
    ValueTask OnPositionSnapshot(PositionPicture snapshot, CancellationToken cancel) => default;
}
