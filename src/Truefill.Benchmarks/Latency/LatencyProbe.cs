using System;
using System.Diagnostics;
using System.Threading;
using Truefill.Engine.Applied;

namespace Truefill.Benchmarks.Latency;

/// <summary>
/// Notes when each report was applied, on the engine's thread, and when it was durable, on the replica's. Every report
/// of the load moves one position, so the nth change is the nth report's.
/// </summary>
internal sealed class LatencyProbe(int reports) : IPositionSubscriber
{
    private readonly long[] applied = new long[reports];
    private readonly long[] durable = new long[reports];
    private readonly ulong[] seqs = new ulong[reports];
    private int appliedCount;
    private int durableCount;

    public void Begin()
    {
        durableCount = 0;
        Volatile.Write(ref appliedCount, 0);
    }

    public void OnPosition(in PositionDelta delta)
    {
        int at = appliedCount;
        if (at >= applied.Length) return;
        applied[at] = Stopwatch.GetTimestamp();
        seqs[at] = delta.After.AppliedSeq;
        Volatile.Write(ref appliedCount, at + 1);
    }

    public void OnDurable(ulong seq)
    {
        long now = Stopwatch.GetTimestamp();
        int known = Volatile.Read(ref appliedCount);
        int at = durableCount;
        while (at < known && seqs[at] <= seq) durable[at++] = now;
        Volatile.Write(ref durableCount, at);
    }

    /// <param name="due">When each report was due.</param>
    public LatencyRound Round(long[] due, double controlP99, double syncP50)
    {
        // Callers are answered before the replica tells how far it has come.
        SpinWait.SpinUntil(() => Volatile.Read(ref durableCount) == due.Length, TimeSpan.FromSeconds(10));
        if (appliedCount != due.Length || durableCount != due.Length)
            throw new InvalidOperationException(
                $"{due.Length} reports, {appliedCount} applied, {durableCount} durable");
        long[] toApplied = new long[due.Length];
        long[] toDurable = new long[due.Length];
        for (int i = 0; i < due.Length; i++)
        {
            toApplied[i] = applied[i] - due[i];
            toDurable[i] = durable[i] - due[i];
        }

        return new LatencyRound(
            Percentiles.Us(toApplied, 50),
            Percentiles.Us(toApplied, 99),
            Percentiles.Us(toDurable, 50),
            controlP99,
            syncP50);
    }
}

/// <summary>Microseconds.</summary>
internal sealed record LatencyRound(
    double AppliedP50, double AppliedP99, double DurableP50, double ControlP99, double SyncP50);
