using System;
using System.Diagnostics;

namespace Truefill.Benchmarks.Core;

/// <summary>Adds up the time of many short stretches. One costs two clock readings, about 50 ns.</summary>
internal struct Stopwatches
{
    private long started;
    private long ticks;

    public readonly TimeSpan Elapsed => TimeSpan.FromSeconds(ticks / (double)Stopwatch.Frequency);

    public void Start() => started = Stopwatch.GetTimestamp();

    public void Stop() => ticks += Stopwatch.GetTimestamp() - started;
}
