using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk.Recent;

/// <summary>
/// Orders let through within the longest window that any limit looks back; empty while no limit looks back at all.
/// </summary>
public sealed class RecentOrders
{
    private readonly Queue<(OrderContent Content, UtcNanos At)> entered = new();
    private readonly Dictionary<OrderContent, UtcNanos> last = [];
    private readonly Dictionary<RepeatKey, Queue<UtcNanos>> repeats = [];
    private long window;

    /// <summary>When an equal order was last let through; null: not within the window.</summary>
    internal UtcNanos? LastEqual(in OrderContent content) =>
        last.TryGetValue(content, out UtcNanos at) ? at : null;

    /// <summary>
    /// Were at least so many orders of this kind let through within so many nanoseconds? Looks at single ones only if
    /// it has to.
    /// </summary>
    internal bool Repeats(in RepeatKey key, int count, UtcNanos now, long within)
    {
        if (!repeats.TryGetValue(key, out Queue<UtcNanos>? times)) return count == 0;
        if (times.Count < count) return false;
        int over = 0;
        foreach (UtcNanos at in times)
        {
            if (now < at.AddNanos(within)) break;
            over++;
        }

        return times.Count - over >= count;
    }

    /// <summary>How far back the limits look from now on.</summary>
    internal void Look(long nanos) => window = nanos;

    internal void Add(in OrderContent content, UtcNanos at)
    {
        if (window == 0 && entered.Count == 0) return;
        while (entered.TryPeek(out (OrderContent Content, UtcNanos At) oldest)
            && at >= oldest.At.AddNanos(window)) Forget();
        if (window > 0) Remember(in content, at);
    }

    internal void Save(IStateWriter writer)
    {
        writer.Signed(window);
        writer.Unsigned((ulong)entered.Count);
        foreach ((OrderContent content, UtcNanos at) in entered)
        {
            writer.Unsigned((ulong)content.Venue.Value);
            writer.Unsigned((ulong)content.Account.Value);
            writer.Unsigned((ulong)content.Strategy.Value);
            writer.Unsigned((ulong)content.Symbol.Value);
            writer.Byte((byte)content.Side);
            writer.Byte((byte)content.OrdType);
            writer.Byte((byte)content.TimeInForce);
            writer.Write(content.OrderQty);
            writer.Write(content.Price);
            writer.Write(content.StopPx);
            writer.Write(at);
        }
    }

    internal void Load(IStateReader reader)
    {
        entered.Clear();
        last.Clear();
        repeats.Clear();
        window = reader.Signed();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            OrderContent content = new(
                new VenueId(reader.ReadInt()),
                new AccountId(reader.ReadInt()),
                new StrategyId(reader.ReadInt()),
                new SymbolId(reader.ReadInt()),
                (Side)reader.Byte(),
                (OrdType)reader.Byte(),
                (TimeInForce)reader.Byte(),
                reader.ReadQty(),
                reader.ReadPx(),
                reader.ReadPx());
            Remember(in content, reader.ReadTime());
        }
    }

    private void Remember(in OrderContent content, UtcNanos at)
    {
        entered.Enqueue((content, at));
        last[content] = at;
        RepeatKey key = content.Repeated;
        if (!repeats.TryGetValue(key, out Queue<UtcNanos>? times)) repeats.Add(key, times = new Queue<UtcNanos>());
        times.Enqueue(at);
    }

    private void Forget()
    {
        (OrderContent content, UtcNanos at) = entered.Dequeue();
        if (last.TryGetValue(content, out UtcNanos newest) && newest == at) last.Remove(content);
        Queue<UtcNanos> times = repeats[content.Repeated];
        times.Dequeue();
        if (times.Count == 0) repeats.Remove(content.Repeated);
    }
}
