using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Server.Views;

namespace Truefill.Server.Risk;

/// <summary>
/// Kill switches that were asked for and are not in the journal: on their way there, or it could not be written. Should
/// the run end so, the next one has to know. Thread-safe.
/// </summary>
public sealed class UnjournaledKills
{
    private readonly Lock guard = new();
    private readonly List<SetKillSwitch> asked = [];

    /// <summary>Raised when one could not be journaled.</summary>
    public event Action? Kept;

    /// <summary>Why the global switch is among them; null: it is not.</summary>
    public string? GlobalReason
    {
        get
        {
            lock (guard) return asked.Find(each => each.Scope == KillScope.Global)?.Reason;
        }
    }

    /// <summary>In words, each with who asked and why; empty: there is none.</summary>
    public string Describe()
    {
        lock (guard)
        {
            return string.Join("; ", asked.Select(each =>
                $"kill switch {(Words.Of(each.Scope) + " " + each.Target).TrimEnd()} was asked for by {each.By} "
                + $"and is not in the journal: {each.Reason}").Distinct());
        }
    }

    internal void Add(SetKillSwitch command)
    {
        lock (guard) asked.Add(command);
    }

    internal void Remove(SetKillSwitch command)
    {
        lock (guard) asked.Remove(command);
    }

    internal void Keep() => Kept?.Invoke();
}
