using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Health;
using Truefill.Server.Hosting;
using Truefill.Server.Logging;
using Truefill.Server.Venues;
using Truefill.Server.Views;

namespace Truefill.Server.Hooks;

/// <summary>All receivers of hooks. Reads the durable facts; the engine never waits for it.</summary>
public sealed class HookBoard : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    private readonly List<HookReceiver> receivers = [];
    private readonly HookPace pace;
    private readonly EventLog? log;
    private readonly Action<string>? report;
    private readonly VenueHub venues;
    private readonly HookFacts facts;

    private HookBoard(EngineHost engine, VenueHub venues, HookPlan plan, EventLog? log, Action<string>? report)
    {
        this.log = log;
        this.report = report;
        this.venues = venues;
        pace = plan.Pace;
        foreach (ILiveLoopHooks hooks in plan.Code)
        {
            string name = hooks.GetType().Name;
            int same = receivers.Count(receiver => receiver.Name.StartsWith(name, StringComparison.Ordinal));
            receivers.Add(new CodeHooks(same == 0 ? name : $"{name}-{same + 1}", hooks, engine, pace, Report));
        }

        foreach (HookOptions options in plan.Webhooks)
            if (options.Url is not null) receivers.Add(new WebhookHooks(options, http, engine, pace, Report));
        facts = engine.Read(replica =>
        {
            HookFacts made = new(replica, () => engine.Clock.Now, Offer);
            replica.Follow(made);
            return made;
        });
        venues.Retrying += facts.Retrying;
        foreach (HookReceiver receiver in receivers) receiver.Start();
    }

    /// <summary>What became of the events, by receiver.</summary>
    public IReadOnlyList<HookState> States => [.. receivers.Select(receiver => receiver.State)];

    /// <summary>Null where nobody wants to be told. Before the engine starts, so that nothing is missed.</summary>
    public static HookBoard? Start(
        EngineHost engine, VenueHub venues, HookPlan plan, EventLog? log, Action<string>? report) =>
        plan.Code.Count + plan.Webhooks.Count == 0 ? null : new HookBoard(engine, venues, plan, log, report);

    /// <summary>Each receiver as a component: degraded while it hangs, or has lately failed.</summary>
    public IEnumerable<IHealthSource> HealthSources() => receivers.Select(receiver => new Health(receiver));

    /// <summary>What waits is told for two more seconds.</summary>
    public void Dispose()
    {
        venues.Retrying -= facts.Retrying;
        Task.WaitAll([.. receivers.Select(receiver => receiver.Complete())], pace.Grace);
        foreach (HookReceiver receiver in receivers) receiver.Dispose();
        http.Dispose();
    }

    private void Offer(HookCall call)
    {
        foreach (HookReceiver receiver in receivers) receiver.Offer(call);
    }

    private void Report(HookKind kind, string receiver, string why)
    {
        string line = $"hook {Words.Of(kind)} of {receiver} failed: {why}";
        if (log is null) report?.Invoke(line);
        else log.Write(
            LogLevel.Warning, "live_loop.hook_failed", line, ("hook", Words.Of(kind)), ("receiver", receiver),
            ("error", why));
    }

    private sealed class Health(HookReceiver receiver) : IHealthSource
    {
        public ComponentHealth Read()
        {
            HookState state = receiver.State;
            return new ComponentHealth(
                "dependency:hook:" + state.Receiver,
                state.Trouble is null ? HealthStatus.Operational : HealthStatus.Degraded,
                state.Trouble)
            {
                Metrics =
                [
                    ("delivered", state.Delivered), ("failed", state.Failed), ("dropped", state.Dropped),
                    ("waiting", state.Waiting),
                ],
            };
        }
    }
}
