using System;
using System.Collections.Generic;
using System.Threading;

namespace Truefill.Server.Alerts;

/// <summary>
/// Alerts whose last change a receiver did not get, oldest first. No more than are open or were lately. Thread-safe.
/// </summary>
internal sealed class MissedAlerts
{
    private const int Max = 4096;

    private readonly Lock guard = new();
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    public void Add(Alert alert)
    {
        lock (guard)
        {
            if (!versions.ContainsKey(alert.Id)) order.Enqueue(alert.Id);
            versions[alert.Id] = Math.Max(alert.Version, versions.GetValueOrDefault(alert.Id));
            if (order.Count > Max) versions.Remove(order.Dequeue());
        }
    }

    /// <summary>It has got this change, and with it all before.</summary>
    public void Got(Alert alert)
    {
        lock (guard)
            if (versions.TryGetValue(alert.Id, out long missed) && missed <= alert.Version) versions.Remove(alert.Id);
    }

    /// <summary>The oldest that still holds, as it is now, and no longer missed; null: there is none.</summary>
    public Alert? Next(Func<string, Alert?> find)
    {
        lock (guard)
        {
            while (order.TryDequeue(out string? id))
                if (versions.Remove(id) && find(id) is { IsOpen: true } alert) return alert;
            return null;
        }
    }
}
