using System;
using System.Collections.Generic;
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
/// A service that stands still, by SIGSTOP as by a virtual machine that is paused or a debugger, while orders are sent
/// to it; QuickFIX in C++ is the venue, which gives the silent session up meanwhile.
/// </summary>
public sealed class StandStillTests : IDisposable
{
    // The pause is longer than what a FIX client's order may be old, and than the venue waits for a heartbeat.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ForEver = TimeSpan.FromMinutes(2);

    private readonly StateFolder folder = new();
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Client api = new();
    private readonly int venuePort = FreePort.Take();
    private readonly int clientPort = FreePort.Take();

    public void Dispose()
    {
        http.Dispose();
        api.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task What_was_asked_too_long_ago_is_not_sent_the_rest_is_sent_once_and_the_venue_is_back()
    {
        string desk = Path.Combine(folder.Root, "venue");
        using DeskProcess venue = new(Desks.QuickFix, desk, "venue", VenueConfig(desk), orders: 0);
        venue.Start();
        using (TruefillProcess service = TruefillProcess.ServeWith(await Configuration(), folder.State))
        {
            string url = (await service.Ready.WaitAsync(TimeSpan.FromSeconds(90)))!;
            Assert.True(await Submit(url, "BEFORE", ForEver) == 201, service.Output);
            using FixLine line = await FixLine.LogOn(clientPort, 1);
            line.Order(2, "CLIENTS", "IBM");
            Assert.Equal("A", (await line.Next("8"))[39]);
            await Eventually.Holds(() => venue.State("orders") == 2, () => service.Output);
            long logons = venue.State("logons");

            service.StandStill();
            await Eventually.Holds(() => IsStopped(service.Id), "it stands still");
            DateTime asked = DateTime.UtcNow;
            Task<int> waiting = Submit(url, "WAITS", ForEver);
            line.Order(3, "OLD", "STALE");
            Assert.Equal(0, await Submit(url, "GIVES-UP", TimeSpan.FromSeconds(1)));
            TimeSpan rest = Pause - (DateTime.UtcNow - asked);
            if (rest > TimeSpan.Zero) await Task.Delay(rest);
            service.GoOn();

            // HTTP says nothing of an order's age: who still waits is answered, and who asks again is answered once.
            Assert.True(await waiting == 201, service.Output);
            Assert.InRange(await Submit(url, "GIVES-UP", ForEver), 200, 201);
            IReadOnlyDictionary<int, string> refused = await line.Next("3");
            Assert.Equal(("3", "10"), (refused[45], refused[373]));
            await line.Next("5");
            line.Dispose();

            // The line was cut with one more order on it, which the client now sends again.
            using FixLine next = await FixLine.LogOn(clientPort, 5);
            Assert.Equal("4", (await next.Next("2"))[7]);
            next.Order(4, "LOST", "STALE", first: asked);
            next.Send(5, "4", first: asked, (123, "Y"), (36, "6"));
            next.Order(6, "FRESH", "IBM");
            IReadOnlyDictionary<int, string> late = await NextOf(next, "LOST");
            Assert.Equal(("8", "4"), (late[39], late.GetValueOrDefault(103)));
            Assert.StartsWith("too_late_to_enter", late[58], StringComparison.Ordinal);
            Assert.Equal("A", (await NextOf(next, "FRESH"))[39]);

            await Eventually.Holds(() => venue.State("logons") > logons, () => "the venue is back\n" + service.Output);
            Assert.Equal(201, await Submit(url, "AFTER", ForEver));
            foreach (string id in (string[])["BEFORE", "CLIENTS", "WAITS", "GIVES-UP", "FRESH", "AFTER"])
                await UntilDecided(url, id);
            await FixBooks.UntilSame(api, url, venue);

            // What went into the line that the venue had closed is rejected by its own word, and never sent again.
            Assert.Equal(0, venue.State("duplicates"));
            Assert.Equal(venue.State("orders"), await OrdersThatTheVenueHas(url));
            string heard = await File.ReadAllTextAsync(Path.Combine(desk, "journal"));
            Assert.DoesNotContain("STALE", heard, StringComparison.Ordinal);

            // Time has gone on for the engine as for everybody.
            Assert.Equal("operational", await HealthOf(url, "dependency:clock"));
            service.Terminate();
            Assert.Equal(0, await service.WaitAsync());
        }

        (int exit, string output) = await TruefillProcess.RunAsync(
            "journal", "verify", "--redecide", "--state-dir", folder.State);
        Assert.True(exit == 0, output);
    }

    private static async Task<IReadOnlyDictionary<int, string>> NextOf(FixLine line, string id)
    {
        while (true)
        {
            IReadOnlyDictionary<int, string> report = await line.Next("8");
            if (report[11] == id) return report;
        }
    }

    // Neither unknown nor on its way any more.
    private Task UntilDecided(string url, string id) => Eventually.Found(
        () => api.GetAsync(url, "api/v1/orders/" + id),
        order => !order.GetProperty("unknown").GetBoolean()
            && order.GetProperty("ord_status").GetString() != "pending_new",
        $"{id} is decided");

    private async Task<long> OrdersThatTheVenueHas(string url)
    {
        JsonElement orders = await api.GetAsync(url, "api/v1/orders?limit=500");
        return orders.GetProperty("items").EnumerateArray().Count(
            order => order.GetProperty("order_id").GetString()?.StartsWith('V') == true);
    }

    private async Task<string?> HealthOf(string url, string component)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri(url + "health"));
        using JsonDocument document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.GetProperty("components").GetProperty(component).GetProperty("status").GetString();
    }

    // 0: there was no answer in time.
    private async Task<int> Submit(string url, string id, TimeSpan patience)
    {
        using StringContent content = new(
            $$"""
            {"symbol":"IBM","side":"buy","qty":"10","type":"limit","price":"100.25","account":"ACC1","venue":"FIX1",
             "cl_ord_id":"{{id}}"}
            """,
            Encoding.UTF8, "application/json");
        using CancellationTokenSource late = new(patience);
        Uri orders = new(url + "api/v1/orders");
        try
        {
            using HttpResponseMessage answer = await http.PostAsync(orders, content, late.Token);
            return (int)answer.StatusCode;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private static bool IsStopped(int process) => Directory.GetDirectories($"/proc/{process}/task").All(
        task => File.ReadAllText(task + "/status").Contains("State:\tT", StringComparison.Ordinal));

    private async Task<string> Configuration()
    {
        string path = Path.Combine(folder.Root, "service.yaml");
        await File.WriteAllTextAsync(path, string.Create(CultureInfo.InvariantCulture, $$"""
            mode: paper
            durability: os
            reconciliation: { callback_gap: 3s }
            venues:
              - id: FIX1
                type: fix
                environment: paper
                host: 127.0.0.1
                port: {{venuePort}}
                sender_comp_id: US
                target_comp_id: VENUE
                heartbeat: 1s
                reconnect_delay: 100ms
                dialect: { not_found_is_final: true }
            fix_gateway:
              port: {{clientPort}}
              sessions:
                - { sender_comp_id: GATE, target_comp_id: CLIENT, max_latency: 3s, max_order_age: 3s }
            """));
        return path;
    }

    private string VenueConfig(string own) => $"""
        [DEFAULT]
        ConnectionType=acceptor
        FileStorePath={own}/store
        StartTime=00:00:00
        EndTime=00:00:00
        UseDataDictionary=N
        SocketAcceptPort={venuePort}
        SocketReuseAddress=Y

        [SESSION]
        BeginString=FIX.4.4
        SenderCompID=VENUE
        TargetCompID=US
        """;
}
