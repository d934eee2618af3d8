using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;

namespace Truefill.Server.Alerts;

/// <summary>Keys that began to be refused so many times within a minute. Thread-safe.</summary>
internal sealed class SaturationCounter(TimeProvider time, Func<int> limit)
{
    private const int KeysMax = 256;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock guard = new();
    private readonly Dictionary<string, Queue<long>> times = new(StringComparer.Ordinal);

    public void Add(string key)
    {
        lock (guard)
        {
            if (!times.TryGetValue(key, out Queue<long>? own))
            {
                if (times.Count >= KeysMax) return;
                times[key] = own = new Queue<long>();
            }

            own.Enqueue(time.GetTimestamp());
            int many = limit();
            while (own.Count > many) own.Dequeue();
        }
    }

    /// <summary>Those that are over the number now, with a text each.</summary>
    public SortedDictionary<string, string> Read()
    {
        SortedDictionary<string, string> over = new(StringComparer.Ordinal);
        lock (guard)
        {
            int many = limit();
            List<string> gone = [];
            foreach ((string key, Queue<long> own) in times)
            {
                while (own.TryPeek(out long oldest) && time.GetElapsedTime(oldest) > Window) own.Dequeue();
                if (own.Count == 0) gone.Add(key);
                if (own.Count >= many)
                    over[key] = string.Create(CultureInfo.InvariantCulture,
                        $"Refused again and again: {many} times in a minute.");
            }

            foreach (string key in gone) times.Remove(key);
        }

        return over;
    }
}
