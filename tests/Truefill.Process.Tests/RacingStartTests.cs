using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

public sealed class RacingStartTests
{
    [Fact]
    public async Task Of_twenty_starts_on_one_directory_exactly_one_runs_whatever_path_leads_there()
    {
        using StateFolder folder = new();
        string link = Path.Combine(folder.Root, "link");
        Directory.CreateSymbolicLink(link, folder.State);
        List<TruefillProcess> starts = [];
        try
        {
            for (int i = 0; i < 20; i++)
            {
                starts.Add((i % 3) switch
                {
                    0 => TruefillProcess.Serve(folder.State),
                    1 => TruefillProcess.Serve(link),
                    _ => TruefillProcess.Serve(folder.State, ("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1")),
                });
            }

            string?[] urls = await Task.WhenAll(starts.Select(start => start.Ready.WaitAsync(TimeSpan.FromSeconds(120))));

            Assert.Single(urls, url => url is not null);
            TruefillProcess owner = starts[Array.FindIndex(urls, url => url is not null)];
            foreach (TruefillProcess other in starts.Where(start => start != owner))
            {
                Assert.Equal(1, await other.WaitAsync());
                Assert.Contains($"pid {owner.Id}", other.Output, StringComparison.Ordinal);
            }
        }
        finally
        {
            foreach (TruefillProcess start in starts) start.Dispose();
        }
    }

    [Fact]
    public async Task Deleting_the_lock_lets_nobody_in()
    {
        using StateFolder folder = new();
        using TruefillProcess owner = TruefillProcess.Serve(folder.State);
        Assert.NotNull(await owner.Ready);

        File.Delete(Path.Combine(folder.State, "lock"));
        using TruefillProcess second = TruefillProcess.Serve(
            folder.State, ("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1"));

        Assert.Equal(1, await second.WaitAsync());
        Assert.False(owner.HasExited);
    }

    [Fact]
    public async Task A_directory_that_is_not_the_right_one_is_refused_with_the_reason()
    {
        using StateFolder folder = new();
        string wiped = Path.Combine(folder.Root, "wiped");
        Directory.CreateDirectory(wiped, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await RefusedAsync("truefill init", "serve", "--state-dir", wiped);
        await RefusedAsync("truefill init", "serve", "--state-dir", Path.Combine(folder.Root, "missing"));
        await RefusedAsync("belongs to", "serve", "--state-dir", folder.State, "--set", "state_id=another");
        File.SetUnixFileMode(folder.State, (UnixFileMode)0b111_111_000);
        await RefusedAsync("chmod 700", "serve", "--state-dir", folder.State);
    }

    private static async Task RefusedAsync(string said, params string[] arguments)
    {
        (int exit, string output) = await TruefillProcess.RunAsync([.. arguments, "--urls", "http://127.0.0.1:0"]);
        Assert.Equal(5, exit);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
