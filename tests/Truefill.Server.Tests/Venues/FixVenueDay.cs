using System;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Fix;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Venues;

/// <summary>A FIX venue that a test writes, on a free port, and a service of its own that trades there as FIX1.</summary>
internal sealed class FixVenueDay : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fix-venue").FullName;
    private readonly FixAcceptor acceptor;

    /// <param name="copy">The venue's end of a drop copy; null: there is none.</param>
    public FixVenueDay(IFixApplication venue, IFixApplication? copy = null)
    {
        HasCopy = copy is not null;
        FixSessionOptions options = new()
        {
            Role = FixRole.Acceptor,
            Version = FixVersion.Fix44,
            SenderCompId = "VENUE",
            TargetCompId = "US",
        };
        FixSession session = new(options, new MemoryMessageStore(1), venue, null);
        FixSession[] copies = copy is null
            ? []
            : [new FixSession(options with { TargetCompId = "COPY" }, new MemoryMessageStore(1), copy, null)];
        acceptor = new FixAcceptor(
            new IPEndPoint(IPAddress.Loopback, 0), [session, .. copies], new FixTransportOptions(), null);
        Connection = acceptor.Connection(session);
        acceptor.Start();
    }

    /// <summary>The venue's end of the line.</summary>
    public FixConnection Connection { get; }

    /// <summary>What the broker calls ACC1; null: the same.</summary>
    public string? BrokerId { get; init; }

    /// <summary>As the configuration has them.</summary>
    public string Instruments { get; init; } = "[]";

    private bool HasCopy { get; }

    private string DropCopy => HasCopy
        ? $"drop_copy: {{ host: 127.0.0.1, port: {acceptor.Endpoint.Port}, sender_comp_id: COPY, target_comp_id: VENUE }}"
        : "";

    /// <param name="dialect">Of the venue, as the configuration has it.</param>
    public async Task<LiveLoop> Open(string dialect = "{}")
    {
        ConfigurationResult read = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = $$"""
                mode: paper
                durability: os
                accounts: [ { id: ACC1, currency: USD, broker_id: {{BrokerId ?? "null"}} } ]
                instruments: {{Instruments}}
                venues:
                  - id: FIX1
                    type: fix
                    environment: paper
                    host: 127.0.0.1
                    port: {{acceptor.Endpoint.Port}}
                    sender_comp_id: US
                    target_comp_id: VENUE
                    reconnect_delay: 100ms
                    accounts: [ACC1]
                    dialect: {{dialect}}
                    {{DropCopy}}
                """,
        });
        Assert.Empty(read.Errors);
        string state = Path.Combine(folder, "state");
        StateDirectory.Init(state, "fix-venue-day", Guid.NewGuid());
        return await LiveLoop.StartAsync(
            ServicePlanning.Of(read.Options!, state, folder) with
            {
                Urls = ["http://127.0.0.1:0"],
                SegmentBytes = 1 << 20,
                FollowEvents = false,
            },
            CancellationToken.None);
    }

    public void Dispose()
    {
        acceptor.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
