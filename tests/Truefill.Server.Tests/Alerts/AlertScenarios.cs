using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Alerts;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Following;
using Truefill.Server.Health;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Server.Service;
using Truefill.Server.Tests.Hosting;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Alerts;

/// <summary>What brings each kind of alert about, by the service's own doors.</summary>
internal sealed class AlertScenarios : IAsyncDisposable
{
    private const VenueCapabilities Compared = VenueCapabilities.QueryPositions | VenueCapabilities.QueryExecutions;

    private readonly Watched api = new();
    private StorageGuard? storage;

    /// <summary>All that one running service can bring about; what ends it or comes before it has its own.</summary>
    public static IReadOnlyDictionary<AlertKind, Func<AlertScenarios, Task>> All { get; } = new SortedDictionary<AlertKind, Func<AlertScenarios, Task>>
    {
        [AlertKind.TradingHeld] = each => each.Ask(InputKind.HoldTrading, new HoldTrading("HELD", "ann", "a test")),
        [AlertKind.VenueDown] = each => each.Ask(InputKind.DefineVenue, new DefineVenue("DOWN", ReadOnly: false)),
        [AlertKind.CallbackSilence] = each => each.Order("MUTE", "1"),
        [AlertKind.SubmissionStalled] = each => each.Order("MUTE", "2"),
        [AlertKind.OrderUnknown] = each => each.LoseAnAnswer(),
        [AlertKind.Overfill] = each => each.Fill("OVER", ordered: "1", filled: 2),
        [AlertKind.DeadLetters] = each => each.api.Post("/api/v1/executions?reason=t", "{}"),
        [AlertKind.RateLimitSaturated] = each => each.Saturate(),
        [AlertKind.DependencyDown] = _ => Task.CompletedTask,
        [AlertKind.KillSwitch] = each => each.Ask(
            InputKind.SetKillSwitch, new SetKillSwitch(KillScope.Symbol, "NONE", null, KillSwitchState.Active, "a test", "ann")),
        [AlertKind.ReconciliationBreak] = each => each.Differ(),
        [AlertKind.ConsumerLag] = _ => Task.CompletedTask,
        [AlertKind.ProtectionGap] = each => each.Fill("LEGS", ordered: "1", filled: 1, ",\"stop_loss\":\"1\""),
        [AlertKind.ClockJump] = _ => Task.CompletedTask,
        [AlertKind.StorageLow] = each => each.RunOutOfSpace(),
    };

    public async Task Start()
    {
        await api.InitializeAsync();
        foreach (string venue in (string[])["HELD", "MUTE", "LOST", "OVER", "LEGS", "BRK"])
        {
            await Ask(InputKind.DefineVenue, new DefineVenue(
                venue, ReadOnly: false,
                VenueCapabilities.OrderEntry | VenueCapabilities.OneCancelsOther | (venue == "BRK" ? Compared : VenueCapabilities.None)));
            await Ask(InputKind.SessionOpened, new SessionChange(venue));
        }
    }

    /// <summary>What the same books say without a service.</summary>
    public IReadOnlyList<Alert> Offline() =>
        api.Engine.Read(replica => OfflineAlerts.Of(replica, api.Engine.Clock.Now).All);

    public Task<Reply> Open() => api.Get("/api/v1/alerts?state=open&limit=1000");

    public async ValueTask DisposeAsync()
    {
        storage?.Dispose();
        await api.DisposeAsync();
    }

