using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Service;

/// <summary>Checkpoints by the hour: one at a time, and none beyond the service.</summary>
public sealed class CheckpointScheduleTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentQueue<string> told = [];

    [Fact]
    public async Task One_that_takes_longer_than_the_interval_is_not_joined_by_the_next()
    {
        int running = 0;
        int most = 0;
        int taken = 0;
        using (new CheckpointSchedule(Take, told.Enqueue, Soon))
            await Eventually.Holds(() => Volatile.Read(ref taken) >= 3, "three are taken");
        Assert.Equal((1, 0), (most, running));
        Assert.All(told, line => Assert.Equal("checkpoint failed: full", line));

        void Take(CancellationToken stopped)
        {
            most = int.Max(most, Interlocked.Increment(ref running));
            Thread.Sleep(50);
            Interlocked.Decrement(ref running);
            Interlocked.Increment(ref taken);
            throw new InvalidOperationException("full");
        }
    }

    [Fact]
    public async Task A_child_process_ends_with_the_service()
    {
        using ManualResetEventSlim started = new();
        CheckpointSchedule schedule = new(
            stopped =>
            {
                started.Set();
                ProcessStartInfo sleep = new("nice", ["-n", "19", "sleep", "600"])
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                };
                CheckpointSchedule.RunChild(sleep, told.Enqueue, stopped);
            },
            told.Enqueue,
            Soon);
        await Eventually.Holds(() => started.IsSet, "the child is started");
        Stopwatch watch = Stopwatch.StartNew();
        schedule.Dispose();
        schedule.Dispose();
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2));
        Assert.Empty(told);
    }
}
