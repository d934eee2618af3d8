using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;

namespace Truefill.Server.Preview;

/// <summary>What a preview came to, and where it was true.</summary>
public sealed record PreviewResult(DenyReason Reason, string? Detail, ulong Seq);

/// <summary>The cache at one moment.</summary>
public sealed record PreviewCacheState(int Entries, int Capacity, TimeSpan Ttl, long Hits, long Misses, long Skipped)
{
    public bool IsFull => Entries >= Capacity;
}

/// <summary>
/// Answers of <c>orders/preview</c> for a while, each under the whole order that was asked about. It only spares work
/// for strategies that ask the same thing again and again: the gate never reads it, an order is always decided anew.
/// Full, it takes nothing more until something has expired, and requests are evaluated each time. Thread-safe.
/// </summary>
public sealed class PreviewCache(int capacity, TimeSpan ttl, TimeProvider time)
{
    public const int CapacityMax = 10_000_000;

    private readonly Lock guard = new();
    private readonly Dictionary<NewOrderSingle, (PreviewResult Result, long At)> entries = [];
    private readonly Queue<(NewOrderSingle Order, long At)> ages = new();
    private int capacity = capacity;
    private TimeSpan ttl = ttl;
    private long hits;
    private long misses;
    private long skipped;

    public PreviewResult? Find(NewOrderSingle order)
    {
        lock (guard)
        {
            DropExpired();
            if (entries.TryGetValue(order, out (PreviewResult Result, long At) entry))
            {
                hits++;
                return entry.Result;
            }

            misses++;
            return null;
        }
    }

    public void Add(NewOrderSingle order, PreviewResult result)
    {
        lock (guard)
        {
            DropExpired();
            if (entries.Count >= capacity)
            {
                skipped++;
                return;
            }

            long now = time.GetTimestamp();
            entries[order] = (result, now);
            ages.Enqueue((order, now));
        }
    }

    /// <summary>Forgets everything; how much that was.</summary>
    public int Purge()
    {
        lock (guard)
        {
            int count = entries.Count;
            entries.Clear();
            ages.Clear();
            return count;
        }
    }

    /// <summary>What is over the new capacity goes, oldest first.</summary>
    public void Resize(int newCapacity, TimeSpan newTtl)
    {
        lock (guard)
        {
            capacity = newCapacity;
            ttl = newTtl;
            DropExpired();
            while (entries.Count > capacity && ages.TryDequeue(out (NewOrderSingle Order, long At) oldest))
                Drop(oldest);
        }
    }

    public PreviewCacheState Read()
    {
        lock (guard)
        {
            DropExpired();
            return new PreviewCacheState(entries.Count, capacity, ttl, hits, misses, skipped);
        }
    }

    private void DropExpired()
    {
        while (ages.TryPeek(out (NewOrderSingle Order, long At) oldest) && time.GetElapsedTime(oldest.At) >= ttl)
        {
            ages.Dequeue();
            Drop(oldest);
        }
    }

    // The key may have come again since, under a later time.
    private void Drop((NewOrderSingle Order, long At) oldest)
    {
        if (entries.TryGetValue(oldest.Order, out (PreviewResult Result, long At) entry) && entry.At == oldest.At)
            entries.Remove(oldest.Order);
    }
}