    /// <summary>The journal's folder goes away, and the next segment has no place.</summary>
    public static Task<JsonElement?> FailedJournal() => Alone("journal_failed", AlertOptions.Default, async (service, folder) =>
    {
        Directory.Move(Path.Combine(folder, "journal"), Path.Combine(folder, "elsewhere"));
        byte[] letter = new byte[60_000];
        for (int i = 0; i < 500 && service.Host.Failure is null; i++)
        {
            Input input = new()
            {
                Kind = InputKind.Malformed,
                Body = new MalformedInput(Domain.Intake.DeadLetterReason.Malformed, "no execution"),
                Source = "test",
                Raw = letter,
            };
            TaskCompletionSource durable = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!service.Host.Post(in input, durable.SetResult)) break;
            while (!durable.Task.IsCompleted && service.Host.Failure is null) await Task.Delay(1);
        }
    });

    public static Task<JsonElement?> SlowRecovery() =>
        Alone("recovery_slow", AlertOptions.Default with { Recovery = TimeSpan.Zero }, static (_, _) => Task.CompletedTask);

    private static async Task<JsonElement?> Alone(string kind, AlertOptions alerts, Func<LiveLoop, string, Task> cause)
    {
        string parent = Directory.CreateTempSubdirectory("tf-alert-").FullName;
        string folder = Path.Combine(parent, "s");
        StateDirectory.Init(folder, "alert", Guid.NewGuid());
        LiveLoop service = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = folder,
                Urls = ["http://127.0.0.1:0"],
                Durability = JournalDurability.Os,
                FollowEvents = false,
                SegmentBytes = 1 << 20,
                Api = new ApiPlan { Alerts = alerts },
            },
            CancellationToken.None);
        try
        {
            await using WebHost web = await WebHost.StartAsync(service);
            using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
            await cause(service, folder);
            for (Stopwatch watch = Stopwatch.StartNew(); watch.Elapsed < Eventually.Patience;)
            {
                Reply open = await Reply.Of(await client.GetAsync(new Uri("/api/v1/alerts", UriKind.Relative)));
                foreach (JsonElement alert in open.Items)
                    if (alert.GetProperty("kind").GetString() == kind) return alert;
                await Task.Delay(50);
            }

            return null;
        }
        finally
        {
            service.Dispose();
            Directory.Delete(parent, recursive: true);
        }
    }

    private sealed class Watched : ApiHost
    {
        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Plan = context.Plan with
            {
                RateLimits = new RateLimitsOptions(
                    RateLimitsOptions.Default.Client, new RateLimitOptions(1, TimeSpan.FromMilliseconds(1200), 1)),
                Alerts = AlertOptions.Default with { RateLimitSaturations = 1 },
            },
            HealthSources = [new FailedRedis()],
            Followers = [new Behind()],
            Clock = SetByAnHour(),
        };
    }

    private static ClockWatch SetByAnHour()
    {
        MovedClocks clocks = new();
        ClockWatch watch = new(new EngineClock(default, clocks), log: null, static _ => { });
        clocks.SetWall(TimeSpan.FromHours(1));
        watch.Check();
        return watch;
    }

    private sealed class Behind : IJournalFollower
    {
        public string Name => "quotes";

        public string? Failure => null;

        public TimeSpan Lag => TimeSpan.FromSeconds(61);

        public long Waiting => 0;
    }

    private sealed class FailedRedis : IHealthSource
    {
        public ComponentHealth Read() => new("dependency:redis", HealthStatus.Failed, "it does not answer");
    }

    private Task Ask(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

    private async Task<ClOrdId> Order(string venue, string quantity, string more = "")
    {
        string id = api.NewId(venue);
        Reply reply = await api.Post(
            "/api/v1/orders",
            $$"""{"account":"ACC1","symbol":"{{venue}}","side":"buy","qty":"{{quantity}}","venue":"{{venue}}","cl_ord_id":"{{id}}"{{more}}}""");
        Assert.True(reply.Status == 201, reply.Text);
        return api.Engine.Read(replica => replica.Books.Orders[replica.Books.Orders.Find(ClOrdId.FromTrusted(id)).Order].WireId);
    }

    // The line drops while the venue's answer is due.
    private async Task LoseAnAnswer()
    {
        await Order("LOST", "1");
        await Ask(InputKind.SessionClosed, new SessionChange("LOST", "dropped"));
    }

    private async Task Fill(string venue, string ordered, decimal filled, string more = "")
    {
        ClOrdId id = await Order(venue, ordered, more);
        VenueId handle = api.Engine.Read(replica => replica.Books.Names.Venues.TryGet(venue, out int found) ? new VenueId(found) : default);
        Input report = new()
        {
            Kind = InputKind.ExecutionReport,
            Source = "venue:" + venue,
            Report = new ExecutionReport
            {
                Venue = handle,
                ExecType = ExecType.Trade,
                ClOrdId = id,
                OrderId = OrderId.FromTrusted("O1"),
                ExecId = ExecId.FromTrusted("E1"),
                LastQty = Qty.FromTrusted(filled),
                LastPx = Px.FromTrusted(10),
                TransactTime = UtcNanos.FromMilliseconds(1767225600000),
            },
        };
        TaskCompletionSource durable = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(api.Engine.Post(in report, durable.SetResult));
        await durable.Task;
    }

    // The venue holds what the books have never heard of.
    private async Task Differ()
    {
        await Ask(InputKind.Reconcile, new Reconcile("BRK", "ann"));
        await Answer(QueryKind.Positions, new VenuePosition("ACC1", "PHANTOM", Qty.FromTrusted(5)));
        await Answer(QueryKind.Executions);
    }

    private Task Answer(QueryKind kind, params VenuePosition[] positions)
    {
        long question = api.Engine.Read(replica => replica.Books.Queries.Pending.First(asked =>
            asked.Kind == kind && replica.Books.Names.Of(asked.Venue) == "BRK").QueryId);
        return Ask(InputKind.VenueAnswer, new VenueAnswer
        {
            QueryId = question,
            Venue = "BRK",
            Kind = kind,
            Status = AnswerStatus.Complete,
            AsOf = api.Engine.Clock.Now,
            Positions = positions,
        });
    }

    private Task Saturate() => Eventually.Holds(
        async () => (await api.Get("/admin/cache")).Status == 429, "more is asked than may be");

    private Task RunOutOfSpace()
    {
        storage = new StorageGuard(Path.GetTempPath(), warnFree: long.MaxValue, stopOrdersFree: 0, static _ => { });
        api.Engine.Storage = storage;
        return Task.CompletedTask;
    }
}
