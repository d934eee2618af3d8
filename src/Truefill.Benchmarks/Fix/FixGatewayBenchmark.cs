using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Benchmarks.Http;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;
using Truefill.Server.Venues;

namespace Truefill.Benchmarks.Fix;

/// <summary>
/// From the call that sends an order to the gateway to the call that gets its ExecutionReport(8) with 150=A, over
/// loopback, through the whole service: decided, journaled, replayed by the replica, and only then told. One order at a
/// time, no limits configured.
/// </summary>
internal sealed class FixGatewayBenchmark : IBenchmark
{
    private const string What = "two of its sessions with file stores, median, without an engine or a journal";

    public string Group => "fix";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        var quick = QuickFixReference.Sessions(run, run.Size(20_000, 200), pairs: run.Size(20_000, 200));
        double? theirs = quick.TryGetValue("latency", out var latency) ? latency : null;
        foreach (var (name, durability, spin) in Ways)
        {
            using Served served = new(run, durability, spin);
            var isSync = durability == JournalDurability.Sync;
            var (median, _) = served.Latency(run.Size(isSync ? 2000 : 10_000, 50), run.Size(isSync ? 200 : 2000, 20));
            yield return new Figure("fix.gateway_" + name + "_p50", median, "us, order to its durable report")
            {
                Reference = QuickFixReference.Describe(What),
                ReferenceValue = theirs,
            };
        }
    }

    private static IEnumerable<(string Name, JournalDurability Durability, bool Spin)> Ways =>
    [
        ("os_spin", JournalDurability.Os, true),
        ("os_block", JournalDurability.Os, false),
        ("sync_block", JournalDurability.Sync, false),
    ];

    private sealed class Served : IDisposable
    {
        private readonly TemporaryDirectory directory;
        private readonly LiveLoop service;
        private readonly MemoryMessageStore store = new(1);
        private readonly OneByOneClient client = new();
        private readonly FixInitiator initiator;

        public Served(BenchmarkRun run, JournalDurability durability, bool spin)
        {
            directory = run.NewDirectory();
            StateDirectory.Init(directory.DirectoryPath, "bench", Guid.NewGuid());
            service = LiveLoop.StartAsync(
                new LiveLoopOptions
                {
                    StateDirectory = directory.DirectoryPath,
                    Durability = durability,
                    Spin = spin,
                    WarnFree = 0,
                    StopOrdersFree = 0,
                    Definitions = [Account],
                    Venues = _ =>
                        [new VenueSetup(new DefineVenue(QuietVenue.Name, ReadOnly: false), new QuietVenue())],
                    FixGateway = Gateway,
                },
                CancellationToken.None).GetAwaiter().GetResult();
            var options = new FixSessionOptions
            {
                Role = FixRole.Initiator,
                Version = Truefill.Fix.FixVersion.Fix44,
                SenderCompId = "CLIENT",
                TargetCompId = "TRUEFILL",
            };
            initiator = new FixInitiator(
                new FixSession(options, store, client), "127.0.0.1", service.Gateway!.Endpoint.Port,
                new FixTransportOptions { Wait = spin ? FixWait.Spin : FixWait.Block });
            initiator.Start();
            if (!SpinWait.SpinUntil(() => initiator.Connection.IsLoggedOn && IsTrading(), 10_000))
                throw new InvalidOperationException("no logon, or no trading, within ten seconds");
        }

        public (double Median, double High) Latency(int pings, int warmUp) =>
            client.Latency(initiator.Connection, pings, warmUp);

        public void Dispose()
        {
            initiator.Dispose();
            service.Dispose();
            client.Dispose();
            store.Dispose();
            directory.Dispose();
        }

        private static Input Account => new()
        {
            Kind = InputKind.DefineAccount,
            Source = InputSource.Configuration,
            Body = new DefineAccount(OneByOneClient.Account, Currency.Usd, LotMethod.Fifo, QuietVenue.Name),
        };

        private static FixGatewayOptions Gateway => new()
        {
            Address = "127.0.0.1",
            Port = 0,
            Tls = null,
            MessagesPerSecond = 1_000_000,
            BytesPerSecond = 1 << 30,
            Sessions =
            [
                new FixGatewaySessionOptions
                {
                    Terms = FixTermsOptions.Usual,
                    SenderCompId = "TRUEFILL",
                    TargetCompId = "CLIENT",
                    Password = null,
                    Accounts = [],
                },
            ],
        };

        private bool IsTrading() => service.Host.Read(replica =>
            replica.Books.Names.Venues.TryGet(QuietVenue.Name, out int handle)
            && replica.Books.Sessions.TryGet(new VenueId(handle))?.Trading == TradingState.Open);
    }
}
