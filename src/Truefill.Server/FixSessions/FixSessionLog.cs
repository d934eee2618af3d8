using System;
using System.Threading;
using Truefill.Fix;

namespace Truefill.Server.FixSessions;

/// <summary>
/// The messages of one session in files per day, passwords blanked, and what is counted of them. For people: recovery
/// reads the store and the journal.
/// </summary>
public sealed class FixSessionLog : IFixLog, IDisposable
{
    private const string Name = "messages";
    private const int DaysKept = 14;

    private readonly FixFileLog file;
    private long received;
    private long sent;
    private long garbled;
    private long lastReceivedAt;
    private long lastSentAt;
    private volatile string? lastEvent;

    /// <param name="folder">The session's own.</param>
    public FixSessionLog(string folder) => file = new FixFileLog(folder, Name, DaysKept);

    /// <summary>Messages in since this start, garbled ones not among them.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Messages out since this start.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Times that bytes came that were no message.</summary>
    public long Garbled => Interlocked.Read(ref garbled);

    /// <summary>Nanoseconds since 1970 UTC; 0: nothing came yet.</summary>
    public long LastReceivedAt => Interlocked.Read(ref lastReceivedAt);

    /// <summary>Nanoseconds since 1970 UTC; 0: nothing was sent yet.</summary>
    public long LastSentAt => Interlocked.Read(ref lastSentAt);

    /// <summary>What the session said last, such as why it was logged out.</summary>
    public string? LastEvent => lastEvent;

    public void Message(FixDirection direction, ReadOnlySpan<byte> message, long now)
    {
        if (direction == FixDirection.In)
        {
            Interlocked.Increment(ref received);
            Interlocked.Exchange(ref lastReceivedAt, now);
        }
        else
        {
            Interlocked.Increment(ref sent);
            Interlocked.Exchange(ref lastSentAt, now);
        }

        file.Message(direction, message, now);
    }

    public void Garbage(ReadOnlySpan<byte> bytes, long now)
    {
        Interlocked.Increment(ref garbled);
        file.Garbage(bytes, now);
    }

    public void Event(string text, long now)
    {
        lastEvent = text;
        file.Event(text, now);
    }

    public void Dispose() => file.Dispose();
}
