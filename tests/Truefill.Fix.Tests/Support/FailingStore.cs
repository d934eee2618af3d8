using System;

namespace Truefill.Fix.Tests.Support;

/// <summary>A store whose disk is full as long as a test says so.</summary>
internal sealed class FailingStore(long createdAt = 1) : IMessageStore
{
    private readonly MemoryMessageStore store = new(createdAt);

    public bool Fails { get; set; }

    public long CreatedAt => store.CreatedAt;

    public int NextOutbound => store.NextOutbound;

    public int NextInbound => store.NextInbound;

    public void Append(ReadOnlySpan<byte> message)
    {
        Check();
        store.Append(message);
    }

    public void SkipOutbound(int next) => store.SkipOutbound(next);

    public void SetNextInbound(int next)
    {
        Check();
        store.SetNextInbound(next);
    }

    public void Flush() => Check();

    public bool TryRead(int msgSeqNum, out ReadOnlySpan<byte> message) => store.TryRead(msgSeqNum, out message);

    public void Reset(long now)
    {
        Check();
        store.Reset(now);
    }

    public void Dispose() => store.Dispose();

    private void Check()
    {
        if (Fails) throw new FixStoreException("the disk is full");
    }
}
