using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Journal;
using Truefill.Server.Hosting;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Hosting;

public sealed class SideWorkTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-side-").FullName;
    private readonly List<string> told = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_part_that_cannot_be_closed_is_told_of_and_does_not_keep_the_journal_from_its_seal()
    {
        using LiveLoop service = await Start(told.Add);
        service.AttachSource(new Stuck("the source"));
        service.Attach(new Stuck("the follower"));

        Assert.NotNull(service.Stop("done"));
        Assert.Equal(["stop: the source is stuck", "stop: the follower is stuck"], told);
        Assert.NotNull(service.Snapshot);
    }

    [Fact]
    public async Task A_kill_file_engages_the_switch_also_where_nobody_reads_what_is_told_of_it()
    {
        using LiveLoop service = await Start(_ => throw new IOException("broken pipe"));
        File.WriteAllText(Path.Combine(folder, "kill"), "enough");
        await Eventually.Holds(
            () => service.Host.Read(replica => replica.Books.KillSwitch.IsAnyEngaged), "the switch is engaged");
        await Eventually.Holds(() => !File.Exists(Path.Combine(folder, "kill")), "the file is taken away");
    }

    [Fact]
    public void A_watch_over_free_space_outlives_the_directory_that_it_watches()
    {
        string watched = Directory.CreateDirectory(Path.Combine(folder, "watched")).FullName;
        using StorageGuard guard = new(watched, warnFree: 0, stopOrdersFree: 0, told.Add);
        Directory.Delete(watched);
        SideWork.Do("free space is not known", guard.Check, told.Add);

        Assert.StartsWith("free space is not known: ", Assert.Single(told), StringComparison.Ordinal);
        Assert.False(guard.RefusesOrders);
    }

    private async Task<LiveLoop> Start(Action<string> report)
    {
        StateDirectory.Init(folder, "side", Guid.NewGuid());
        return await LiveLoop.StartAsync(
            new LiveLoopOptions { StateDirectory = folder, WarnFree = 0, StopOrdersFree = 0, Report = report },
            CancellationToken.None);
    }

    private sealed class Stuck(string name) : IDisposable
    {
        public void Dispose() => throw new IOException(name + " is stuck");
    }
}
