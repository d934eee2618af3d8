using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Fix.Tests.Interop;

namespace Truefill.Process.Tests;

/// <summary>
/// QuickFIX in C++ as a client of the gateway. The line is cut, the service is killed, the client is killed; in the end
/// both have the same books, and no order was entered twice.
/// </summary>
public sealed class FixGatewayKillTests
{
    private const int Orders = 2000;

    [Fact]
    public async Task Whatever_is_killed_or_cut_the_client_and_we_end_with_the_same_books()
    {
        using StateFolder folder = new();
        string root = folder.Root;
        int port = FreePort.Take();
        using CuttingRelay line = new(port);
        string config = Path.Combine(root, "gateway.yaml");
        await File.WriteAllTextAsync(config, $$"""
            durability: os
            venues: [ { id: SIM, type: simulated, seed: 7, latency: 1ms } ]
            fix_gateway:
              port: {{port}}
              sessions: [ { begin_string: FIX.4.4, sender_comp_id: VENUE, target_comp_id: CLIENT } ]
            """);
        string own = Path.Combine(root, "client");
        using DeskProcess client = new(Desks.QuickFix, own, "client", ClientConfig(own, line.Port), Orders);
        using Client api = new();
        TruefillProcess service = TruefillProcess.ServeWith(config, folder.State);
        try
        {
            Assert.True(await service.Ready is not null, service.Output);
            client.Start();
            await Eventually.Holds(() => client.State("sent") > 300, () => service.Output);
            line.Cut();
            await Eventually.Holds(() => client.State("sent") > 700, () => service.Output);
            service.Kill();
            await service.WaitAsync();
            service.Dispose();
            service = TruefillProcess.ServeWith(config, folder.State);
            Assert.True(await service.Ready is not null, service.Output);
            await Eventually.Holds(() => client.State("sent") > 1200, () => service.Output);
            client.Kill();
            client.Start();
            await Eventually.Holds(() => client.State("sent") == Orders, () => service.Output);

            // It may have sent everything before it was killed: the books can be the same before it is back.
            await Eventually.Holds(() => client.HasLoggedOn, () => service.Output);

            string url = (await service.Ready)!;
            await FixBooks.UntilSame(api, url, client);
            JsonElement orders = await api.GetAsync(url, "api/v1/status");
            Assert.True(orders.ValueKind == JsonValueKind.Object);
            service.Terminate();
            Assert.Equal(0, await service.WaitAsync());
        }
        finally
        {
            service.Dispose();
        }

        (int exit, string output) = await TruefillProcess.RunAsync("journal", "verify", "--redecide", "--state-dir", folder.State);
        Assert.True(exit == 0, output);
    }

    private static string ClientConfig(string folder, int port) => $"""
        [DEFAULT]
        ConnectionType=initiator
        FileStorePath={folder}/store
        StartTime=00:00:00
        EndTime=00:00:00
        UseDataDictionary=N
        HeartBtInt=5
        ReconnectInterval=1
        SocketConnectHost=127.0.0.1
        SocketConnectPort={port}

        [SESSION]
        BeginString=FIX.4.4
        SenderCompID=CLIENT
        TargetCompID=VENUE
        """;
}
