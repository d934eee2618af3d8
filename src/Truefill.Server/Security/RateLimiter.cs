using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Security;

/// <summary>What a limiter looks like at one moment.</summary>
/// <param name="Utilisation">How much of its burst the busiest key has used, from 0 to 1.</param>
/// <param name="Saturated">Keys that were refused within the last ten seconds, in order.</param>
/// <param name="Refused">Requests refused since the start.</param>
public sealed record RateLimiterState(
    string Name, RateLimitOptions Limit, int Keys, double Utilisation, IReadOnlyList<string> Saturated, long Refused);

/// <summary>
/// A token bucket per key: the burst at once, then so many per time. Time is monotonic ticks; the number of keys is
/// bounded, and the ones that have been idle longest go first. Thread-safe.
/// </summary>
public sealed class RateLimiter(string name, RateLimitOptions limit, TimeProvider time)
{
    private const int KeysMax = 4096;

    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);
    private readonly double perTick =
        limit.Requests / (limit.Per.TotalSeconds * time.TimestampFrequency);
    private long refused;

    /// <summary>Raised when a key begins to be refused, not for each refusal.</summary>
    public event Action<string>? Saturating;

    public string Name => name;

    /// <summary>Requests that a key may make at once.</summary>
    public int Burst => limit.Burst;

    /// <summary>False: too many already. <paramref name="retryAfter"/> is when there is room again.</summary>
    public bool TryTake(string key, out TimeSpan retryAfter)
    {
        long now = time.GetTimestamp();
        Bucket bucket = Find(key, now);
        bool begins = false;
        lock (bucket)
        {
            bucket.Refill(now, perTick, limit.Burst);
            if (bucket.Left >= 1)
            {
                bucket.Left--;
                retryAfter = default;
                return true;
            }

            retryAfter = TimeSpan.FromSeconds((1 - bucket.Left) / (perTick * time.TimestampFrequency));
            begins = !bucket.WasRefusedWithin(time, TimeSpan.FromSeconds(1));
            bucket.RefusedAt = now;
        }

        Interlocked.Increment(ref refused);
        if (begins) Saturating?.Invoke(key);
        return false;
    }

    /// <summary>What a key has left of its burst, and when all of it is there again.</summary>
    public (int Left, TimeSpan UntilFull) RoomOf(string key)
    {
        Bucket bucket = Find(key, time.GetTimestamp());
        lock (bucket)
        {
            bucket.Refill(time.GetTimestamp(), perTick, limit.Burst);
            double missing = limit.Burst - bucket.Left;
            return ((int)bucket.Left, TimeSpan.FromSeconds(missing / (perTick * time.TimestampFrequency)));
        }
    }

    public RateLimiterState Read()
    {
        long now = time.GetTimestamp();
        double least = limit.Burst;
        List<string> saturated = [];
        foreach ((string key, Bucket bucket) in buckets)
        {
            lock (bucket)
            {
                bucket.Refill(now, perTick, limit.Burst);
                least = Math.Min(least, bucket.Left);
                if (bucket.WasRefusedWithin(time, TimeSpan.FromSeconds(10))) saturated.Add(key);
            }
        }

        saturated.Sort(StringComparer.Ordinal);
        double utilisation = Math.Round(Math.Clamp(1 - least / limit.Burst, 0, 1), 4);
        return new RateLimiterState(name, limit, buckets.Count, utilisation, saturated, Interlocked.Read(ref refused));
    }

    private Bucket Find(string key, long now)
    {
        if (buckets.TryGetValue(key, out Bucket? known)) return known;
        if (buckets.Count >= KeysMax) DropIdle();
        return buckets.GetOrAdd(key, _ => new Bucket { Left = limit.Burst, At = now });
    }

    private void DropIdle()
    {
        foreach ((string key, _) in buckets.OrderBy(pair => Volatile.Read(ref pair.Value.At)).Take(KeysMax / 4))
            buckets.TryRemove(key, out _);
    }

    private sealed class Bucket
    {
        public double Left;
        public long At;
        public long? RefusedAt;

        public void Refill(long now, double perTick, int burst)
        {
            if (now > At) Left = Math.Min(burst, Left + (now - At) * perTick);
            At = Math.Max(At, now);
        }

        public bool WasRefusedWithin(TimeProvider time, TimeSpan window) =>
            RefusedAt is { } at && time.GetElapsedTime(at) < window;
    }
}
