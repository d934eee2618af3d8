using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Fix.Tests.Interop;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;
using Truefill.Server.Venues;

namespace Truefill.Server.Tests.Gateway;

/// <summary>A service of ours with a gateway and a venue that follows the test's script.</summary>
internal sealed class GatewayDay : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fix-gateway").FullName;
    private readonly TruefillOptions options;
    private X509Certificate2? certificate;
    private X509Certificate2Collection? clients;
    private bool spin;
    private VenueRateOptions? rate;

    private GatewayDay(string sessions, string more)
    {
        Port = FreePort.Take();
        StateDirectory.Init(State, "gateway-test", Guid.NewGuid());
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = $"fix_gateway:\n  port: {Port}\n{more}  sessions: [ {sessions} ]\n",
        });
        Assert.Empty(result.Errors);
        options = result.Options!;
    }

    public int Port { get; }

    public string State => Path.Combine(folder, "state");

    public LiveLoop Service { get; private set; } = null!;

    public ScriptedVenue Venue { get; private set; } = null!;

    /// <summary>What the venue makes of commands, also after a restart.</summary>
    public Action<ScriptedVenue, Truefill.Venues.VenueCommand> Script { get; set; } = static (_, _) => { };

    public static string Session(string begin = "FIX.4.4", string more = "", string name = "CLIENT") =>
        $"{{ begin_string: {begin}, sender_comp_id: TRUEFILL, target_comp_id: {name}{more} }}";

    public static async Task<GatewayDay> Start(
        string? sessions = null,
        Action<ScriptedVenue, Truefill.Venues.VenueCommand>? script = null,
        X509Certificate2? certificate = null,
        bool spin = false,
        X509Certificate2Collection? clients = null,
        VenueRateOptions? rate = null,
        string more = "")
    {
        GatewayDay day = new(sessions ?? Session(), more)
        {
            certificate = certificate,
            spin = spin,
            clients = clients,
            rate = rate,
        };
        if (script is not null) day.Script = script;
        await day.Open();
        return day;
    }

    public async Task Restart()
    {
        Service.Dispose();
        await Open();
    }

    /// <summary>account|symbol|position|net cash.</summary>
    public string Books => Service.Host.Read(replica => string.Concat(replica.Books.Positions.All
        .Select(position => string.Create(
            CultureInfo.InvariantCulture,
            $"{replica.Books.Names.Of(position.Key.Account)}|{replica.Books.Names.Of(position.Key.Symbol)}|{position.Qty.Value}|{position.NetCash.Amount:0.00########}\n"))
        .Order(StringComparer.Ordinal)));

    public void Dispose()
    {
        Service.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Open()
    {
        Venue = new ScriptedVenue { Script = Script };
        Service = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = State,
                Urls = ["http://127.0.0.1:0"],
                Durability = JournalDurability.Os,
                Spin = spin,
                SegmentBytes = 1 << 20,
                Venues = _ => [new VenueSetup(new DefineVenue("V", false, Venue.Capabilities), Venue) { Rate = rate }],
                FixGateway = options.FixGateway,
                FixGatewayCertificate = certificate,
                FixGatewayClients = clients,
                FollowEvents = false,
                Definitions =
                [
                    Define("ACC1"), Define("ACC2"),
                ],
                Report = line => Reported = line,
            },
            CancellationToken.None);
        await Eventually.Holds(
            () => Service.Host.Read(r => r.Books.Sessions.All.Any(s => s.IsOpen)), "the venue's session opens");
    }

    public string? Reported { get; private set; }

    private static Input Define(string account) => new()
    {
        Kind = InputKind.DefineAccount,
        Body = new DefineAccount(account, Currency.Usd, LotMethod.Fifo),
        Source = "test",
    };
}
