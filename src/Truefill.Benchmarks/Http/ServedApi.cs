using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Benchmarks.Gate;
using Truefill.Benchmarks.Loads;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Server.Risk;
using Truefill.Server.Service;
using Truefill.Server.Venues;

namespace Truefill.Benchmarks.Http;

/// <summary>
/// The service as <c>serve</c> composes it, with its HTTP API, limits in every scope, the order event log, and one
/// venue that says nothing. Its request limiters are set so high that they refuse nobody.
/// </summary>
internal sealed class ServedApi : IDisposable
{
    private readonly TemporaryDirectory directory;
    private readonly QuietVenue venue = new();
    private readonly LiveLoop service;
    private readonly WebHost web;

    public ServedApi(BenchmarkRun run, JournalDurability durability)
    {
        directory = run.NewDirectory();
        StateDirectory.Init(directory.DirectoryPath, "bench", Guid.NewGuid());
        RateLimitOptions unlimited = new(10_000_000, TimeSpan.FromSeconds(1), 10_000_000);
        service = LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = directory.DirectoryPath,
                Urls = ["http://127.0.0.1:0"],
                Durability = durability,
                WarnFree = 0,
                StopOrdersFree = 0,
                Definitions = Definitions(),
                Venues = _ => [new VenueSetup(new DefineVenue(QuietVenue.Name, ReadOnly: false), venue)],
                Api = new ApiPlan { RateLimits = new RateLimitsOptions(unlimited, unlimited) },
            },
            CancellationToken.None).GetAwaiter().GetResult();
        web = WebHost.StartAsync(service).GetAwaiter().GetResult();
        Port = new Uri(web.Urls[0]).Port;
        if (SpinWait.SpinUntil(IsTrading, TimeSpan.FromSeconds(60))) return;
        Dispose();
        throw new InvalidOperationException("the venue is not open for trading after a minute");
    }

    public int Port { get; }

    public EngineHost Host => service.Host;

    public KillControl Kills => service.Kills;

    /// <summary>Orders that the venue was given.</summary>
    public long Sent => venue.Taken;

    /// <summary>When the last new order left, by the stopwatch's ticks.</summary>
    public long LastOrderAt => venue.LastOrderAt;

    /// <summary>Stops the service; what its replica replayed must be what it decided.</summary>
    public void CheckState()
    {
        string live = service.Stop("bench") ?? throw new InvalidOperationException(
            "the engine failed", service.Host.Failure);
        string replayed = StateHash.Text(service.Host.Read(replica => StateHash.Of(replica.Books)));
        if (live != replayed) throw new InvalidOperationException($"live state {live}, replica {replayed}");
    }

    public void Dispose()
    {
        web.DisposeAsync().AsTask().GetAwaiter().GetResult();
        service.Dispose();
        directory.Dispose();
    }

    private bool IsTrading() => service.Host.Read(replica =>
        replica.Books.Names.Venues.TryGet(QuietVenue.Name, out int handle)
        && replica.Books.Sessions.TryGet(new Domain.Names.VenueId(handle))?.Trading == TradingState.Open);

    private static List<Input> Definitions()
    {
        List<Input> inputs = [];
        for (int i = 0; i < OrderRequest.Accounts; i++)
        {
            inputs.Add(new Input
            {
                Kind = InputKind.DefineAccount,
                Source = InputSource.Configuration,
                Body = new DefineAccount(GateLimits.Name("ACC", i), Currency.Usd, LotMethod.Fifo, QuietVenue.Name),
            });
        }

        FillLoadSize names = new(0, OrderRequest.Accounts, OrderRequest.Symbols);
        inputs.Add(new Input
        {
            Kind = InputKind.DefineLimits,
            Source = InputSource.Configuration,
            Body = GateLimits.All(names, withOwn: false, withMarks: false),
        });
        return inputs;
    }
}
