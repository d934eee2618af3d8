using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Tests.Support;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Metrics;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Metrics;

/// <summary>What a venue does, as metrics: on the simulated one.</summary>
public sealed class FactMeterTests
{
    [Fact]
    public async Task Acceptance_fills_comparisons_and_followers_are_timed()
    {
        string folder = System.IO.Directory.CreateTempSubdirectory("tf-meter-").FullName;
        string state = System.IO.Path.Combine(folder, "s");
        StateDirectory.Init(state, "meter", Guid.NewGuid());
        ConfigurationResult configured = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = "urls: http://127.0.0.1:0\ndurability: os\nvenues: [{ id: SIM, type: simulated, latency: 1ms, rate_limit: { count: 50, window: 1s, reserve: 5 } }]",
        });
        Assert.Empty(configured.Errors);
        using LiveLoop service = await LiveLoop.StartAsync(
            ServicePlanning.Of(configured.Options!, state, folder) with { SegmentBytes = 1 << 20 }, default);
        await using WebHost web = await WebHost.StartAsync(service);
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
        using StringContent order = new("""{"symbol":"IBM","side":"buy","qty":"5"}""", System.Text.Encoding.UTF8, "application/json");
        Assert.True((await client.PostAsync(new Uri("/api/v1/orders", UriKind.Relative), order)).IsSuccessStatusCode);

        await Until(client, "truefill_order_fill_seconds_count{venue=\"SIM\"}");
        using StringContent by = new("""{"by":"ann"}""", System.Text.Encoding.UTF8, "application/json");
        await client.PostAsync(new Uri("/api/v1/reconciliations", UriKind.Relative), by);
        Dictionary<string, double> metrics = await Until(client, "truefill_reconciliation_duration_seconds_count{venue=\"SIM\"}");

        Assert.Equal(1, metrics["truefill_order_ack_seconds_count{venue=\"SIM\"}"]);
        Assert.InRange(metrics["truefill_order_ack_seconds_sum{venue=\"SIM\"}"], 0.0001, 60);
        Assert.True(metrics["truefill_reconciliation_duration_seconds_count{venue=\"SIM\"}"] >= 1);
        Assert.True(metrics["truefill_execution_events_total{type=\"order_executed\",venue=\"SIM\"}"] >= 1);
        Assert.Equal(0, metrics["truefill_venue_reconnects_total{venue=\"SIM\"}"]);
        Assert.InRange(metrics["truefill_rate_limit_remaining{venue=\"SIM\"}"], 0, 45);
        Assert.True(metrics.ContainsKey("truefill_consumer_lag_seconds{topic=\"order_events\"}"));
    }

    [Fact]
    public void A_session_that_was_open_before_the_counting_counts_as_opened()
    {
        EngineRig rig = new();
        void Step(InputKind kind, object body) => rig.Step(new Input { Kind = kind, Body = body, Source = "test" });
        Step(InputKind.DefineVenue, new DefineVenue("V", ReadOnly: false));
        Step(InputKind.SessionOpened, new SessionChange("V"));
        Replica replica = rig.Replay();
        FactMeter meter = new(replica);
        replica.Follow(meter);
        int blocks = rig.BlockCount;
        Step(InputKind.SessionClosed, new SessionChange("V", "dropped"));
        Step(InputKind.SessionOpened, new SessionChange("V"));
        rig.Replay(blocks, replica);

        MetricText text = new(isOpenMetrics: false);
        meter.Write(text);
        Assert.Contains(
            "truefill_venue_reconnects_total{venue=\"V\"} 1\n", System.Text.Encoding.UTF8.GetString(text.Finish()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_is_timed_once_though_its_venue_gives_it_another_id_and_overfills_it()
    {
        EngineRig rig = new();
        void Step(InputKind kind, object body) => rig.Step(new Input { Kind = kind, Body = body, Source = "test" });
        Step(InputKind.DefineVenue, new DefineVenue("V", ReadOnly: false));
        Step(InputKind.SessionOpened, new SessionChange("V"));
        Enter(rig, "EARLY");
        Report(rig, "EARLY", ExecType.New, "O1");
        Replica replica = rig.Replay();
        FactMeter meter = new(replica);
        replica.Follow(meter);
        int blocks = rig.BlockCount;
        Report(rig, "EARLY", ExecType.New, "O1-again");
        Enter(rig, "LATE");
        Report(rig, "LATE", ExecType.New, "O2");
        Report(rig, "LATE", ExecType.New, "O2-again");
        foreach (string id in (string[])["EARLY", "LATE"])
            for (int i = 0; i < 3; i++) Report(rig, id, ExecType.Trade, "O-" + id, qty: 1);
        rig.Replay(blocks, replica);

        Assert.Equal(3, replica.Books.Orders.All.Sum(order => order.EarlierOrderIds.Count) - 1);
        Assert.All(replica.Books.Orders.All, order => Assert.Equal(2, order.OverfillQty.Value));
        MetricText text = new(isOpenMetrics: false);
        meter.Write(text);
        string written = System.Text.Encoding.UTF8.GetString(text.Finish());
        foreach (string line in (string[])[
            "truefill_order_ack_seconds_count{venue=\"V\"} 1", "truefill_order_fill_seconds_count{venue=\"V\"} 2",
            "truefill_overfills_total{venue=\"V\"} 2"])
            Assert.Contains(line + "\n", written, StringComparison.Ordinal);
    }

    private static void Enter(EngineRig rig, string id) => rig.Step(new Input
    {
        Kind = InputKind.NewOrderSingle,
        Source = "test",
        Body = new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted(id),
            Symbol = "IBM",
            Account = "ACC1",
            Venue = "V",
            Terms = new OrderTerms(
                Side.Buy, OrdType.Limit, TimeInForce.GoodTillCancel, Qty.FromTrusted(1), Px.FromTrusted(10)),
        },
    });

    private static void Report(EngineRig rig, string id, ExecType type, string orderId, int qty = 0)
    {
        Order order = rig.Books.Orders[rig.Books.Orders.Find(ClOrdId.FromTrusted(id)).Order];
        rig.Step(new Input
        {
            Kind = InputKind.ExecutionReport,
            Source = "venue:V",
            Report = new ExecutionReport
            {
                Venue = new VenueId(1),
                ExecType = type,
                OrdStatus = type == ExecType.New ? OrdStatus.New : OrdStatus.Filled,
                ClOrdId = order.WireId,
                OrderId = OrderId.FromTrusted(orderId),
                ExecId = ExecId.FromTrusted("X" + rig.BlockCount),
                LastQty = Qty.FromTrusted(qty),
                LastPx = Px.FromTrusted(10),
            },
        });
    }

    private static Task<Dictionary<string, double>> Until(HttpClient client, string name) => Eventually.Found(
        async () =>
        {
            string text = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
            return text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToDictionary(
                line => line[..line.LastIndexOf(' ')],
                line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture),
                StringComparer.Ordinal);
        },
        values => values.GetValueOrDefault(name) > 0,
        $"{name} is counted");
}
