using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Fix.Tests.Interop;

namespace Truefill.Process.Tests;

/// <summary>
/// QuickFIX in C++ as the venue, and a service that is killed again and again while reports come in: also between the
/// engine's journal, which has them first, and the session's store, whose numbers follow. The venue is killed too.
/// </summary>
public sealed class FixVenueKillTests : IDisposable
{
    private const int Kills = 6;

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentDictionary<string, bool> acknowledged = new();
    private int last;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Killed_at_any_moment_of_a_session_the_venue_and_we_end_with_the_same_books()
    {
        Random random = new(20261126);
        using StateFolder folder = new();
        int port = FreePort.Take();
        string own = Path.Combine(folder.Root, "venue");
        using DeskProcess venue = new(Desks.QuickFix, own, "venue", VenueConfig(own, port), orders: 0);
        venue.Start();
        string config = Path.Combine(folder.Root, "venue.yaml");
        await File.WriteAllTextAsync(config, $$"""
            mode: paper
            durability: os
            reconciliation: { callback_gap: 3s }
            venues:
              - { id: FIX1, type: fix, environment: paper, host: 127.0.0.1, port: {{port}}, sender_comp_id: CLIENT, target_comp_id: VENUE, heartbeat: 5s, reconnect_delay: 100ms, dialect: { not_found_is_final: true } }
            """);
        for (int kill = 0; kill < Kills; kill++)
        {
            using TruefillProcess service = TruefillProcess.ServeWith(config, folder.State);
            string url = await UrlOf(service);
            using CancellationTokenSource stop = new();
            int before = acknowledged.Count;
            Task entering = Task.WhenAll(Enter(url, stop.Token), Enter(url, stop.Token));
            await Eventually.Holds(() => acknowledged.Count > before + 10, () => service.Output);
            await Task.Delay(random.Next(20, 300));
            service.Kill();
            await stop.CancelAsync();
            await entering;
            await service.WaitAsync();
            if (kill != Kills / 2) continue;
            venue.Kill();
            venue.Start();
        }

        using Client api = new();
        using (TruefillProcess service = TruefillProcess.ServeWith(config, folder.State))
        {
            string url = await UrlOf(service);
            await FixBooks.UntilSame(api, url, venue);
            Assert.Equal(0, venue.State("duplicates"));
            JsonElement letters = await api.GetAsync(url, "api/v1/deadletters");
            Assert.Empty(letters.GetProperty("items").EnumerateArray());
            foreach (string id in acknowledged.Keys.Order(StringComparer.Ordinal).Take(20))
                Assert.Equal(id, (await api.GetAsync(url, "api/v1/orders/" + id)).GetProperty("cl_ord_id").GetString());
            service.Terminate();
            Assert.Equal(0, await service.WaitAsync());
        }

        (int exit, string output) = await TruefillProcess.RunAsync("journal", "verify", "--redecide", "--state-dir", folder.State);
        Assert.True(exit == 0, output);
    }

    private static async Task<string> UrlOf(TruefillProcess service)
    {
        string? url = await service.Ready.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(url is not null, service.Output);
        return url;
    }

    private async Task Enter(string url, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            int n = Interlocked.Increment(ref last);
            string id = "C" + n.ToString(CultureInfo.InvariantCulture);
            string body = $$"""
                {"symbol":"{{(n % 3 == 0 ? "IBM" : "MSFT")}}","side":"{{(n % 5 < 2 ? "sell" : "buy")}}","qty":"{{30 + (n % 70)}}","type":"limit",
                 "price":"{{100 + (n % 9)}}.25","account":"ACC{{1 + (n % 2)}}","venue":"FIX1","cl_ord_id":"{{id}}"}
                """;
            try
            {
                using StringContent content = new(body, Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await http.PostAsync(new Uri(url + "api/v1/orders"), content, stop);
                if (answer.IsSuccessStatusCode) acknowledged[id] = true;
            }
            catch (HttpRequestException)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static string VenueConfig(string folder, int port) => $"""
        [DEFAULT]
        ConnectionType=acceptor
        FileStorePath={folder}/store
        StartTime=00:00:00
        EndTime=00:00:00
        UseDataDictionary=N
        SocketAcceptPort={port}
        SocketReuseAddress=Y

        [SESSION]
        BeginString=FIX.4.4
        SenderCompID=VENUE
        TargetCompID=CLIENT
        """;
}
