using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Venues;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Fix.Tests.Interop;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;
using Truefill.Server.Tests.Gateway;
using Truefill.Server.Venues;
using Truefill.Venues;

namespace Truefill.Cli.Tests.Doors;

/// <summary>
/// One service with every door open: HTTP, the socket of the CLI, the FIX gateway and Alpaca's routes. Behind it a venue
/// that accepts; orders in symbols with FILL it fills, with OVERFILL one beyond, to those with MUTE it says nothing. Further venues have no
/// adapter: the tests speak for them.
/// </summary>
public sealed class DoorWorld : IAsyncLifetime, IAsyncDisposable
{
    public const string Account = "ACC";
    public const string OtherAccount = "OTHER";

    /// <summary>At a venue that takes only what no test asks for.</summary>
    public const string PoorAccount = "POOR";

    /// <summary>At a venue whose session opens and closes as the tests say.</summary>
    public const string DroppedAccount = "DROPPED";

    /// <summary>At a venue that can be asked what may be spent, and is not connected.</summary>
    public const string SilentAccount = "SILENT";

    /// <summary>At a venue that says what may be spent.</summary>
    public const string SpentAccount = "SPENT";

    /// <summary>At a venue that lists positions.</summary>
    public const string ListedAccount = "LISTED";

    /// <summary>Traded at several venues that list positions; nobody has said where it is held.</summary>
    public const string SharedAccount = "SHARED";

    /// <summary>The symbol that the configuration limits.</summary>
    public const string ConfiguredSymbol = "CONFIGURED";

    /// <summary>Traded in euro, in steps of 0.5 and 10.</summary>
    public const string SteppedSymbol = "STEPPED";

    private readonly string root = Directory.CreateTempSubdirectory("tf-").FullName;
    private readonly ScriptedVenue venue = new() { Script = Answer };
    private LiveLoop? service;
    private WebHost? web;
    private GatewayClient? desk;
    private GatewayClient? narrow;
    private HttpClient? http;
    private int lastId;

    internal CliDoor Cli { get; private set; } = null!;

    internal HttpDoor Http { get; private set; } = null!;

    internal FixDoor Fix { get; private set; } = null!;

    /// <summary>A FIX client that may trade for one other account only.</summary>
    internal FixDoor NarrowFix { get; private set; } = null!;

    internal IDoor[] Doors { get; private set; } = [];

    public string StateDirectory => Path.Combine(root, "state");

    public async Task InitializeAsync()
    {
        Truefill.Journal.StateDirectory.Init(StateDirectory, "door-test", Guid.NewGuid());
        int port = FreePort.Take();
        service = await LiveLoop.StartAsync(
            SmallService.In(StateDirectory) with
            {
                FollowEvents = false,
                Venues = _ => [new VenueSetup(new DefineVenue("V", false, venue.Capabilities), venue)],
                FixGateway = GatewayOptions(port),
                Definitions = Definitions(),
            },
            CancellationToken.None);
        web = await WebHost.StartAsync(service);
        desk = new GatewayClient(port, Truefill.Fix.FixVersion.Fix44).Connect();
        narrow = new GatewayClient(port, Truefill.Fix.FixVersion.Fix44, "NARROW").Connect();
        http = new HttpClient { BaseAddress = new Uri(web.Urls[0]), Timeout = TimeSpan.FromSeconds(60) };
        desk.Until(() => Read(books => books.Sessions.All.Any(s => s.IsOpen)), "the venue is logged on");
        Cli = new CliDoor(StateDirectory);
        Http = new HttpDoor(http);
        Fix = new FixDoor(desk);
        NarrowFix = new FixDoor(narrow);
        Doors = [Cli, Http, Fix, new AlpacaDoor(http), new AdvisoryDoor(http)];
    }

    public async Task DisposeAsync() => await ((IAsyncDisposable)this).DisposeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        http?.Dispose();
        desk?.Dispose();
        narrow?.Dispose();
        if (web is not null) await web.DisposeAsync();
        service?.Dispose();
        await venue.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    public string NewId(string prefix) => $"{prefix}-{Interlocked.Increment(ref lastId)}";

    public T Read<T>(Func<Domain.Books, T> read) => service!.Host.Read(replica => read(replica.Books));

    /// <summary>Puts in what no door is needed for.</summary>
    internal async Task<Answer> Put(InputKind kind, object body) =>
        await service!.Host.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

    internal Task Limit(LimitKind kind, decimal? value, string symbol, string account = "") => Put(
        InputKind.SetLimits, new SetLimits([new LimitValue("", account, "", symbol, kind, value)], "ann", "a test", true));

    /// <summary>Waits for what the venue says.</summary>
    internal Task Until(Func<Domain.Books, bool> condition) => Task.Run(() => desk!.Until(() => Read(condition), "the venue's word"));

    internal static decimal PositionOf(Domain.Books books, string account, string symbol) => books.Positions.All
        .Where(p => books.Names.Of(p.Key.Account) == account && books.Names.Of(p.Key.Symbol) == symbol).Sum(p => p.Qty.Value);

    /// <summary>Lets go on what limits have stopped.</summary>
    internal async Task ResetTripped()
    {
        foreach (KillSwitchEntry tripped in Read(books => books.KillSwitch.Engaged.ToArray()))
        {
            if (tripped.Type != KillSwitchType.RiskLimit) continue;
            string target = Read(books => books.Names.TargetOf(tripped.Scope, tripped.Target));
            await Put(InputKind.SetKillSwitch, new SetKillSwitch(
                tripped.Scope, target, tripped.Type, KillSwitchState.Off, "a test", "ann"));
        }
    }

