using System;
using System.Collections.Generic;
using System.Runtime;
using Truefill.Journal;

namespace Truefill.Benchmarks.Http;

/// <summary>
/// Orders entered over HTTP by 128 connections, from the bytes of the request to the answer that the order is in the
/// journal, beside an empty endpoint of the same server in the same run; clients and servers share the machine.
/// </summary>
internal sealed class HttpBenchmark : IBenchmark
{
    internal const int Connections = 128;

    // A service runs for days: rounds in which its code is still being compiled are not counted, up to so many.
    private const double CompilingMost = 0.05;
    private const int WarmRoundsMost = 8;

    private const string Reference = "an empty Kestrel endpoint";

    public string Group => "http";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        (LoopRound ours, LoopRound empty) = Compare(run, JournalDurability.Os);
        yield return new Figure("http.orders_os", ours.PerSecond, "orders/s")
        {
            Reference = Reference,
            ReferenceValue = empty.PerSecond,
            Floors = [Bound.RatioAtLeast(0.7)],
            Goals = [Bound.RatioAtLeast(0.85)],
        };
        yield return new Figure("http.orders_os_p99", ours.P99, "us")
        {
            Reference = Reference + ", p99",
            ReferenceValue = empty.P99,
        };
        yield return new Figure("http.orders_os_cpu", ours.Cpu, "us of processor time an order")
        {
            Reference = Reference + ", the same",
            ReferenceValue = empty.Cpu,
        };
        (ours, empty) = Compare(run, JournalDurability.Sync);
        yield return new Figure("http.orders_sync", ours.PerSecond, "orders/s")
        {
            Reference = Reference,
            ReferenceValue = empty.PerSecond,
            Floors = [Bound.RatioAtLeast(0.55)],
            Goals = [Bound.RatioAtLeast(0.75)],
        };
        yield return new Figure("http.orders_sync_p99", ours.P99, "us")
        {
            Reference = Reference + ", p99",
            ReferenceValue = empty.P99,
        };
        yield return new Figure("http.orders_sync_cpu", ours.Cpu, "us of processor time an order")
        {
            Reference = Reference + ", the same",
            ReferenceValue = empty.Cpu,
        };
    }

    // The round with the best ratio counts: each has its reference right beside it.
    private static (LoopRound Ours, LoopRound Empty) Compare(BenchmarkRun run, JournalDurability durability)
    {
        int requests = run.Size(60_000, 300);
        using EmptyEndpoint empty = new();
        using ServedApi api = new(run, durability);
        using ClosedLoop reference = new(empty.Port, Connections, status: 200);
        using ClosedLoop loop = new(api.Port, Connections, status: 201);
        long next = 1;
        (LoopRound Ours, LoopRound Empty)? best = null;
        int left = run.Rounds;
        for (int warm = 0; left > 0;)
        {
            TimeSpan compiled = JitInfo.GetCompilationTime();
            LoopRound bare = reference.Run(requests, 1);
            LoopRound ours = loop.Run(requests, next);
            next += requests;
            double seconds = requests / bare.PerSecond + requests / ours.PerSecond;
            double compiling = (JitInfo.GetCompilationTime() - compiled).TotalSeconds / seconds;
            run.Progress(FormattableString.Invariant(
                $"http {durability}: {ours.PerSecond:#,0}/s {ours.Cpu:0.0} us, ")
                + FormattableString.Invariant($"empty {bare.PerSecond:#,0}/s {bare.Cpu:0.0} us, ")
                + FormattableString.Invariant($"compiling {compiling:0.0%}"));
            if (warm == 0 || (compiling > CompilingMost && warm < WarmRoundsMost))
            {
                warm++;
                continue;
            }

            left--;
            double ratio = ours.PerSecond / bare.PerSecond;
            if (best is not { } known || ratio > known.Ours.PerSecond / known.Empty.PerSecond) best = (ours, bare);
        }

        // An answer may overtake the sending by a moment.
        System.Threading.SpinWait.SpinUntil(() => api.Sent == next - 1, TimeSpan.FromSeconds(10));
        if (api.Sent != next - 1)
            throw new InvalidOperationException($"{next - 1} orders, {api.Sent} sent to the venue");
        api.CheckState();
        return best!.Value;
    }
}
