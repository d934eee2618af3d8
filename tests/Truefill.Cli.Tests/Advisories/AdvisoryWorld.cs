using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Venues;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http;
using Truefill.Server.Service;
using Truefill.Server.Venues;
using Truefill.Venues.Simulated;

namespace Truefill.Cli.Tests.Advisories;

/// <summary>
/// One service beside a simulated venue that answers by the book, on simulated time, with its doors. A second venue's
/// clock runs by itself.
/// </summary>
public sealed class AdvisoryWorld : IAsyncLifetime, IAsyncDisposable
{
    public const string Account = "ACC1";
    public const string Strategy = "swing";

    /// <summary>What the account may spend at the venue.</summary>
    public const int Cash = 100_000_000;

    private readonly string root = Directory.CreateTempSubdirectory("tf-").FullName;
    private LiveLoop service = null!;
    private WebHost web = null!;
    private HttpClient http = null!;

    /// <summary>Before anything that the venue lists.</summary>
    public static DateTimeOffset BeforeAll { get; } = DateTimeOffset.UtcNow.AddHours(-1);

    internal IReadOnlyDictionary<string, IAdvisoryDoor> Doors { get; private set; } = null!;

    internal HttpClient Http => http;

    internal string StatePath => Path.Combine(root, "state");

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(root, "script"), AdvisoryScript.Text);
        await File.WriteAllTextAsync(Path.Combine(root, "prices.csv"), AdvisoryScript.Prices);
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = $$"""
                accounts: [ { id: {{Account}}, venue: SIM } ]
                venues:
                  - { id: SIM, type: simulated, clock: simulated, latency: 5ms, cash: {{Cash}},
                      prices: {{root}}/prices.csv, script: {{root}}/script }
                  - { id: RUNS, type: simulated }
                """,
        });
        Assert.Empty(result.Errors);
        TruefillOptions options = result.Options!;
        StateDirectory.Init(StatePath, "advisory-test", Guid.NewGuid());
        List<SimulatedVenue> venues = [];
        service = await LiveLoop.StartAsync(
            SmallService.In(StatePath) with
            {
                FollowEvents = false,
                Api = new ApiPlan { RateLimits = Unlimited },
                Venues = path =>
                {
                    IReadOnlyList<VenueSetup> setups = VenueFactory.Create(options, path);
                    venues.AddRange(setups.Select(setup => setup.Adapter).OfType<SimulatedVenue>()
                        .Where(adapter => adapter.Clock.IsStepped));
                    return setups;
                },
                Definitions = Definitions.Of(options),
            },
            CancellationToken.None);
        web = await WebHost.StartAsync(service);
        http = new HttpClient { BaseAddress = new Uri(web.Urls[0]), Timeout = TimeSpan.FromSeconds(120) };
        Doors = new Dictionary<string, IAdvisoryDoor>(StringComparer.Ordinal)
        {
            ["core"] = new CoreAdvisoryDoor(service.Host, venues.Single()),
            ["http"] = new HttpAdvisoryDoor(http),
            ["cli"] = new CliAdvisoryDoor(StatePath),
        };
        Assert.Equal(ThreeDoorsAttribute.Doors.Order(), Doors.Keys.Order());
    }

    public async Task DisposeAsync() => await ((IAsyncDisposable)this).DisposeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        http.Dispose();
        await web.DisposeAsync();
        service.Dispose();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>The venue's questions and breaks in the line wait for its clock too.</summary>
    internal async Task<IAdvisoryDoor> Open(string door)
    {
        for (int left = 120; left > 0 && !IsOpen(); left--) await Doors["core"].Advance("1s");
        Assert.True(IsOpen(), "trading opens");
        return Doors[door];
    }

    private bool IsOpen() => service.Host.Read(replica =>
        replica.Books.Sessions.All.Any(session => replica.Books.Names.Of(session.Venue) == "SIM"
            && session.IsOpen && session.Trading == TradingState.Open));

    /// <summary>Has the venue tell anew what the account may spend: an old report would check nothing.</summary>
    internal async Task TellBalance()
    {
        CoreAdvisoryDoor core = (CoreAdvisoryDoor)Doors["core"];
        Assert.Equal(IAdvisoryDoor.Taken, await core.Compare());
        for (int left = 60; left > 0 && !IsTold(); left--) await core.Advance("1s");
        Assert.True(IsTold(), "the venue says what may be spent");
    }

    private bool IsTold() => service.Host.Read(replica =>
        replica.Books.Balances.All.Any(balance => balance.BuyingPower is not null));

    private static RateLimitsOptions Unlimited
    {
        get
        {
            RateLimitOptions any = new(10_000, TimeSpan.FromSeconds(1), 10_000);
            return RateLimitsOptions.Default with { Client = any, Admin = any };
        }
    }
}