    internal Task Mark(string symbol, decimal price) => Put(
        InputKind.SetMark, new SetMark(symbol, Px.FromTrusted(price)));

    /// <summary>Real money is at stake, until disposed.</summary>
    internal async Task<IAsyncDisposable> Live()
    {
        await Put(InputKind.DefineLimits, new DefineLimits(Configured, "live", IsLive: true));
        return new Back(this);
    }

    /// <summary>Answers what the engine asks a venue, with these lists, until nothing is asked any more.</summary>
    internal async Task AnswerAll(string of, Func<QueryKind, VenueAnswer, VenueAnswer> fill)
    {
        while (Read(books => books.Queries.Pending.Where(q => books.Names.Of(q.Venue) == of).ToArray()) is { Length: > 0 } asked)
        {
            foreach (VenueAsked each in asked)
            {
                await Put(InputKind.VenueAnswer, fill(each.Kind, new VenueAnswer
                {
                    QueryId = each.QueryId,
                    Venue = of,
                    Kind = each.Kind,
                    Status = AnswerStatus.Complete,
                    AsOf = service!.Host.Clock.Now,
                }));
            }
        }
    }

    private static LimitValue[] Configured => [new LimitValue("", "", "", ConfiguredSymbol, LimitKind.MaxOrderQty, 100)];

    private static void Answer(ScriptedVenue venue, VenueCommand command)
    {
        if (command.Symbol.Contains("MUTE", StringComparison.Ordinal)) return;
        if (command.Kind == VenueCommandKind.Cancel)
        {
            venue.Say(command, ExecType.Canceled, OrdStatus.Canceled);
            return;
        }

        venue.Say(command, ExecType.New, OrdStatus.New);
        if (!command.Symbol.Contains("FILL", StringComparison.Ordinal)) return;
        int beyond = command.Symbol.Contains("OVERFILL", StringComparison.Ordinal) ? 1 : 0;
        venue.Say(command, ExecType.Trade, OrdStatus.Filled, command.Terms.OrderQty.Value + beyond, 100);
    }

    private static FixGatewayOptions GatewayOptions(int port)
    {
        string Session(string name, string more) =>
            $"{{ begin_string: FIX.4.4, sender_comp_id: TRUEFILL, target_comp_id: {name}{more} }}";
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = $"fix_gateway:\n  port: {port}\n  sessions: [ {Session("CLIENT", "")}, "
                + $"{Session("NARROW", $", accounts: [{OtherAccount}]")} ]\n",
        });
        Assert.Empty(result.Errors);
        return result.Options!.FixGateway!;
    }

    private static List<Input> Definitions()
    {
        const VenueCapabilities Orders = VenueCapabilities.OrderEntry;
        const VenueCapabilities Lists = VenueCapabilities.QueryPositions | VenueCapabilities.QueryExecutions;
        List<Input> inputs =
        [
            Of(InputKind.DefineVenue, new DefineVenue("W", false, VenueCapabilities.Stop | VenueCapabilities.GoodTillCancel)),
            Of(InputKind.DefineVenue, new DefineVenue("D", false, Orders)),
            Of(InputKind.DefineVenue, new DefineVenue("U", false, Orders | VenueCapabilities.QueryBalances)),
            Of(InputKind.DefineVenue, new DefineVenue("M", false, Orders | VenueCapabilities.QueryBalances, ComparesOnStart: true)),
            Of(InputKind.DefineVenue, new DefineVenue("L", false, Orders | Lists)),
            Of(InputKind.DefineVenue, new DefineVenue("L2", false, Orders | Lists)),
            Of(InputKind.DefineLimits, new DefineLimits(Configured, "doors", IsLive: false)),
            Of(InputKind.DefineInstrument, new DefineInstrument(
                SteppedSymbol, Px.FromTrusted(1), Px.FromTrusted(0.5m), Qty.FromTrusted(10), Eur)),
        ];
        (string Name, string Venue)[] accounts =
        [
            (Account, "V"), (OtherAccount, "V"), (PoorAccount, "W"), (DroppedAccount, "D"), (SilentAccount, "U"),
            (SpentAccount, "M"), (ListedAccount, "L"), (SharedAccount, ""),
        ];
        foreach ((string name, string at) in accounts) inputs.Add(Define(name, at));
        foreach (string door in DoorNames.All) inputs.Add(Define(LossAccount(door), "V"));
        return inputs;
    }

    /// <summary>One for each door: an account that has lost too much is stopped.</summary>
    public static string LossAccount(string door) => "LOSS-" + door;

    private static Currency Eur => Currency.TryParse("EUR", out Currency eur) ? eur : default;

    private static Input Define(string account, string at) =>
        Of(InputKind.DefineAccount, new DefineAccount(account, Currency.Usd, LotMethod.Fifo, at));

    private static Input Of(InputKind kind, object body) => new() { Kind = kind, Body = body, Source = "config" };

    private sealed class Back(DoorWorld world) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() =>
            await world.Put(InputKind.DefineLimits, new DefineLimits(Configured, "doors", IsLive: false));
    }
}
