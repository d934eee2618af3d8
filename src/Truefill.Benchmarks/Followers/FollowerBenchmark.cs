using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Truefill.Benchmarks.Followers;

/// <summary>
/// What becomes of the engine when a follower reads along, stands still for a minute, or is killed in the middle of it:
/// four services of their own take turns of half a second, so that whatever else the machine does hits all of them.
/// Afterwards each follower has to catch up, with every record once and in order.
/// </summary>
internal sealed class FollowerBenchmark : IBenchmark
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.5);

    public string Group => "followers";

    public IEnumerable<Figure> Run(BenchmarkRun run) => MeasureAsync(run).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run)
    {
        // Each of the four is loaded for a quarter of the time, and stands as long as all of it.
        int turns = run.Size(120, 2);
        using FollowedService alone = await FollowedService.StartAsync(run);
        using FollowedService running = await FollowedService.StartAsync(run);
        using FollowedService stopped = await FollowedService.StartAsync(run);
        using FollowedService killed = await FollowedService.StartAsync(run);
        running.Follow(running: true);
        stopped.Follow(running: false);
        killed.Follow(running: true);
        FollowedService[] all = [alone, running, stopped, killed];
        foreach (FollowedService service in all) await service.LoadAsync(Turn);

        List<double>[] rates = [[], [], [], []];
        for (int turn = 0; turn < turns; turn++)
        {
            if (turn == turns / 2) killed.KillFollower();
            for (int i = 0; i < all.Length; i++)
            {
                // Who goes first changes: what one leaves behind must not always hit the same next one.
                int next = (i + turn) % all.Length;
                rates[next].Add(await all[next].LoadAsync(Turn));
            }

            if (turn % 10 == 9) run.Progress(FormattableString.Invariant($"followers: turn {turn + 1} of {turns}"));
        }

        CatchUp(run, "running", running);
        CatchUp(run, "stopped", stopped);
        killed.Follow(running: true);
        CatchUp(run, "killed", killed);
        const string Along = "a follower that reads along";
        return
        [
            Pairs("followers.running", rates[1], rates[0], "no follower", []),
            Pairs("followers.stopped", rates[2], rates[1], Along, [Bound.RatioAtLeast(0.95)]),
            Pairs(
                "followers.killed", rates[3][(turns / 2)..], rates[1][(turns / 2)..], Along,
                [Bound.RatioAtLeast(0.95)]),
        ];
    }

    // The median of the pairs' ratios, told as a rate beside the reference's.
    private static Figure Pairs(
        string name, List<double> rates, List<double> beside, string reference, IReadOnlyList<Bound> floors)
    {
        double among = Median(beside);
        double ratio = Median([.. rates.Zip(beside, (mine, other) => mine / other)]);
        return new Figure(name, ratio * among, "executions/s, median of pairs")
        {
            Reference = reference,
            ReferenceValue = among,
            Floors = floors,
            Goals = floors,
        };
    }

    private static double Median(List<double> values)
    {
        List<double> sorted = [.. values.Order()];
        return sorted[sorted.Count / 2];
    }

    private static void CatchUp(BenchmarkRun run, string name, FollowedService service)
    {
        CheckedFollower follower = service.Follower!;
        ulong last = service.LastSeq;
        ulong from = follower.Seq;
        follower.Resume();
        TimeSpan took = follower.CatchUp(last);
        run.Progress(FormattableString.Invariant(
            $"followers: {name}: {last - from:#,0} records behind, caught up after {took.TotalSeconds:0.00} s"));
    }
}
