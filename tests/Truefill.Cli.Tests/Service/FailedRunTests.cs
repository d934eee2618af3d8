using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Engine;
using Truefill.Domain.Intake;
using Truefill.Journal;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Service;

/// <summary>How a run ends whose engine breaks, and what it leaves to the next one.</summary>
public sealed class FailedRunTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("tf-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task An_engine_that_broke_is_not_told_as_a_journal_that_failed()
    {
        using LiveLoop service = await Start();
        service.Host.Watch(static _ => new BreakingAtDeadLetter());
        service.Host.Post(Journal.StateFixture.Nonsense());
        Assert.IsType<NotSupportedException>(await service.Failure.WaitAsync(Eventually.Patience));
        string mark = Path.Combine(service.StateDirectory, "held");
        await Eventually.Holds(() => File.Exists(mark), "the mark is left");
        string held = File.ReadAllText(mark);
        Assert.Equal("the engine broke in the last run: a reader's mistake\n", held);
    }

    [Fact]
    public async Task A_run_that_breaks_at_its_very_stop_has_not_stopped_cleanly()
    {
        using LiveLoop service = await Start();
        service.Host.Watch(static _ => new BreakingAtStop());
        StringWriter output = new();
        Assert.Equal(ServiceEnd.Broken, ServiceRun.Stop(service, output));
        Assert.Contains("STOPPED: ", output.ToString());
    }

    [Fact]
    public async Task A_mark_that_could_not_be_given_its_reason_holds_too()
    {
        string state = Path.Combine(root, "state");
        StateDirectory.Init(state, "desk-1", Guid.NewGuid());
        File.WriteAllText(Path.Combine(state, "held"), "");
        using LiveLoop service =
            await LiveLoop.StartAsync(SmallService.In(state), CancellationToken.None);
        Assert.Equal("the last run ended before it could write why", service.Held);
    }

    private Task<LiveLoop> Start()
    {
        string state = Path.Combine(root, "state");
        StateDirectory.Init(state, "desk-1", Guid.NewGuid());
        return LiveLoop.StartAsync(SmallService.In(state), CancellationToken.None);
    }

    private sealed class BreakingAtDeadLetter : SelectiveFacts
    {
        public override void Apply(in DeadLettered e) => throw new NotSupportedException("a reader's mistake");
    }

    private sealed class BreakingAtStop : SelectiveFacts
    {
        public override void Apply(in EngineStopped e) => throw new InvariantBrokenException("a test");
    }
}
