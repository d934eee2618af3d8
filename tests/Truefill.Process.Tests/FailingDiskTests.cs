using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>System calls that fail by injection: the Nth of a kind, for every N of a short run.</summary>
public sealed class FailingDiskTests
{
    private const int Posts = 4;

    // Two processors, and most of a run is waiting for disk and process starts.
    private const int AtOnce = 4;

    [Theory]
    [InlineData("fdatasync")]
    [InlineData("pwrite64")]
    public async Task Whichever_call_of_a_run_fails_nothing_is_acknowledged_after_it_and_the_next_start_is_clean(
        string call)
    {
        using StateFolder prepared = new();
        await PrepareAsync(prepared);
        int calls = await CountAsync(prepared, call);
        Assert.InRange(calls, 5, 100);

        ConcurrentBag<int> failed = [];
        await Parallel.ForEachAsync(
            Enumerable.Range(1, calls),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (nth, _) =>
            {
                using StateFolder folder = StateFolder.CopyOf(prepared);
                if (await RunAsync(folder, call, nth % 2 == 0 ? "ENOSPC" : "EIO", nth)) failed.Add(nth);
            });

        // Runs differ by a call or two, so the last ones may get through; an injection that missed would miss them all.
        Assert.InRange(failed.Count, calls / 2, calls);
    }

    [Theory]
    [InlineData("fdatasync", 1)]
    [InlineData("fdatasync", 2)]
    [InlineData("fdatasync", 9)]
    [InlineData("pwrite64", 1)]
    [InlineData("pwrite64", 2)]
    [InlineData("pwrite64", 16)]
    public async Task The_same_holds_for_the_first_start_of_all(string call, int nth)
    {
        using StateFolder folder = new();
        await RunAsync(folder, call, "EIO", nth);
    }

    [Fact]
    public async Task After_the_journal_failed_the_next_start_comes_up_held()
    {
        using StateFolder folder = new();
        using Client client = new();

        // The first start makes the first segment, which takes hundreds of syncs.
        await KillTests.CheckAndStopAsync(folder, client);
        using (TruefillProcess service = TruefillProcess.Serve(
            folder.State, "strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null",
            "-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=40+"))
        {
            string? url = await service.Ready.WaitAsync(TimeSpan.FromSeconds(90));
            Assert.True(url is not null, service.Output);
            while (await client.PostAsync(url))
            {
                // Until the injected failure.
            }

            Assert.Equal(74, await service.WaitAsync());
            Assert.Contains("nothing was acknowledged after this failure", service.Output, StringComparison.Ordinal);
        }

        using TruefillProcess next = TruefillProcess.Serve(folder.State);
        Assert.NotNull(await next.Ready);
        Assert.Contains("HELD: the journal failed in the last run", next.Output, StringComparison.Ordinal);
    }

    // A directory whose next segment is ready too: making one is hundreds of the same two calls.
    private static async Task PrepareAsync(StateFolder folder)
    {
        using TruefillProcess service = TruefillProcess.ServeAlone(folder.State);
        Assert.NotNull(await service.Ready);
        string journal = Path.Combine(folder.State, "journal");
        await Eventually.Holds(
            () => Directory.GetFiles(journal, "*.seg").Length >= 2, "the next segment is made ready");
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync());
    }

    private static async Task<int> CountAsync(StateFolder prepared, string call)
    {
        using StateFolder folder = StateFolder.CopyOf(prepared);
        using Client client = new();
        string trace = Path.Combine(folder.Root, "calls");
        using TruefillProcess service = TruefillProcess.ServeAlone(folder.State, Trace(trace, call));
        string url = (await service.Ready.WaitAsync(TimeSpan.FromSeconds(90)))!;
        for (int i = 0; i < Posts; i++) Assert.True(await client.PostAsync(url));
        Assert.Equal(0, await EndAsync(service));

        // The injection counts for each thread on its own, and so does this.
        return File.ReadLines(trace)
            .Where(line => line.Contains(call + "(", StringComparison.Ordinal))
            .GroupBy(line => line.Split(' ')[0])
            .Max(ofThread => ofThread.Count());
    }

    /// <summary>True when the injected failure hit.</summary>
    private static async Task<bool> RunAsync(StateFolder folder, string call, string error, int nth)
    {
        string at = $"{call} {nth}: ";
        using Client client = new();
        bool hit;
        using (TruefillProcess service = TruefillProcess.ServeAlone(
            folder.State, [.. Trace("/dev/null", call), "-e", $"inject={call}:error={error}:when={nth}"]))
        {
            string? url = await service.Ready.WaitAsync(TimeSpan.FromSeconds(90));
            bool failed = false;
            for (int i = 0; url is not null && i < Posts; i++)
            {
                bool acknowledged = await client.PostAsync(url);
                Assert.False(failed && acknowledged, at + "acknowledged after the failure");
                failed |= !acknowledged;
            }

            int exit = await EndAsync(service);

            // The snapshot of a stop is all that may fail alone: the journal is sealed by then.
            hit = exit != 0 || service.Output.Contains("no snapshot: ", StringComparison.Ordinal);
            Assert.True(exit is 74 or 0, $"{at}exit {exit}: {service.Output}");
            Assert.True(hit || !failed, at + service.Output);
            Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
        }

        // It starts only on a journal that verifies.
        using TruefillProcess next = TruefillProcess.ServeAlone(folder.State);
        string? again = await next.Ready.WaitAsync(TimeSpan.FromSeconds(90));
        Assert.True(again is not null, at + next.Output);
        await client.CheckAsync(again);
        next.Kill();
        await next.WaitAsync();
        return hit;
    }

    private static string[] Trace(string file, string call) =>
        ["strace", "-f", "--seccomp-bpf", "-qq", "-o", file, "-e", "trace=" + call];

    // A failure may still be on its way out.
    private static async Task<int> EndAsync(TruefillProcess service)
    {
        await Task.Delay(200);
        if (!service.HasExited) service.TerminateChildren();
        return await service.WaitAsync();
    }
}
