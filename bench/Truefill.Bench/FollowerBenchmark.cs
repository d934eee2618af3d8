using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Service;

namespace Truefill.Bench;

/// <summary>
/// What a follower that stands still costs the engine: the same executions with the order event log absent, and with it
/// stopped, in turn. A follower reads the journal's files and nothing else, so the two must agree within noise.
/// </summary>
internal static class FollowerBenchmark
{
    private const int Executions = 60_000;
    private const int Pairs = 5;

    public static async Task RunAsync()
    {
        List<double> ratios = [];
        for (int pair = 0; pair <= Pairs; pair++)
        {
            double absent = await MeasureAsync(follow: false);
            double running = await MeasureAsync(follow: true);
            if (pair == 0) continue;
            ratios.Add(running / absent);
            Console.WriteLine($"pair {pair}: absent {absent:F0}/s, running {running:F0}/s, ratio {running / absent:F3}");
        }

        ratios.Sort();
        Console.WriteLine($"median ratio with a running follower: {ratios[ratios.Count / 2]:F3} (2 cores: it takes one of them)");
        await KilledAsync();
    }

    // A follower that was killed: its files are behind, and the next start brings them up to date.
    private static async Task KilledAsync()
    {
        string directory = NewDirectory();
        await PumpAsync(directory, follow: false);
        Stopwatch watch = Stopwatch.StartNew();
        using (RunningService service = await RunningService.StartAsync(Plan(directory, follow: true), CancellationToken.None))
            service.Stop("bench");
        string log = Path.Combine(directory, "order_events.parquet.jsonl");
        int lines = File.ReadLines(log).Count();
        Console.WriteLine($"caught up {lines} lines of {Executions} executions in {watch.Elapsed.TotalSeconds:F1} s");
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<double> MeasureAsync(bool follow)
    {
        string directory = NewDirectory();
        double seconds = await PumpAsync(directory, follow);
        Directory.Delete(directory, recursive: true);
        return Executions / seconds;
    }

    private static async Task<double> PumpAsync(string directory, bool follow)
    {
        using RunningService service = await RunningService.StartAsync(Plan(directory, follow), CancellationToken.None);
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 1; i <= Executions; i++) service.Host.Post(Execution(i));
        await service.Host.AskAsync(Execution(Executions + 1));
        double seconds = watch.Elapsed.TotalSeconds;
        service.Stop("bench");
        return seconds;
    }

    private static ServicePlan Plan(string directory, bool follow) =>
        new() { StateDirectory = directory, FollowEvents = follow, WarnFree = 0, StopOrdersFree = 0 };

    private static string NewDirectory()
    {
        string directory = Path.Combine(Path.GetTempPath(), "truefill-bench-" + Guid.NewGuid().ToString("N"));
        StateDirectory.Init(directory, "bench", Guid.NewGuid());
        return directory;
    }

    private static Input Execution(int number) => new()
    {
        Kind = InputKind.NormalisedExecution,
        Source = "bench",
        Body = new NormalisedExecution
        {
            Symbol = "S" + (number % 50),
            Side = number % 2 == 0 ? Side.Buy : Side.Sell,
            LastQty = Qty.FromTrusted(1 + (number % 9)),
            LastPx = Px.FromTrusted(100 + (number % 7)),
            ExecId = ExecId.FromTrusted("E" + number),
            TransactTime = new UtcNanos(1_790_000_000_000_000_000 + number),
            Account = "ACC1",
        },
    };
}
