using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Venues;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Fix.Tests.Interop;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;
using Truefill.Server.Venues;

namespace Truefill.Server.Tests.Venues;

/// <summary>A service of ours, QuickFIX's venue, and the line between them.</summary>
internal sealed class FixDay : IDisposable
{
    private static readonly string[] Symbols = ["IBM", "MSFT"];
    private static readonly string[] Accounts = ["ACC1", "ACC2"];

    private readonly string folder = Directory.CreateTempSubdirectory("fix-venue").FullName;
    private readonly string state;
    private readonly TruefillOptions options;

    private FixDay(string begin, bool dropCopy, string more)
    {
        int port = FreePort.Take();
        Line = new CuttingRelay(port);
        string venue = Path.Combine(folder, "venue");
        Venue = new DeskProcess(Desks.QuickFix, venue, "venue", DeskConfig(begin, venue, port, dropCopy), orders: 0);
        state = Path.Combine(folder, "state");
        StateDirectory.Init(state, "fix-test", Guid.NewGuid());
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = $$"""
                mode: paper
                reconciliation: { callback_gap: 3s }
                venues:
                  - { id: FIX1, type: fix, environment: paper, begin_string: {{begin}}, host: 127.0.0.1, port: {{Line.Port}}, sender_comp_id: CLIENT, target_comp_id: VENUE, heartbeat: 5s, reconnect_delay: 200ms, dialect: { not_found_is_final: true{{more}} }{{(dropCopy ? DropCopy(begin, Line.Port) : "")}} }
                """,
        });
        Assert.Empty(result.Errors);
        options = result.Options!;
    }

    public CuttingRelay Line { get; }

    public DeskProcess Venue { get; }

    public LiveLoop Service { get; private set; } = null!;

    /// <param name="dropCopy">The venue copies its executions to a second session.</param>
    /// <param name="more">More of the dialect.</param>
    public static async Task<FixDay> Start(string begin, bool dropCopy = false, string more = "")
    {
        FixDay day = new(begin, dropCopy, more);
        day.Venue.Start();
        await day.Open();
        return day;
    }

    public async Task Restart()
    {
        Service.Dispose();
        await Open();
    }

    /// <summary>Orders with these numbers, from 1 on, half of them to sell.</summary>
    public async Task Enter(int first, int last)
    {
        List<Task<Answer>> answers = [];
        for (int n = first; n <= last; n++)
        {
            decimal price = 100m + (n % 37 / 4m);
            Side side = n % 3 == 0 ? Side.Sell : Side.Buy;
            answers.Add(Service.Host.AskAsync(Request(InputKind.NewOrderSingle, new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted("C" + n.ToString(CultureInfo.InvariantCulture)),
                Symbol = Symbols[n / 2 % 2],
                Account = Accounts[n % 2],
                Venue = "FIX1",
                Terms = new OrderTerms(side, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(100 + n), Px.FromTrusted(price)),
            })));
        }

        foreach (Answer answer in await Task.WhenAll(answers)) Assert.Equal(DenyReason.None, answer.Reason);
    }

    /// <summary>Cancels every other open order and replaces the rest.</summary>
    public async Task AmendWhatIsOpen()
    {
        await Until(() => Count(order => order.IsNewInFlight) == 0, "every order is answered");
        var open = Service.Host.Read(replica => replica.Books.Orders.Open
            .Select(order => (order.ClOrdId, Account: replica.Books.Names.Of(order.Account), order.Terms)).ToArray());
        Assert.NotEmpty(open);
        for (int i = 0; i < open.Length; i++)
        {
            Input request = i % 2 == 0
                ? Request(InputKind.OrderCancelRequest, new OrderCancelRequest
                {
                    OrigClOrdId = open[i].ClOrdId,
                    Account = open[i].Account,
                })
                : Request(InputKind.OrderCancelReplaceRequest, new OrderCancelReplaceRequest
                {
                    OrigClOrdId = open[i].ClOrdId,
                    Account = open[i].Account,
                    OrderQty = open[i].Terms.OrderQty,
                    Price = Px.FromTrusted(open[i].Terms.Price!.Value.Value + 0.25m),
                });
            await Service.Host.AskAsync(request);
        }
    }

    /// <summary>A person stops all trading.</summary>
    public async Task Engage()
    {
        SetKillSwitch all = new(KillScope.Global, "", null, KillSwitchState.Active, "a test", "ann");
        Assert.Equal(DenyReason.None, (await Service.Host.AskAsync(Request(InputKind.SetKillSwitch, all))).Reason);
        await Until(() => Count(order => order.IsOpen) == 0, "nothing is open");
    }

    /// <summary>Nothing is unknown or under way, and both sides have the same books and keep them.</summary>
    public async Task UntilSettled()
    {
        // On a busy machine either side may stand still for a moment, and with it a first sameness.
        long same = 0;
        string settled = "";
        await Until(
            () =>
            {
                string ours = Books;
                bool isOver = Count(order => (order.IsOpen && order.HasRequestInFlight) || order.IsUnknown) == 0;
                if (!isOver || ours.Length == 0 || ours != Venue.Books) (same, settled) = (0, "");
                else if (ours != settled) (same, settled) = (Stopwatch.GetTimestamp(), ours);
                return settled.Length > 0 && Stopwatch.GetElapsedTime(same) > TimeSpan.FromMilliseconds(500);
            },
            "nothing is under way and the books are and stay the same");
    }

    public int Count(Func<Order, bool> condition) =>
        Service.Host.Read(replica => replica.Books.Orders.All.Count(condition));

    public int Executions(Func<Execution, bool> condition) =>
        Service.Host.Read(replica => replica.Books.Executions.All.Count(condition));

    /// <summary>Messages that said nothing new.</summary>
    public long Duplicates => Service.Host.Read(replica => replica.Books.Intake.Duplicate);

    /// <summary>The lines of the order event log so far.</summary>
    public JsonElement[] Events()
    {
        using FileStream file = new(
            Path.Combine(state, StateLayout.OrderEvents), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file);
        string[] lines = reader.ReadToEnd().Split('\n');

        // The last one is empty, or not whole yet.
        return [.. lines[..^1].Select(line => JsonElement.Parse(line))];
    }

    /// <summary>Says what both sides have where it is in vain.</summary>
    public Task Until(Func<bool> condition, string what) => Eventually.Holds(
        condition,
        () => $"{what}\nours\n{Books}venue\n{Venue.Books}received {Venue.State("received")}\n{Describe()}");

    public void Dispose()
    {
        Service.Dispose();
        Venue.Dispose();
        Line.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // account|symbol|position|net cash, as the venue writes them.
    private string Books => Service.Host.Read(replica => string.Concat(replica.Books.Positions.All
        .Select(position => string.Create(
            CultureInfo.InvariantCulture,
            $"{replica.Books.Names.Of(position.Key.Account)}|{replica.Books.Names.Of(position.Key.Symbol)}|{position.Qty.Value}|{position.NetCash.Amount:0.00########}\n"))
        .Order(StringComparer.Ordinal)));

    private string Describe() => Service.Host.Read(replica => string.Join('\n', replica.Books.Orders.All
        .Where(order => order.IsNewInFlight || order.IsUnknown).Take(10)
        .Select(order => $"{order.ClOrdId} {order.WireId} held {order.IsHeld} unknown since {order.UnknownSince}")));

    private async Task Open()
    {
        Service = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = state,
                Urls = ["http://127.0.0.1:0"],
                Durability = JournalDurability.Os,
                SegmentBytes = 1 << 20,
                Venues = path => VenueFactory.Create(options, path),
                Definitions =
                [
                    .. Accounts.Select(account => Request(
                        InputKind.DefineAccount, new DefineAccount(account, Currency.Usd, LotMethod.Fifo))),
                ],
            },
            CancellationToken.None);
        await Until(
            () => Service.Host.Read(replica => replica.Books.Sessions.TryGet(new VenueId(1)) is { Trading: TradingState.Open }),
            "trading opens");
    }

    private static Input Request(InputKind kind, object body) => new() { Kind = kind, Body = body, Source = "test" };

    private static string DropCopy(string begin, int port) =>
        $", drop_copy: {{ begin_string: {begin}, host: 127.0.0.1, port: {port}, sender_comp_id: COPY, target_comp_id: VENUE, heartbeat: 5s }}";

    private static string DeskConfig(string begin, string folder, int port, bool dropCopy) => $"""
        [DEFAULT]
        ConnectionType=acceptor
        FileStorePath={folder}/store
        StartTime=00:00:00
        EndTime=00:00:00
        UseDataDictionary=N
        CheckLatency=Y
        SocketAcceptPort={port}
        SocketReuseAddress=Y

        [SESSION]
        BeginString={(begin == "FIX.5.0SP2" ? "FIXT.1.1\nDefaultApplVerID=FIX.5.0SP2" : begin)}
        SenderCompID=VENUE
        TargetCompID=CLIENT
        {(dropCopy ? CopySession(begin) : "")}
        """;

    private static string CopySession(string begin) =>
        $"[SESSION]\nBeginString={(begin == "FIX.5.0SP2" ? "FIXT.1.1\nDefaultApplVerID=FIX.5.0SP2" : begin)}\nSenderCompID=VENUE\nTargetCompID=COPY\n";
}
