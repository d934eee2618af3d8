using System;

namespace Truefill.Fix;

/// <summary>
/// What a session must not forget: the two sequence numbers, and the messages that a counterparty may ask for again.
/// Used by one thread at a time. A store that cannot keep its promise throws <see cref="FixStoreException"/>, and
/// nothing is sent any more.
/// </summary>
public interface IMessageStore : IDisposable
{
    /// <summary>When the numbering began, in nanoseconds since 1970 UTC: which trading day the numbers are
    /// of.</summary>
    long CreatedAt { get; }

    /// <summary>The number for the next message out. No number below it is given out again in this
    /// numbering.</summary>
    int NextOutbound { get; }

    /// <summary>The number of the next message in that the host does not yet hold durably.</summary>
    int NextInbound { get; }

    /// <summary>Keeps a message under <see cref="NextOutbound"/> and moves on.</summary>
    /// <param name="message">The whole message; empty for one that is never sent again, such as a
    /// Heartbeat(0).</param>
    void Append(ReadOnlySpan<byte> message);

    /// <summary>Moves the outbound number up: the numbers between are holes, and gap-filled when asked for.</summary>
    void SkipOutbound(int next);

    /// <summary>Moves the inbound number, also down: after a reset of the counterparty's numbers.</summary>
    void SetNextInbound(int next);

    /// <summary>
    /// Called before the bytes of the messages appended since leave the process: what was appended then outlives the
    /// process.
    /// </summary>
    void Flush();

    /// <summary>The message kept under a number. False when none was, or when it is a hole.</summary>
    /// <param name="msgSeqNum">The number.</param>
    /// <param name="message">Good until the next call of any method.</param>
    bool TryRead(int msgSeqNum, out ReadOnlySpan<byte> message);

    /// <summary>Forgets all messages and begins a new numbering at 1, durably.</summary>
    /// <param name="now">Nanoseconds since 1970 UTC.</param>
    void Reset(long now);
}
