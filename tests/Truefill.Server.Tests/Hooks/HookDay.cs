using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Hooks;
using Truefill.Server.Service;
using Truefill.Server.Venues;

namespace Truefill.Server.Tests.Hooks;

/// <summary>A service over one venue, with those who are told of it.</summary>
internal sealed class HookDay : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "truefill-hooks-" + Guid.NewGuid().ToString("N"));
    private LiveLoop? service;
    private int lastId;

    public WaveringVenue Venue { get; private set; } = new();

    public LiveLoop Service => service!;

    public List<string> Reported { get; } = [];

    public static async Task<HookDay> Start(HookPlan plan, Truefill.Server.Logging.EventLog? log = null)
    {
        HookDay day = new();
        StateDirectory.Init(day.folder, "hook-test", Guid.NewGuid());
        await day.Open(plan, log);
        return day;
    }

    public async Task Restart(HookPlan plan, Truefill.Server.Logging.EventLog? log = null, bool isReachable = true)
    {
        Stop();
        Venue = new WaveringVenue { IsReachable = isReachable };
        await Open(plan, log);
    }

    public void Stop()
    {
        service?.Dispose();
        service = null;
    }

    public Task<Answer> Kill(KillSwitchState state, KillScope scope = KillScope.Symbol, string target = "IBM", string reason = "r") =>
        Ask(InputKind.SetKillSwitch, new SetKillSwitch(scope, target, null, state, reason, "ann"));

    /// <summary>A position that somebody had before.</summary>
    public Task<Answer> Import(string symbol, decimal qty) => Ask(
        InputKind.ImportPosition,
        new ImportPosition("ACC1", "", symbol, Qty.FromTrusted(qty), Px.FromTrusted(10), ShortText.FromTrusted("ref" + ++lastId), "ann", "test"));

    public async Task<ClOrdId> Submit(string symbol = "IBM", decimal qty = 10)
    {
        ClOrdId id = ClOrdId.FromTrusted("C" + ++lastId);
        await Ask(InputKind.NewOrderSingle, new NewOrderSingle
        {
            ClOrdId = id,
            Symbol = symbol,
            Account = "ACC1",
            Strategy = "swing",
            CorrelationId = "corr-1",
            Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(qty), Px.FromTrusted(10)),
        });
        return id;
    }

    public Task<Answer> Ask(InputKind kind, object body) =>
        Service.Host.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

    public void Dispose()
    {
        Stop();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Open(HookPlan plan, Truefill.Server.Logging.EventLog? log)
    {
        service = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = folder,
                Durability = JournalDurability.Os,
                SegmentBytes = 1 << 20,
                FollowEvents = false,
                Hooks = plan,
                Log = log,
                Report = line =>
                {
                    lock (Reported) Reported.Add(line);
                },
                Venues = _ => [new VenueSetup(new DefineVenue("V", ReadOnly: false, Venue.Capabilities), Venue)],
            },
            CancellationToken.None);

        // What breaks before the books know of the session would not be its loss.
        if (Venue.IsReachable)
            await Eventually.Holds(
                () => Service.Host.Read(replica => replica.Books.Sessions.All.Any(session => session.IsOpen)),
                "it is logged on");
    }
}
