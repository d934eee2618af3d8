using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Server.Http;
using Truefill.Server.Http.Streaming;

namespace Truefill.Server.Tests.Http;

public class StreamTests(StreamTests.Host api) : IClassFixture<StreamTests.Host>
{
    /// <summary>A ring so small that whoever is away or slow has to read the journal.</summary>
    public class Host : ApiHost
    {
        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Stream = new StreamOptions
            {
                EventsMax = 32,
                Heartbeat = TimeSpan.FromMilliseconds(200),
                PnlInterval = TimeSpan.FromMilliseconds(50),
                SnapshotInterval = TimeSpan.FromMilliseconds(50),
                SnapshotComplete = TimeSpan.FromSeconds(2),
                Linger = TimeSpan.FromMilliseconds(300),
            },
        };
    }

    [Fact]
    public async Task A_stream_starts_with_health_and_never_stays_silent()
    {
        using SseClient stream = await SseClient.Open(api);
        SseEvent first = await stream.Next();
        Assert.Equal("health", first.Name);
        Assert.Equal("simulation", first.Data.GetProperty("health").GetProperty("mode").GetString());
        SseEvent heartbeat = (await stream.Take(1, "heartbeat"))[0];
        Assert.Equal(heartbeat.Id, heartbeat.Data.GetProperty("seq").GetUInt64());
    }

    [Fact]
    public async Task A_stream_that_wants_nothing_of_what_a_busy_service_does_has_heartbeats_all_the_same()
    {
        using SseClient stream = await SseClient.Open(api, "?events=advisory");
        string symbol = api.NewId("BUSY");
        using CancellationTokenSource enough = new();
        Task busy = Task.Run(async () =>
        {
            for (int i = 0; !enough.IsCancellationRequested; i++) await api.Engine.AskAsync(Execution(symbol, i));
        });
        List<SseEvent> beats = await stream.Take(6, "heartbeat");
        await enough.CancelAsync();
        await busy;
        Assert.True(beats[^1].Id > beats[0].Id);
        Assert.All(beats, beat => Assert.True(beat.Data.GetProperty("journal_seq").GetUInt64() >= beat.Id));
    }

    [Fact]
    public async Task Who_comes_after_nobody_has_listened_for_a_while_gets_pnl_as_it_is()
    {
        string symbol = api.NewId("LATE");
        using (SseClient before = await SseClient.Open(api, "?events=pnl"))
            Assert.DoesNotContain(symbol, (await before.Take(1, "pnl"))[0].Data.GetRawText(), StringComparison.Ordinal);
        await Task.Delay(1500);
        await api.Fill(symbol, "buy", "3", "7", symbol);
        using SseClient after = await SseClient.Open(api, "?events=pnl");
        Assert.Contains(symbol, (await after.Take(1, "pnl"))[0].Data.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fill_shows_itself_then_its_position_then_pnl()
    {
        using SseClient stream = await SseClient.Open(api, "?account=SSE1");
        Assert.Equal("pnl", (await stream.Take(1, "pnl"))[0].Name);
        string id = await api.Fill("SSE", "buy", "3", "7", "SSE1");
        await api.Fill("SSE", "buy", "3", "7", "SSE2");
        List<SseEvent> events = await stream.Take(3, "fill", "position", "pnl");
        Assert.Equal(["fill", "position", "pnl"], events.Select(each => each.Name));
        Assert.Equal(id, events[0].Data.GetProperty("fill").GetProperty("exec_id").GetString());
        Assert.Equal(events[0].Id, events[0].Data.GetProperty("fill").GetProperty("seq").GetUInt64());
        Assert.Equal("3", events[1].Data.GetProperty("position").GetProperty("qty").GetString());
        Assert.Equal("SSE1", events[2].Data.GetProperty("pnl").GetProperty("items")[0].GetProperty("account").GetString());
    }

    [Fact]
    public async Task A_fill_is_told_as_its_row_is_with_its_fee()
    {
        using SseClient stream = await SseClient.Open(api, "?events=fill");
        string symbol = api.NewId("FEE");
        await api.Fill(symbol, "buy", "3", "7", commission: "0.5");
        JsonElement told = (await stream.Take(1, "fill"))[0].Data.GetProperty("fill");
        JsonElement row = Assert.Single((await api.Get("/api/v1/fills?symbol=" + symbol)).Items);
        Assert.Equal("0.5", told.GetProperty("fee").GetString());
        Assert.Equal(row.GetRawText(), told.GetRawText());
    }

    [Fact]
    public async Task Snapshots_hold_everything_first_then_what_has_changed_and_everything_again()
    {
        await api.Fill("SNA", "buy", "3", "7", "SNAP1");
        await api.Fill("SNB", "buy", "3", "7", "SNAP1");
        await api.Fill("SNC", "buy", "3", "7", "SNAP2");
        using SseClient stream = await SseClient.Open(api, "?events=snapshot&account=SNAP1");
        JsonElement first = (await stream.Take(1, "snapshot"))[0].Data;
        Assert.True(first.GetProperty("complete").GetBoolean());
        Assert.Equal(["SNA=3", "SNB=3"], Positions(first));

        await api.Fill("SNB", "sell", "1", "8", "SNAP1");
        JsonElement second = (await stream.Take(1, "snapshot"))[0].Data;
        Assert.False(second.GetProperty("complete").GetBoolean());
        Assert.Equal(["SNB=2"], Positions(second));
        Assert.True(second.GetProperty("seq").GetUInt64() > second.GetProperty("since_seq").GetUInt64());
        Assert.True(second.GetProperty("since_seq").GetUInt64() >= first.GetProperty("seq").GetUInt64());

        JsonElement third = (await stream.Take(1, "snapshot"))[0].Data;
        Assert.True(third.GetProperty("complete").GetBoolean());
        Assert.Equal(["SNA=3", "SNB=2"], Positions(third));

        static IEnumerable<string> Positions(JsonElement snapshot) =>
            snapshot.GetProperty("positions").EnumerateArray()
                .Select(each => $"{each.GetProperty("symbol").GetString()}={each.GetProperty("qty").GetString()}");
    }

    [Fact]
    public async Task A_stream_that_asks_for_no_events_by_name_gets_no_snapshots()
    {
        using SseClient stream = await SseClient.Open(api);
        await api.Fill("SND", "buy", "3", "7", "SNAP3");
        List<SseEvent> events = await stream.Take(3, "fill", "heartbeat", "snapshot");
        Assert.DoesNotContain(events, each => each.Name == "snapshot");
    }

    [Fact]
    public async Task Every_change_of_an_order_is_an_event_with_the_state_behind_it()
    {
        using SseClient stream = await SseClient.Open(api, "?events=order");
        string id = await api.Order("SSEO");
        await api.Patch("/api/v1/orders/" + id, """{"qty":"7"}""");
        await api.Delete("/api/v1/orders/" + id);
        List<SseEvent> events = await Orders(stream, id, 3);
        Assert.Equal(["100", "7", "7"], events.Select(each => each.Data.GetProperty("order").GetProperty("order_qty").GetString()));
        Assert.Equal([true, true, false], events.Select(each => each.Data.GetProperty("order").GetProperty("open").GetBoolean()));
        Assert.True(events[0].Id < events[1].Id && events[1].Id < events[2].Id);
    }

    [Fact]
    public async Task A_stream_that_is_cut_anywhere_resumes_without_loss_or_duplicate()
    {
        string symbol = api.NewId("CUT");
        ulong start = (await api.Get("/api/v1/status")).Seq;
        const int Fills = 120;
        Task writer = Task.Run(async () =>
        {
            for (int i = 0; i < Fills; i++) await api.Fill(symbol, "buy", "1", "1", commission: "0.1");
        });
        List<string> seen = [];
        ulong last = start;
        int cut = 0;
        while (seen.Count < Fills)
        {
            // Longer away each time: first the ring has what was missed, later only the journal does.
            using (SseClient stream = await SseClient.Open(api, "", last))
            {
                for (int i = 0; i < 1 + cut % 11 && seen.Count < Fills; i++)
                {
                    SseEvent next = await stream.Next();
                    Assert.True(next.Id >= last, "ids never go back");
                    last = next.Id;
                    if (next.Name == "fill" && SymbolOf(next) == symbol) seen.Add(ExecOf(next));
                }
            }

            if (++cut % 7 == 0) await Task.Delay(400);
        }

        await writer;
        List<string> all = [.. (await api.Get($"/api/v1/fills?symbol={symbol}&limit=1000")).Items
            .Select(fill => fill.GetProperty("exec_id").GetString()!)];
        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task The_journal_gives_the_same_events_as_the_live_stream()
    {
        ulong start = (await api.Get("/api/v1/status")).Seq;
        using SseClient live = await SseClient.Open(api, "?events=order,fill,position");
        string id = await api.Order("SAME");
        for (int i = 0; i < 60; i++) await api.Fill("SAME", "sell", "1", "2", commission: "0.1");
        await api.Delete("/api/v1/orders/" + id);
        const int Count = 2 + 60 * 2;
        List<SseEvent> first = await live.Take(Count, "order", "fill", "position");
        using SseClient later = await SseClient.Open(api, "?events=order,fill,position", start);
        List<SseEvent> second = await later.Take(Count, "order", "fill", "position");
        Assert.Equal(
            first.Select(each => (each.Name, each.Id, each.Data.GetRawText())),
            second.Select(each => (each.Name, each.Id, each.Data.GetRawText())));
    }

    [Fact]
    public async Task A_kill_switch_is_an_event_when_it_is_engaged_and_when_it_is_reset()
    {
        ulong start = (await api.Get("/api/v1/status")).Seq;
        string target = api.NewId("KILL");
        using SseClient live = await SseClient.Open(api, "?events=kill_switch&account=NOBODY");
        await api.Post("/admin/kill-switch", $$"""{"scope":"symbol","target":"{{target}}","reason":"why"}""");
        await api.Delete($"/admin/kill-switch?scope=symbol&target={target}&reason=over");
        List<SseEvent> events = await live.Take(2, "kill_switch");
        Assert.Equal(["active", "off"], events.Select(each => Of(each).GetProperty("state").GetString()));
        Assert.All(events, each => Assert.Equal(target, Of(each).GetProperty("target").GetString()));

        using SseClient later = await SseClient.Open(api, "?events=kill_switch", start);
        Assert.Equal(
            events.Select(each => (each.Id, each.Data.GetRawText())),
            (await later.Take(2, "kill_switch")).Select(each => (each.Id, each.Data.GetRawText())));

        static JsonElement Of(SseEvent each) => each.Data.GetProperty("kill_switch");
    }

    [Fact]
    public async Task A_kill_switch_of_an_account_is_told_to_who_may_see_the_account()
    {
        using SseClient stream = await SseClient.Open(api, "?events=kill_switch&account=ACC1");
        foreach (string account in (string[])["ACC2", "ACC1"])
            await api.Post("/admin/kill-switch", $$"""{"scope":"account","target":"{{account}}","state":"warning","reason":"why"}""");
        SseEvent first = (await stream.Take(1, "kill_switch"))[0];
        foreach (string account in (string[])["ACC2", "ACC1"])
            await api.Delete($"/admin/kill-switch?scope=account&target={account}&reason=over");
        Assert.Equal("ACC1", first.Data.GetProperty("kill_switch").GetProperty("target").GetString());
    }

    [Fact]
    public async Task Every_event_can_be_asked_for_by_name()
    {
        const string Names = "order,fill,position,pnl,advisory,kill_switch,reconciliation,alert,health,gap,heartbeat";
        using SseClient stream = await SseClient.Open(api, "?events=" + Names);
        Assert.Equal("health", (await stream.Next()).Name);
    }

    [Fact]
    public async Task A_slow_client_holds_nobody_back_and_is_told_of_the_gap()
    {
        string symbol = api.NewId("SLOW");
        using SseClient slow = await SseClient.OpenSlow(api, "?events=fill");
        await slow.Next();

        // It reads nothing while far more is sent than its socket and the ring can hold.
        const int Fills = 20_000;
        for (int i = 0; i < Fills; i += 1000)
            await Task.WhenAll(Enumerable.Range(i, 1000).Select(number => api.Engine.AskAsync(Execution(symbol, number))));
        Assert.Equal(200, (await api.Get("/api/v1/status")).Status);
        HashSet<string> seen = [];
        bool gap = false;
        while (seen.Count < Fills)
        {
            SseEvent next = await slow.Next();
            gap |= next.Name == "gap" && !next.Data.GetProperty("lost").GetBoolean();
            if (next.Name == "fill" && SymbolOf(next) == symbol) Assert.True(seen.Add(ExecOf(next)), "none comes twice");
        }

        Assert.True(gap);
    }

    [Fact]
    public async Task A_sequence_ahead_of_the_journal_is_told_as_a_loss()
    {
        using SseClient stream = await SseClient.Open(api, "", ulong.MaxValue);
        SseEvent first = await stream.Next();
        Assert.Equal("gap", first.Name);
        Assert.True(first.Data.GetProperty("lost").GetBoolean());
    }

    [Theory]
    [InlineData("?events=everything")]
    [InlineData("?after_seq=x")]
    [InlineData("?since=1")]
    public async Task A_stream_of_nothing_known_is_refused(string query) =>
        Assert.Equal(400, (await api.Get("/api/v1/stream" + query)).Status);

    private static async Task<List<SseEvent>> Orders(SseClient stream, string id, int count)
    {
        List<SseEvent> events = [];
        while (events.Count < count)
        {
            SseEvent next = await stream.Next();
            if (next.Name == "order" && next.Data.GetProperty("order").GetProperty("cl_ord_id").GetString() == id) events.Add(next);
        }

        return events;
    }

    private static Input Execution(string symbol, int number) => new()
    {
        Kind = InputKind.NormalisedExecution,
        Source = "feed",
        Body = new NormalisedExecution
        {
            Symbol = symbol,
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(1m),
            LastPx = Px.FromTrusted(1m),
            ExecId = ExecId.FromTrusted($"{symbol}-{number}"),
            TransactTime = UtcNanos.FromMilliseconds(1767225600000 + number),
            Account = "ACC1",
        },
    };

    private static string SymbolOf(SseEvent fill) => fill.Data.GetProperty("fill").GetProperty("symbol").GetString()!;

    private static string ExecOf(SseEvent fill) => fill.Data.GetProperty("fill").GetProperty("exec_id").GetString()!;
}
