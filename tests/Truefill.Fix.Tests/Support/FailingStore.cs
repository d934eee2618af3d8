using System;

namespace Truefill.Fix.Tests.Support;

/// <summary>A store whose disk is full as long as a test says so.</summary>
internal sealed class FailingStore(long createdAt = 1) : IMessageStore
{
    private readonly MemoryMessageStore _store = new(createdAt);

    public bool Fails { get; set; }

    public long CreatedAt => _store.CreatedAt;

    public int NextOutbound => _store.NextOutbound;

    public int NextInbound => _store.NextInbound;

    public void Append(ReadOnlySpan<byte> message)
    {
        Check();
        _store.Append(message);
    }

    public void SkipOutbound(int next) => _store.SkipOutbound(next);

    public void SetNextInbound(int next)
    {
        Check();
        _store.SetNextInbound(next);
    }

    public void Flush() => Check();

    public bool TryRead(int msgSeqNum, out ReadOnlySpan<byte> message) => _store.TryRead(msgSeqNum, out message);

    public void Reset(long now)
    {
        Check();
        _store.Reset(now);
    }

    public void Dispose() => _store.Dispose();

    private void Check()
    {
        if (Fails) throw new FixStoreException("the disk is full");
    }
}
