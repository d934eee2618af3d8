using System;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>System calls that fail by injection: the Nth of a kind, for N from 1 until a whole run gets through.</summary>
public sealed class FailingDiskTests
{
    private const int Posts = 12;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("TRUEFILL_LONG") == "1";

    public static TheoryData<string, string, int> Injections()
    {
        TheoryData<string, string, int> cases = [];
        int last = IsLong ? 60 : 14;
        for (int nth = 1; nth <= last; nth++)
        {
            cases.Add("fdatasync", nth % 2 == 0 ? "ENOSPC" : "EIO", nth);
            cases.Add("pwrite64", nth % 2 == 0 ? "EIO" : "ENOSPC", nth * 2);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Injections))]
    public async Task After_a_failed_call_nothing_is_acknowledged_and_the_next_start_is_clean(
        string call, string error, int nth)
    {
        using StateFolder folder = new();
        using Client client = new();
        bool wasReady = false;
        int acknowledgedAfterFailure = 0;
        using (TruefillProcess service = TruefillProcess.Serve(
            folder.State,
            "strace",
            "-f",
            "--seccomp-bpf",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            $"trace={call}",
            "-e",
            $"inject={call}:error={error}:when={nth}"))
        {
            string? url = await service.Ready.WaitAsync(TimeSpan.FromSeconds(90));
            wasReady = url is not null;
            bool failed = false;
            for (int i = 0; wasReady && i < Posts; i++)
            {
                bool acknowledged = await client.PostAsync(url!);
                if (failed && acknowledged) acknowledgedAfterFailure++;
                failed |= !acknowledged;
            }

            // The failure may come later, from the segment that is made ready beside.
            int exit = await EndAsync(service);
            Assert.True(exit is 74 or 0, $"exit {exit}: {service.Output}");
            Assert.True(exit == 74 || !failed, service.Output);
            Assert.Equal(0, acknowledgedAfterFailure);
            Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
        }

        await KillTests.CheckAndStopAsync(folder, client);
        (int verified, string said) = await TruefillProcess.RunAsync("journal", "verify", "--state-dir", folder.State);
        Assert.True(verified == 0, said);
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

    private static async Task<int> EndAsync(TruefillProcess service)
    {
        await Task.Delay(300);
        if (!service.HasExited) service.TerminateChildren();
        return await service.WaitAsync();
    }
}
