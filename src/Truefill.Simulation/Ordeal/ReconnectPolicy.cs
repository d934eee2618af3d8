namespace Truefill.Simulation.Ordeal;

/// <summary>What the line and the venue do about a cut.</summary>
public enum ReconnectPolicy
{
    /// <summary>What was missed comes after the logon, marked as sent before.</summary>
    ResendsMissed,

    /// <summary>What was missed never comes: only questions bring it out.</summary>
    LosesMissed,

    /// <summary>The venue cancels what rests when the line drops, and does not say so.</summary>
    CancelsOnDisconnect,

    /// <summary>The line drops again shortly after it has come back, in the middle of the questions.</summary>
    DropsAgain,

    /// <summary>What was missed comes long after questions have brought it out, not marked as sent before.</summary>
    ComesLate,
}
