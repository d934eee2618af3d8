using System;

namespace Truefill.Simulation.Restarts;

/// <summary>Where orders stand when our process is killed, and what becomes of them while it is away.</summary>
[Flags]
public enum OrderFates
{
    None = 0,

    /// <summary>Journaled as held: the session was down, or a person had stopped trading there.</summary>
    Held = 1,

    /// <summary>Durable, and waiting for the venue's rate budget: they never left.</summary>
    Queued = 2,

    /// <summary>On the wire, unanswered: new orders, cancels and replaces. Each gets there or not.</summary>
    InFlight = 4,

    /// <summary>They rest, some partly filled, and still do when we come back.</summary>
    Working = 8,

    /// <summary>They rest, and are filled while we are away.</summary>
    FilledMeanwhile = 16,

    /// <summary>They rest, and the venue cancels them while we are away.</summary>
    CanceledMeanwhile = 32,

    /// <summary>Somebody else enters them on our account while we are away.</summary>
    Orphan = 64,

    All = Held | Queued | InFlight | Working | FilledMeanwhile | CanceledMeanwhile | Orphan,
}
