using System.Collections;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Truefill.Domain.Orders;

/// <summary>
/// Walks the orders of a set, oldest first; what changes on the way is seen. Orders that are a few steps ahead are
/// fetched meanwhile: of a hundred thousand open ones hardly any is in a cache.
/// </summary>
public readonly struct OrderWalk : IEnumerable<Order>
{
    private const int StepsAhead = 8;

    private readonly List<Order?> orders;
    private readonly HandleSet members;

    internal OrderWalk(List<Order?> orders, HandleSet members)
    {
        this.orders = orders;
        this.members = members;
    }

    public Enumerator GetEnumerator() => new(orders, members);

    IEnumerator<Order> IEnumerable<Order>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Where a walk is.</summary>
    public struct Enumerator : IEnumerator<Order>
    {
        private readonly List<Order?> orders;
        private readonly HandleSet members;
        private int at;
        private int ahead;

        internal Enumerator(List<Order?> orders, HandleSet members)
        {
            this.orders = orders;
            this.members = members;
            Reset();
        }

        public readonly Order Current => orders[at]!;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            at = members.Next(at);
            if (ahead != 0) Prefetch();
            return at != 0;
        }

        public void Reset()
        {
            at = 0;
            ahead = 0;
            for (int i = 0; i < StepsAhead && (i == 0 || ahead != 0); i++) Prefetch();
        }

        public readonly void Dispose()
        {
        }

        private void Prefetch()
        {
            ahead = members.Next(ahead);
            if (ahead != 0) CacheHint.FetchObject(ref CollectionsMarshal.AsSpan(orders)[ahead], Order.CacheLines);
        }
    }
}
