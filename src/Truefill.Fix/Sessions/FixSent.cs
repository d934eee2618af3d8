namespace Truefill.Fix;

/// <summary>Why a message was not taken.</summary>
public enum FixSendError : byte
{
    None,

    /// <summary>Nothing waits inside a session: what cannot go now is the host's to hold or to refuse.</summary>
    NotLoggedOn,

    /// <summary>The message has a bad field, or is longer than asked for.</summary>
    Malformed,

    /// <summary>So many bytes wait for a counterparty that reads too slowly that the connection is cut.</summary>
    Backlog,

    /// <summary>Another message was begun or sent after this one was begun.</summary>
    OutOfTurn,
}

/// <summary>The outcome of <see cref="FixSession.Send"/>.</summary>
/// <param name="MsgSeqNum">The number that the message has, 0 when it was not taken.</param>
/// <param name="Error">None when it was.</param>
/// <param name="WriteError">What is malformed.</param>
/// <param name="Tag">The field at fault.</param>
public readonly record struct FixSent(
    int MsgSeqNum, FixSendError Error, FixWriteError WriteError = default, int Tag = 0)
{
    public bool IsOk => Error == FixSendError.None;
}
