using System;
using System.Collections.Generic;
using System.Diagnostics;
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

namespace Truefill.Benchmarks.Followers;

/// <summary>
/// What a follower costs the engine: the same executions with the order event log kept up to date, and without. A
/// follower reads the journal's files and nothing else; on two cores it takes time of one of them.
/// </summary>
internal sealed class FollowerBenchmark : IBenchmark
{
    public string Group => "journal";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        int executions = run.Size(60_000, 500);
        double best = 0;
        double bestAbsent = 0;
        for (int round = 0; round < run.Rounds; round++)
        {
            bestAbsent = Math.Max(bestAbsent, MeasureAsync(run, executions, follow: false).GetAwaiter().GetResult());
            best = Math.Max(best, MeasureAsync(run, executions, follow: true).GetAwaiter().GetResult());
        }

        yield return new Figure("journal.followed", best, "executions/s")
        {
            Reference = "the same without a follower",
            ReferenceValue = bestAbsent,
        };
    }

    private static async Task<double> MeasureAsync(BenchmarkRun run, int executions, bool follow)
    {
        using TemporaryDirectory directory = run.NewDirectory();
        StateDirectory.Init(directory.DirectoryPath, "bench", Guid.NewGuid());
        using RunningService service = await RunningService.StartAsync(
            new ServicePlan
            {
                StateDirectory = directory.DirectoryPath,
                FollowEvents = follow,
                WarnFree = 0,
                StopOrdersFree = 0,
            },
            CancellationToken.None);
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 1; i <= executions; i++) service.Host.Post(Execution(i));
        await service.Host.AskAsync(Execution(executions + 1));
        double seconds = watch.Elapsed.TotalSeconds;
        service.Stop("bench");
        return executions / seconds;
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
