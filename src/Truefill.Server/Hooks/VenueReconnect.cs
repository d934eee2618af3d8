using System;
using Truefill.Domain.Time;

namespace Truefill.Server.Hooks;

/// <summary>How far a reconnect has come.</summary>
public enum ReconnectState
{
    /// <summary>The venue was not reached; it is tried again.</summary>
    Retrying,

    /// <summary>The session is logged on again.</summary>
    Connected,
}

/// <summary>A venue on its way back.</summary>
/// <param name="Seq">Sequence of the logon in the journal; null while it is only tried: that is not journaled.</param>
/// <param name="Attempt">Attempts since the session was lost, the one that comes next or succeeded included.</param>
/// <param name="Delay">The wait before the next attempt; null once connected.</param>
/// <param name="Down">How long the session was lost; null where it was not logged on before in this run.</param>
/// <param name="Reason">What ended the last attempt or the session.</param>
public sealed record VenueReconnect(
    ulong? Seq,
    UtcNanos At,
    string Venue,
    ReconnectState State,
    int Attempt,
    TimeSpan? Delay,
    TimeSpan? Down,
    string Reason);
