using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Truefill.Domain.Time;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Alerts;

/// <summary>
/// What asks for attention now, and what did lately. The same kind about the same subject is one alert from its raising
/// to its clearing. In memory: what still holds after a restart is raised again. Thread-safe.
/// </summary>
public sealed class AlertBook(Func<UtcNanos> clock, Func<long> epoch)
{
    private const int ClearedMax = 1000;

    private readonly Lock guard = new();
    private readonly Dictionary<(AlertKind, string), Alert> open = [];
    private readonly Queue<Alert> cleared = new();
    private readonly Queue<Alert> untold = new();
    private bool isTelling;
    private long lastNumber;
    private long version;

    /// <summary>
    /// Told of every change, outside the book's lock and in order: by whoever made it, or by who is telling just then.
    /// Takes what it is given and returns at once.
    /// </summary>
    public event Action<Alert>? Changed;

    /// <summary>Counts up with every change.</summary>
    public long Version => Interlocked.Read(ref version);

    /// <summary>Every change so far has been told.</summary>
    public bool IsTold
    {
        get
        {
            lock (guard) return !isTelling && untold.Count == 0;
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Alert> All
    {
        get
        {
            lock (guard) return [.. open.Values.Concat(cleared).OrderByDescending(alert => alert.Version)];
        }
    }

    /// <summary>
    /// Begins an alert, or brings one that is open up to date. That is told only where it gets worse, or where it was
    /// acknowledged and stands for something now that it did not stand for then.
    /// </summary>
    /// <param name="members">What it stands for, where that is many; null: itself.</param>
    public void Raise(
        AlertKind kind, string subject, Severity severity, string text, IReadOnlySet<long>? members = null)
    {
        lock (guard)
        {
            if (!open.TryGetValue((kind, subject), out Alert? alert))
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"{epoch()}-{++lastNumber}");
                alert = new Alert(id, kind, subject, severity, text, AlertState.Raised, clock());
            }
            else if (severity > alert.Severity || HasMoreThanIsKnown(alert, members))
            {
                // Worse than what somebody said he knew, or more: that was something else.
                Severity worst = severity > alert.Severity ? severity : alert.Severity;
                alert = alert with
                {
                    Severity = worst,
                    State = AlertState.Raised,
                    AcknowledgedAt = default,
                    AcknowledgedBy = null,
                    AcknowledgeReason = null,
                    Known = null,
                };
            }
            else
            {
                open[(kind, subject)] = alert with
                {
                    Text = text,
                    Members = members,
                    Known = StillKnown(alert.Known, members),
                };
                return;
            }

            Set(alert with { Text = text, Members = members });
        }

        Tell();
    }

    public void Clear(AlertKind kind, string subject)
    {
        lock (guard)
        {
            if (!open.Remove((kind, subject), out Alert? alert)) return;
            Alert changed = alert with { State = AlertState.Cleared, ClearedAt = clock(), Version = ++version };
            cleared.Enqueue(changed);
            if (cleared.Count > ClearedMax) cleared.Dequeue();
            untold.Enqueue(changed);
        }

        Tell();
    }

    /// <summary>Clears the alerts of a kind whose subject is none of these.</summary>
    public void ClearBut(AlertKind kind, IReadOnlySet<string> subjects)
    {
        List<string> over;
        lock (guard)
            over = [.. open.Keys.Where(key => key.Item1 == kind && !subjects.Contains(key.Item2)).Select(key =>
                key.Item2)];
        foreach (string subject in over) Clear(kind, subject);
    }

    public Alert? Find(string id)
    {
        lock (guard) return open.Values.Concat(cleared).FirstOrDefault(alert => alert.Id == id);
    }

    /// <summary>A named person knows. Null: there is no such alert that is open.</summary>
    public Alert? Acknowledge(string id, string by, string? reason)
    {
        Alert changed;
        lock (guard)
        {
            if (open.Values.FirstOrDefault(each => each.Id == id) is not { } alert) return null;
            if (alert.State == AlertState.Acknowledged) return alert;
            changed = Set(alert with
            {
                State = AlertState.Acknowledged,
                AcknowledgedAt = clock(),
                AcknowledgedBy = by,
                AcknowledgeReason = reason,
                Known = alert.Members,
            });
        }

        Tell();
        return changed;
    }

    private static bool HasMoreThanIsKnown(Alert alert, IReadOnlySet<long>? members)
    {
        if (alert is not { State: AlertState.Acknowledged, Known: { } known } || members is null) return false;
        if (members.IsSubsetOf(known)) return false;

        // Numbers grow: of more than are told apart, all up to the highest are known.
        return known.Count <= Sign.MembersMax || members.Max() > known.Max();
    }

    // What is over and comes back is not what somebody said he knew.
    private static IReadOnlySet<long>? StillKnown(IReadOnlySet<long>? known, IReadOnlySet<long>? members) =>
        known is null || members is null || members.Count == known.Count ? known : members;

    private Alert Set(Alert alert)
    {
        Alert changed = alert with { Version = ++version };
        open[(alert.Kind, alert.Subject)] = changed;
        untold.Enqueue(changed);
        return changed;
    }

    // By one at a time, who tells what others have changed meanwhile too: the end of an alert is never told before its
    // beginning.
    private void Tell()
    {
        while (true)
        {
            Alert? next;
            lock (guard)
            {
                if (isTelling || !untold.TryDequeue(out next)) return;
                isTelling = true;
            }

            try
            {
                Changed?.Invoke(next);
            }
            finally
            {
                lock (guard) isTelling = false;
            }
        }
    }
}
