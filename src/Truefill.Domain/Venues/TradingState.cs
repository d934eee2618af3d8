namespace Truefill.Domain.Venues;

/// <summary>Whether orders may go to a venue. Numbers are frozen.</summary>
public enum TradingState : byte
{
    /// <summary>Its session is not logged on.</summary>
    Disconnected = 0,

    /// <summary>Logged on; orders wait until it has been compared with the books.</summary>
    Reconciling = 1,

    /// <summary>Logged on; orders wait until a person resumes trading.</summary>
    Held = 2,
    Open = 3,
}
