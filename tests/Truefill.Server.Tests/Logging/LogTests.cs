using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Server.Configuration;
using Truefill.Server.Logging;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Logging;

/// <summary>Durable facts as log lines.</summary>
public sealed class LogTests : IAsyncLifetime, IDisposable
{
    private readonly ApiHost api = new();
    private readonly MemoryStream written = new();
    private EventLog? log;

    [Fact]
    public async Task A_position_s_change_is_told_with_its_reason()
    {
        await api.Fill("AAPL", "buy", "10", "150.25");
        await api.Fill("AAPL", "sell", "4", "151");

        List<JsonElement> lines = Lines("position.updated");
        Assert.Equal(
            ["Position updated: AAPL = 10 @ 150.25 (change: +10)", "Position updated: AAPL = 6 @ 150.25 (change: -4)"],
            lines.Select(line => Text(line, "message")));
        Assert.Contains("(change: +10)", Encoding.UTF8.GetString(written.ToArray()), StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Equal(("fill", "ACC1", "info"), (Text(line, "reason"), Text(line, "account"), Text(line, "level"))));
    }

    [Fact]
    public async Task A_bust_and_an_import_say_that_they_are()
    {
        string id = await api.Fill("BUST", "buy", "10", "5");
        await api.Post(
            "/api/v1/executions?reason=t",
            $$"""{"symbol":"BUST","side":"buy","fill_qty":"10","fill_price":"5","exec_id":"{{api.NewId("B")}}","exec_ref_id":"{{id}}","exec_type":"trade_cancel","timestamp":1767225600000,"account":"ACC1"}""");
        await api.Post(
            "/api/v1/positions/import",
            """{"account":"ACC1","symbol":"BUST","qty":"3","px":"1","reference":"log","reason":"t","by":"ann"}""");

        Assert.Equal(["fill", "bust", "import"], Lines("position.updated").Select(line => Text(line, "reason")));
        Assert.EndsWith("= 0 @ 0 (change: -10)", Text(Lines("position.updated")[1], "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assignment_tells_the_position_that_it_left_and_what_comes_there_next_counts_from_that()
    {
        await Ask(InputKind.DefineVenue, new DefineVenue("STRAY", ReadOnly: true));
        await Stray("S1", 100);
        string id = (await api.Get("/api/v1/suspense")).Items[0].GetProperty("id").GetRawText();
        await api.Post($"/api/v1/suspense/{id}/assign", """{"strategy":"swing","reason":"by phone","by":"ann"}""");
        await Stray("S2", 50);

        Assert.Equal(
            [
                "@suspense 100 100 fill", "@suspense 0 -100 assignment", "swing 100 100 assignment",
                "@suspense 50 50 fill",
            ],
            Moves());
    }

    [Fact]
    public async Task A_fill_whose_order_becomes_known_tells_the_position_that_it_waited_in()
    {
        await Ask(InputKind.DefineVenue, new DefineVenue("STRAY", ReadOnly: true));
        await Stray("S1", 100);
        await Stray("", 0, ExecType.New);

        Assert.Equal(
            ["@suspense 100 100 fill", "@suspense 0 -100 fill", "@manual 100 100 fill"], Moves());
    }

    [Fact]
    public async Task Orders_fills_duplicates_dead_letters_and_actions_have_their_events()
    {
        await Ask(InputKind.DefineVenue, new DefineVenue("V", ReadOnly: false));
        string order = await api.Order("EVENTS");
        await api.Post("/api/v1/orders", """{"account":"ACC1","symbol":"TICKY","side":"buy","qty":"10","price":"10.3"}""");
        await api.Post("/api/v1/executions?reason=t", "{}");
        await api.Fill("EVENTS", "buy", "1", "1");

        foreach (string name in new[] { "live_loop.order_denied", "live_loop.register_fill", "intake.dead_letter", "audit.action" })
            Assert.NotEmpty(Lines(name));
        Assert.Contains(All(), line => line.TryGetProperty("client_order_id", out JsonElement id) && id.GetString() == order);
        Assert.Equal("off_tick", Text(Lines("live_loop.order_denied")[0], "reason"));
    }

    [Fact]
    public async Task A_fee_in_what_was_traded_is_the_reason_of_its_own_change_and_a_duplicate_says_of_what_it_is_one()
    {
        await Ask(InputKind.DefineVenue, new DefineVenue("STRAY", ReadOnly: true));
        await Stray("S1", 100, fee: new Fee(new Money(2, Currency.FromTrusted("IBM")), FeeKind.Commission));
        await Stray("S1", 100);

        Assert.Equal(["@suspense 100 100 fill", "@suspense 98 -2 fee"], Moves());
        JsonElement again = Assert.Single(Lines("execution.duplicate"));
        Assert.Equal(("S1", "STRAY", "IBM"), (Text(again, "exec_id"), Text(again, "venue"), Text(again, "symbol")));
    }

    [Fact]
    public void A_secret_is_redacted_by_its_type()
    {
        using MemoryStream output = new();
        using (EventLog own = new(output, isJson: true))
            own.Write(LogLevel.Info, "x", "y", ("key", new Secret("canary-7f3a")), ("n", 7));

        string line = Encoding.UTF8.GetString(output.ToArray());
        Assert.DoesNotContain("canary", line, StringComparison.Ordinal);
        Assert.Equal((Secret.Redacted, 7), (JsonDocument.Parse(line).RootElement.GetProperty("key").GetString(), JsonDocument.Parse(line).RootElement.GetProperty("n").GetInt32()));
    }

    [Fact]
    public void Hostile_text_stays_one_line()
    {
        using MemoryStream output = new();
        using (EventLog own = new(output, isJson: false)) own.Write(LogLevel.Info, "x", "a\nerror forged: b\u001b[2J");

        Assert.Single(Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain('\u001b', Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void A_reader_that_has_stopped_reading_holds_nobody_up_and_what_is_lost_is_counted()
    {
        using Stuck output = new();
        EventLog own = new(output, isJson: true);
        long started = Environment.TickCount64;
        for (int i = 0; i < 50_000; i++) own.Write(LogLevel.Info, "x", "line");
        Assert.InRange(Environment.TickCount64 - started, 0, (long)Eventually.Patience.TotalMilliseconds);

        output.Release();
        own.Dispose();
        JsonElement[] lines = [.. output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];

        // The log's thread may have begun late, when lines were dropped already: then it tells of some before it waits.
        long lost = lines.Where(line => line.GetProperty("event").GetString() == "log.dropped")
            .Sum(line => line.GetProperty("count").GetInt64());
        Assert.True(lost > 0);
        Assert.Equal(50_000, lost + lines.Count(line => line.GetProperty("event").GetString() == "x"));
    }

    public async Task InitializeAsync()
    {
        await api.InitializeAsync();
        log = new EventLog(written, isJson: true);
        api.Engine.Read(replica =>
        {
            replica.Log(new FactLog(replica, log));
            return 0;
        });
    }

    public async Task DisposeAsync() => await api.DisposeAsync();

    public void Dispose()
    {
        log?.Dispose();
        written.Dispose();
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private IEnumerable<string> Moves() => Lines("position.updated").Select(line => string.Join(
        ' ', ((string[])["strategy", "qty", "change", "reason"]).Select(name => Text(line, name))));

    private async Task Stray(string id, decimal quantity, ExecType type = ExecType.Trade, Fee? fee = null)
    {
        Input input = new() { Kind = InputKind.ExecutionReport, Source = "venue:STRAY" };
        input.Report = new ExecutionReport
        {
            Venue = api.Engine.Read(replica =>
                new VenueId(replica.Books.Names.Venues.TryGet("STRAY", out int venue) ? venue : 0)),
            ExecType = type,
            OrdStatus = type == ExecType.New ? OrdStatus.New : null,
            ExecId = id.Length == 0 ? default : ExecId.FromTrusted(id),
            OrderId = OrderId.FromTrusted("ELSEWHERE"),
            AccountName = "ACC1",
            SymbolName = "IBM",
            Side = Side.Buy,
            OrdType = OrdType.Limit,
            TimeInForce = TimeInForce.Day,
            OrderQty = Qty.FromTrusted(1000),
            Price = Px.FromTrusted(10),
            LastQty = quantity == 0 ? null : Qty.FromTrusted(quantity),
            LastPx = quantity == 0 ? null : Px.FromTrusted(10),
            Fee = fee,
        };
        await api.Engine.AskAsync(input);
    }

    private Task Ask(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

    private List<JsonElement> Lines(string name) => [.. All().Where(line => Text(line, "event") == name)];

    // Closing it writes what is queued.
    private List<JsonElement> All()
    {
        log!.Dispose();
        return [.. Encoding.UTF8.GetString(written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private sealed class Stuck : MemoryStream
    {
        private readonly ManualResetEventSlim open = new();

        public string Text => Encoding.UTF8.GetString(ToArray());

        public void Release() => open.Set();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            open.Wait();
            base.Write(buffer);
        }
    }
}
