using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Fix;
using Truefill.Server.FixSessions;
using Truefill.Server.Offline;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Gateway;

/// <summary>What the API says of FIX sessions, of a running service and of a state directory.</summary>
public sealed class FixSessionRouteTests
{
    [Fact]
    public async Task Sessions_show_their_state_and_numbers_and_the_log_shows_messages_without_passwords()
    {
        using GatewayDay day = await GatewayDay.Start(
            GatewayDay.Session(more: ", password: sesame"), (venue, command) => venue.Say(command, ExecType.New, OrdStatus.New));
        await using (WebHost web = await WebHost.StartAsync(day.Service))
        {
            using HttpClient http = new() { BaseAddress = new Uri(web.Urls[0]) };
            JsonElement before = (await Items(http, "fix/sessions")).Single();
            Assert.Equal(("CLIENT", "acceptor", "disconnected"), (Text(before, "id"), Text(before, "role"), Text(before, "state")));
            using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44, password: "sesame").Connect();
            client.Order("C1");
            client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");

            // What the client is told does not wait for the confirmation; what the store keeps of this session does.
            FixSession session = day.Service.FixSessions[0].Connection()!.Session;
            await Eventually.Holds(() => session.ConfirmedInbound >= 2, "the order's number is confirmed");
            JsonElement now = (await Items(http, "fix/sessions?session=CLIENT")).Single();
            Assert.Equal(("logged_on", "FIX.4.4", "TRUEFILL"), (Text(now, "state"), Text(now, "begin_string"), Text(now, "sender_comp_id")));
            Assert.Equal((3, 4, 1), (now.GetProperty("next_in").GetInt32(), now.GetProperty("next_out").GetInt32(), now.GetProperty("logons").GetInt32()));
            Assert.Equal(2, now.GetProperty("received").GetInt64());
            string metrics = await http.GetStringAsync(new Uri("metrics", UriKind.Relative));
            foreach (string sample in (string[])
                [
                    "session_up{session=\"CLIENT\"} 1", "messages_total{session=\"CLIENT\",direction=\"in\"} 2",
                    "messages_total{session=\"CLIENT\",direction=\"out\"} 3", "logons_total{session=\"CLIENT\"} 1",
                    "garbled_total{session=\"CLIENT\"} 0", "next_msg_seq_num{session=\"CLIENT\",direction=\"in\"} 3",
                    "next_msg_seq_num{session=\"CLIENT\",direction=\"out\"} 4",
                ])
                Assert.Contains("\ntruefill_fix_" + sample + "\n", metrics, StringComparison.Ordinal);
            Assert.Contains("\ntruefill_fix_reports_waiting{session=\"CLIENT\"} ", metrics, StringComparison.Ordinal);

            JsonElement[] log = await Items(http, "fix/log?session=CLIENT");
            JsonElement order = log.Single(line => Text(line, "msg_type") == "D");
            Assert.Equal(("in", "2"), (Text(order, "direction"), Text(order, "msg_seq_num")));
            Assert.Contains("|11=C1|", Text(order, "text"), StringComparison.Ordinal);
            Assert.DoesNotContain(log, line => Text(line, "text")!.Contains("sesame", StringComparison.Ordinal));
            Assert.Equal("8", Text((await Items(http, "fix/log?limit=1")).Single(), "msg_type"));
            Assert.Equal(404, (int)(await http.GetAsync(new Uri("api/v1/fix/log?session=NOBODY", UriKind.Relative))).StatusCode);
        }

        day.Service.Dispose();
        using OfflineState state = OfflineState.Open(day.State);
        using OfflineApi offline = new(new OfflineSource(state, new Engine.Reading.Replica(), "simulation", "test", new UtcNanos(1)));
        JsonElement stopped = Items(await offline.GetAsync("/api/v1/fix/sessions")).Single();
        Assert.Equal(("CLIENT", "offline", 4), (Text(stopped, "id"), Text(stopped, "state"), stopped.GetProperty("next_in").GetInt32()));
        Assert.Contains(Items(await offline.GetAsync("/api/v1/fix/log")), line => Text(line, "msg_type") == "D");

        // A service that has begun meanwhile has the session's store.
        string folder = FixFolders.Of(day.State).Single().Folder;
        using FileMessageStore used = FileMessageStore.Open(folder, "session", 1);
        JsonElement begun = Items(await offline.GetAsync("/api/v1/fix/sessions")).Single();
        Assert.Equal(4, begun.GetProperty("next_in").GetInt32());
    }

    private static async Task<JsonElement[]> Items(HttpClient http, string path)
    {
        using JsonDocument body = JsonDocument.Parse(await http.GetStringAsync(new Uri("api/v1/" + path, UriKind.Relative)));
        return [.. body.RootElement.Clone().GetProperty("items").EnumerateArray()];
    }

    private static JsonElement[] Items(OfflineAnswer answer)
    {
        Assert.Equal(200, answer.Status);
        using JsonDocument body = JsonDocument.Parse(answer.Body);
        return [.. body.RootElement.Clone().GetProperty("items").EnumerateArray()];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
