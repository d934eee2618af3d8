using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Fix;

namespace Truefill.Server.Tests.Gateway;

/// <summary>A store that a kill leaves with what was flushed, and that says so before each of its steps.</summary>
internal sealed class LossyStore : IMessageStore
{
    private readonly MemoryMessageStore all = new(createdAt: 1);
    private readonly List<byte[]> appended = [];
    private int flushed;

    /// <summary>Told before each step what a kill just then would leave.</summary>
    public Action<IReadOnlyList<byte[]>>? Step { get; set; }

    public long CreatedAt => all.CreatedAt;

    public int NextOutbound => all.NextOutbound;

    public int NextInbound => all.NextInbound;

    /// <summary>What the next process finds.</summary>
    public static MemoryMessageStore After(IReadOnlyList<byte[]> left)
    {
        MemoryMessageStore store = new(createdAt: 1);
        foreach (byte[] message in left) store.Append(message);
        return store;
    }

    public void Append(ReadOnlySpan<byte> message)
    {
        Step?.Invoke([.. appended.Take(flushed)]);
        all.Append(message);
        appended.Add(message.ToArray());
    }

    public void SkipOutbound(int next) => all.SkipOutbound(next);

    public void SetNextInbound(int next) => all.SetNextInbound(next);

    public void Flush()
    {
        Step?.Invoke([.. appended.Take(flushed)]);
        flushed = appended.Count;
        Step?.Invoke([.. appended]);
    }

    public bool TryRead(int msgSeqNum, out ReadOnlySpan<byte> message) => all.TryRead(msgSeqNum, out message);

    public void Reset(long now) => all.Reset(now);

    public void Dispose() => all.Dispose();
}
