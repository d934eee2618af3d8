namespace Truefill.Fix;

/// <summary>How far a session is.</summary>
public enum FixSessionState : byte
{
    /// <summary>No connection.</summary>
    Disconnected,

    /// <summary>Connected; an acceptor that has not seen a Logon(A), or an initiator whose own is not answered
    /// yet.</summary>
    LoggingOn,

    LoggedOn,

    /// <summary>Our Logout(5) is out and not answered yet. Messages in are still taken.</summary>
    LoggingOut,

    /// <summary>The connection is to be closed once what waits is sent. Nothing more is taken or sent.</summary>
    Closing,
}
