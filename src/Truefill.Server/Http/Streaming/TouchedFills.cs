using System.Collections.Generic;
using Truefill.Domain.Names;

namespace Truefill.Server.Http.Streaming;

/// <summary>
/// Executions that facts have touched and no event has shown yet, in the order of the last fact about each: so a trade
/// and its fees are one event. Holds no more than one input touches.
/// </summary>
internal sealed class TouchedFills
{
    private readonly SortedDictionary<ulong, ExecHandle> execOf = [];
    private readonly Dictionary<int, ulong> seqOf = [];

    /// <param name="seq">Of the fact, which touches one execution only.</param>
    public void Touch(ExecHandle exec, ulong seq)
    {
        if (seqOf.TryGetValue(exec.Value, out ulong before)) execOf.Remove(before);
        seqOf[exec.Value] = seq;
        execOf[seq] = exec;
    }

    /// <summary>All of them, each with the sequence of the last fact about it; from then on there are none.</summary>
    public IReadOnlyList<(ExecHandle Exec, ulong Seq)> Take()
    {
        if (execOf.Count == 0) return [];
        List<(ExecHandle Exec, ulong Seq)> all = [];
        foreach ((ulong seq, ExecHandle exec) in execOf) all.Add((exec, seq));
        execOf.Clear();
        seqOf.Clear();
        return all;
    }
}
