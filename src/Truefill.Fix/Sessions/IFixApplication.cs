namespace Truefill.Fix;

/// <summary>Where a message in stands: what <see cref="FixSession.Confirm"/> takes.</summary>
/// <param name="Numbering">The numbering that the number is of; a reset begins another.</param>
/// <param name="MsgSeqNum">MsgSeqNum(34).</param>
public readonly record struct FixMark(long Numbering, int MsgSeqNum);

/// <summary>A message in. A view: good until the call that it was given to returns.</summary>
public readonly ref struct FixDelivery
{
    internal FixDelivery(FixMessage message, FixMark mark, bool possDup, bool possResend, long receivedAt)
    {
        Message = message;
        Mark = mark;
        PossDup = possDup;
        PossResend = possResend;
        ReceivedAt = receivedAt;
    }

    /// <summary>Parsed and checked; its bytes are <see cref="FixMessage.Bytes"/>.</summary>
    public FixMessage Message { get; }

    public FixMark Mark { get; }

    /// <summary>PossDupFlag(43): sent before under this number. After a crash here it may be known already.</summary>
    public bool PossDup { get; }

    /// <summary>PossResend(97): the content may have been sent before under another number.</summary>
    public bool PossResend { get; }

    /// <summary>Nanoseconds since 1970 UTC, as handed to the session.</summary>
    public long ReceivedAt { get; }
}

/// <summary>
/// What a session tells its host. Called from within the session's own methods, on their thread; a call may send
/// through the session. Nothing here may throw.
/// </summary>
public interface IFixApplication
{
    /// <summary>An application message, in order and once per number, unless this process has crashed since.</summary>
    FixVerdict OnMessage(FixSession session, in FixDelivery delivery);

    /// <summary>Reject(3): the counterparty could not read a message of ours, RefSeqNum(45).</summary>
    void OnReject(FixSession session, in FixDelivery delivery)
    {
    }

    /// <summary>
    /// A message in its turn that was refused with Reject(3), an application message or a Reject(3) itself: it never
    /// comes again. It may be malformed, so not all of its fields can be read.
    /// </summary>
    /// <returns>True: its number is confirmed like that of a message; false: it needs no confirmation.</returns>
    bool OnRefused(FixSession session, in FixDelivery delivery, string reason) => false;

    /// <summary>A Logon(A) that fits otherwise. Null admits it, a text refuses it and is told the
    /// counterparty.</summary>
    string? OnLogon(FixSession session, in FixMessage logon) => null;

    /// <summary>Our own Logon(A) is about to be sent: room for a counterparty's own fields.</summary>
    void WriteLogon(FixSession session, ref FixMessageWriter logon)
    {
    }

    void OnLoggedOn(FixSession session)
    {
    }

    /// <summary>The session that was logged on is no more, for whatever reason.</summary>
    void OnLoggedOut(FixSession session, string reason)
    {
    }

    /// <summary>
    /// The counterparty has jumped over numbers and will not send their messages again, but for those of them that were
    /// received early and handed on. As a rule they were heartbeats and the like; which, nobody can know. Told once for
    /// each gap, when it is closed. Not the place to send from.
    /// </summary>
    void OnSkipped(FixSession session, int from, int to)
    {
    }

    /// <summary>
    /// The counterparty asked for a message of ours and got a gap fill instead: it has not received it, and it will
    /// not. Not the place to send from: the view would not outlive it.
    /// </summary>
    void OnNotResent(FixSession session, int msgSeqNum, in FixMessage message)
    {
    }
}
