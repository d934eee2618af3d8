using System;
using System.Collections.Generic;

namespace Truefill.Fix;

/// <summary>Forgets with the process: for tests, and for sessions that reset their numbers at every logon.</summary>
public sealed class MemoryMessageStore : IMessageStore
{
    private readonly Dictionary<int, byte[]> messages = [];

    /// <param name="createdAt">Nanoseconds since 1970 UTC.</param>
    public MemoryMessageStore(long createdAt) => CreatedAt = createdAt;

    public long CreatedAt { get; private set; }

    public int NextOutbound { get; private set; } = 1;

    public int NextInbound { get; private set; } = 1;

    public void Append(ReadOnlySpan<byte> message)
    {
        if (!message.IsEmpty) messages[NextOutbound] = message.ToArray();
        NextOutbound++;
    }

    public void SkipOutbound(int next) => NextOutbound = Math.Max(NextOutbound, next);

    public void SetNextInbound(int next) => NextInbound = next;

    public void Flush()
    {
        // Nothing outlives the process here.
    }

    public bool TryRead(int msgSeqNum, out ReadOnlySpan<byte> message)
    {
        var found = messages.TryGetValue(msgSeqNum, out var bytes);
        message = bytes;
        return found;
    }

    public void Reset(long now)
    {
        messages.Clear();
        CreatedAt = now;
        NextOutbound = NextInbound = 1;
    }

    public void Dispose() => messages.Clear();
}
