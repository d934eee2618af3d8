using System;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests.Sessions;

public sealed class SessionAllocationTests
{
    /// <summary>Reports each order, as a venue does.</summary>
    private sealed class Venue : IFixApplication
    {
        public int Count { get; private set; }

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            Count++;
            var writer = session.Begin("8"u8, delivery.ReceivedAt);
            delivery.Message.TryGet(Tags.ClOrdID, out var id);
            writer.Append(Tags.ClOrdID, id);
            writer.AppendDecimal(Tags.LastPx, 10.25m);
            return session.Send(ref writer, delivery.ReceivedAt).IsOk ? FixVerdict.Accepted : FixVerdict.Unsupported;
        }
    }

    /// <summary>Counts, and keeps nothing.</summary>
    private sealed class CountingStore : IMessageStore
    {
        public long CreatedAt => Pair.Start;

        public int NextOutbound { get; private set; } = 1;

        public int NextInbound { get; private set; } = 1;

        public void Append(ReadOnlySpan<byte> message) => NextOutbound++;

        public void SkipOutbound(int next) => NextOutbound = next;

        public void SetNextInbound(int next) => NextInbound = next;

        public void Flush()
        {
            // Nothing is kept.
        }

        public bool TryRead(int msgSeqNum, out ReadOnlySpan<byte> message)
        {
            message = default;
            return false;
        }

        public void Reset(long now) => NextOutbound = NextInbound = 1;

        public void Dispose()
        {
            // Nothing is held.
        }
    }

    [Fact]
    public void An_order_in_and_its_report_out_allocate_nothing()
    {
        var venue = new Venue();
        var session = new FixSession(Pair.Acceptor with { Strictness = FixStrictness.Strict }, new CountingStore(), venue);
        var spare = new FixOutput();
        session.Connect(Pair.Start);
        session.Receive(Days.Message("35=A|34=1|49=PEER|52=20261120-09:30:00|56=US|98=0|108=30|"), Pair.Start);
        var orders = new byte[3000][];
        for (var i = 0; i < orders.Length; i++)
            orders[i] = Days.Message($"35=D|34={i + 2}|49=PEER|52=20261120-09:30:00|56=US|11=C{i}|21=1|55=IBM|54=1|38=100|40=2|44=9.5|60=20261120-09:30:00|");
        long before = 0;
        for (var i = 0; i < orders.Length; i++)
        {
            if (i == 1000) before = GC.GetAllocatedBytesForCurrentThread();
            session.Receive(orders[i], Pair.Start);
            spare = session.TakeOutput(spare);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(orders.Length, venue.Count);
    }
}
