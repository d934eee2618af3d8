using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Truefill.Journal;

namespace Truefill.Benchmarks.Http;

/// <summary>
/// A person engages a kill switch over HTTP, on a connection of his own, while 128 clients demand ten times the orders
/// that the service was just measured to take. Once until the answer, which is after the switch holds and is durable;
/// once, of everything, until the last order that leaves for the venue.
/// </summary>
internal sealed class HttpKillBenchmark : IBenchmark
{
    private const int Times = 10;
    private const string Path = "/admin/kill-switch";

    // Of a symbol that nobody trades, so that the flood goes on.
    private static readonly byte[] Engage = OrderRequest.Post(
        Path, """{"scope":"symbol","target":"KILLED","reason":"bench","by":"bench"}""");

    private static readonly byte[] Reset = OrderRequest.Delete(
        Path + "?scope=symbol&target=KILLED&reason=bench&by=bench");

    private static readonly byte[] EngageAll = OrderRequest.Post(
        Path, """{"scope":"global","reason":"bench","by":"bench"}""");

    private static readonly byte[] ResetAll = OrderRequest.Delete(Path + "?scope=global&reason=bench&by=bench");

    public string Group => "http";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        int kills = run.Size(200, 5);
        int requests = run.Size(40_000, 300);
        using ServedApi api = new(run, JournalDurability.Sync);
        double sustainable;
        using (ClosedLoop loop = new(api.Port, HttpBenchmark.Connections, status: 201))
        {
            loop.Run(requests, 1);
            sustainable = loop.Run(requests, 1 + requests).PerSecond;
        }

        using HttpConnection person = new(api.Port);
        double quiet = Percentiles.Us(Measure(person, kills), 99) / 1000;
        run.Progress(FormattableString.Invariant($"http.kill: {sustainable * Times:#,0} orders/s are demanded"));
        long[] ticks;
        using (new Flood(api.Port, HttpBenchmark.Connections, sustainable * Times, 1 + (2L * requests)))
        {
            Thread.Sleep(TimeSpan.FromSeconds(Math.Max(0.1, run.Scale)));
            ticks = Measure(person, kills);
        }

        long[] stops = MeasureStops(run, sustainable * Times);
        double median = Percentiles.Us(ticks, 50) / 1000;
        api.CheckState();
        yield return new Figure("http.kill_p50", median, "ms");
        yield return new Figure("http.kill", Percentiles.Us(ticks, 99) / 1000, "ms, p99")
        {
            Reference = "the same without the flood, p99",
            ReferenceValue = quiet,
            Floors = [Bound.AtMost(50)],
            Goals = [Bound.AtMost(50)],
        };
        yield return new Figure("http.kill_stops", Percentiles.Us(stops, 99) / 1000, "ms to the last order, p99")
        {
            Floors = [Bound.AtMost(50)],
            Goals = [Bound.AtMost(50)],
        };
    }

    // A service of its own: each kill also cancels what has left before.
    private static long[] MeasureStops(BenchmarkRun run, double perSecond)
    {
        using ServedApi api = new(run, JournalDurability.Sync);
        using HttpConnection person = new(api.Port);
        long[] ticks = new long[run.Size(100, 5)];
        using (new Flood(api.Port, HttpBenchmark.Connections, perSecond, 1))
        {
            for (int i = 0; i < ticks.Length; i++)
            {
                long before = api.LastOrderAt;
                if (!SpinWait.SpinUntil(() => api.LastOrderAt > before, TimeSpan.FromSeconds(10)))
                    throw new InvalidOperationException("no order leaves");
                Thread.Sleep(10);
                long start = Stopwatch.GetTimestamp();
                int status = person.Call(EngageAll);
                if (status != 200) throw new InvalidOperationException($"engaging: {status}: {person.Last}");
                Thread.Sleep(20);
                ticks[i] = Math.Max(0, api.LastOrderAt - start);
                status = person.Call(ResetAll);
                if (status != 200) throw new InvalidOperationException($"resetting: {status}: {person.Last}");
            }
        }

        api.CheckState();
        return ticks;
    }

    private static long[] Measure(HttpConnection person, int kills)
    {
        long[] ticks = new long[kills];
        for (int i = 0; i < kills; i++)
        {
            long start = Stopwatch.GetTimestamp();
            int status = person.Call(Engage);
            ticks[i] = Stopwatch.GetTimestamp() - start;
            if (status != 200) throw new InvalidOperationException($"engaging: {status}: {person.Last}");
            status = person.Call(Reset);
            if (status != 200) throw new InvalidOperationException($"resetting: {status}: {person.Last}");
            Thread.Sleep(10);
        }

        return ticks;
    }
}
