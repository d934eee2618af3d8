using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Recovery;

namespace Truefill.Server.Metrics;

/// <summary>When each source was heard last, and how long what venues say took to the books.</summary>
internal sealed class IntakeMeter : IInputListener
{
    private readonly ConcurrentDictionary<int, long> lastAt = new();

    /// <summary>From the wire to the decision, seconds.</summary>
    public HistogramCells Latency { get; } = new();

    public void OnInput(in JournaledInput input)
    {
        InputHeader header = input.Header;
        if (header.Kind is InputKind.ExecutionReport or InputKind.NormalisedExecution or InputKind.OrderCancelReject)
        {
            long nanos = Math.Max(0, header.At.Value - header.ReceivedAt.Value);
            Latency.Add(nanos / (double)UtcNanos.PerSecond);
        }

        if (!header.Source.Equals(default)) lastAt[header.Source.Value] = header.ReceivedAt.Value;
    }

    /// <summary>Sources and when each was heard last.</summary>
    public IEnumerable<(SourceId Source, UtcNanos At)> Heard()
    {
        foreach ((int source, long at) in lastAt) yield return (new SourceId(source), new UtcNanos(at));
    }
}
