using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
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
        int port = FreePort();
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
            await Until(() => client.State("sent") > 300, () => service.Output);
            line.Cut();
            await Until(() => client.State("sent") > 700, () => service.Output);
            service.Kill();
            await service.WaitAsync();
            service.Dispose();
            service = TruefillProcess.ServeWith(config, folder.State);
            Assert.True(await service.Ready is not null, service.Output);
            await Until(() => client.State("sent") > 1200, () => service.Output);
            client.Kill();
            client.Start();
            await Until(() => client.State("sent") == Orders, () => service.Output);

            // It may have sent everything before it was killed: the books can be the same before it is back.
            await Until(() => client.State("logons") >= 1, () => service.Output);

            string url = (await service.Ready)!;
            await UntilSame(api, url, client);
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

    private static async Task UntilSame(Client api, string url, DeskProcess client)
    {
        string ours = "";
        Stopwatch watch = Stopwatch.StartNew();
        for (int same = 0; same < 3;)
        {
            ours = await BooksAsync(api, url);
            same = ours == client.Books && ours.Length > 0 ? same + 1 : 0;
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"ours\n{ours}client\n{client.Books}{string.Join('\n', client.Errors)}");
            await Task.Delay(200);
        }
    }

    private static async Task<string> BooksAsync(Client api, string url)
    {
        JsonElement positions = await api.GetAsync(url, "api/v1/positions?limit=500");
        return string.Concat(positions.GetProperty("items").EnumerateArray()
            .Select(p => string.Create(
                CultureInfo.InvariantCulture,
                $"{p.GetProperty("account").GetString()}|{p.GetProperty("symbol").GetString()}|{p.GetProperty("qty").GetString()}|{decimal.Parse(p.GetProperty("net_cash").GetString()!, CultureInfo.InvariantCulture):0.00######}\n"))
            .Order(StringComparer.Ordinal));
    }

    private static async Task Until(Func<bool> condition, Func<string> output)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "in vain\n" + output());
            await Task.Delay(10);
        }
    }

    private static int FreePort()
    {
        using Socket probe = new(SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
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
