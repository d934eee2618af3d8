using System;
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

/// <summary>A service of its own, with one follower or none.</summary>
internal sealed class FollowedService : IDisposable
{
    private const int Burst = 1000;

    // What is remembered of executions grows with each that is new: repeated ones keep a minute in memory.
    private const int Different = 200_000;

    private readonly TemporaryDirectory directory;
    private readonly LiveLoop service;
    private readonly JournalOptions options;
    private long done;

    private FollowedService(TemporaryDirectory directory, LiveLoop service, JournalOptions options)
    {
        this.directory = directory;
        this.service = service;
        this.options = options;
    }

    public CheckedFollower? Follower { get; private set; }

    /// <summary>The last record that readers of the service see.</summary>
    public ulong LastSeq => service.Host.Read(static replica => replica.Seq);

    public static async Task<FollowedService> StartAsync(BenchmarkRun run)
    {
        TemporaryDirectory place = run.NewDirectory();
        Guid uuid = Guid.NewGuid();
        StateDirectory.Init(place.DirectoryPath, "bench", uuid);
        LiveLoopOptions plan = new()
        {
            StateDirectory = place.DirectoryPath,
            FollowEvents = false,
            WarnFree = 0,
            StopOrdersFree = 0,
        };
        return new FollowedService(
            place,
            await LiveLoop.StartAsync(plan, CancellationToken.None),
            new JournalOptions { Genesis = StateDirectory.GenesisOf(uuid) });
    }

    /// <summary>Starts a follower, which goes on from the cursor of the one before.</summary>
    public void Follow(bool running) => Follower = new CheckedFollower(directory.DirectoryPath, options, running);

    /// <summary>Ends the follower; its cursor stays where it acknowledged last.</summary>
    public void KillFollower()
    {
        Follower?.Dispose();
        Follower = null;
    }

    /// <summary>Has executions decided for so long, and says how many a second became durable.</summary>
    public async Task<double> LoadAsync(TimeSpan time)
    {
        long before = done;
        Stopwatch watch = Stopwatch.StartNew();
        // Posting waits while the lane is full: the engine never runs dry.
        while (watch.Elapsed < time)
            for (int i = 0; i < Burst; i++) service.Host.Post(Execution(done++ % Different));
        await service.Host.AskAsync(Execution(done++ % Different));
        return (done - before) / watch.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        KillFollower();
        service.Stop("bench");
        service.Dispose();
        directory.Dispose();
    }

    private static Input Execution(long number) => new()
    {
        Kind = InputKind.NormalisedExecution,
        Source = "bench",
        Body = new NormalisedExecution
        {
            Symbol = "S" + (number % 50),
            Side = number % 2 == 0 ? Side.Buy : Side.Sell,
            LastQty = Qty.FromTrusted(1 + (number % 9)),
            LastPx = Px.FromTrusted(100 + (number % 7)),
            ExecId = ExecId.FromTrusted(FormattableString.Invariant($"E{number}")),
            TransactTime = new UtcNanos(1_790_000_000_000_000_000 + number),
            Account = "ACC1",
        },
    };
}
