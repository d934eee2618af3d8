using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Fix.Tests.Interop;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Metrics;

/// <summary>What /metrics shows, as Prometheus' own programs see it.</summary>
[Collection(Processes.Name)]
public class MetricsTests(MetricsTests.AliasHost api) : IClassFixture<MetricsTests.AliasHost>
{
    public class AliasHost : ApiHost
    {
        public bool WithSourceNames { get; set; }

        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Plan = context.Plan with { Metrics = new MetricsOptions(SourceNames: WithSourceNames, Symbols: true) },
        };
    }

    [Fact]
    public async Task Promtool_has_nothing_to_say()
    {
        await Busy();
        (int code, string output) = Run("promtool", "check metrics", await Text());
        Assert.True(code == 0 && output.Length == 0, output);
    }

    [Fact]
    public async Task The_equation_of_the_intake_holds_exactly()
    {
        await Busy();
        await api.Post("/api/v1/executions?reason=t", """{"symbol":"","side":"buy"}""");
        Dictionary<string, double> metrics = Values(await Text());

        double settled = metrics.Where(pair => pair.Key.StartsWith("truefill_intake_settled_total{", StringComparison.Ordinal)).Sum(pair => pair.Value);
        Assert.Equal(metrics["truefill_intake_received_total"], settled + metrics["truefill_intake_queued"]);
        Assert.True(metrics["""truefill_intake_settled_total{outcome="dead_lettered"}"""] >= 1);
        Assert.True(metrics["truefill_deadletters_open"] >= 1);
    }

    [Fact]
    public async Task What_happens_shows()
    {
        Dictionary<string, double> before = Values(await Text());
        await api.Order("METRIC");
        await api.Fill("METRIC", "buy", "10", "2.5", "ACC2");
        Dictionary<string, double> after = Values(await Text());

        Assert.Equal(Booked(before) + 1, Booked(after));
        const string New = """truefill_order_transitions_total{from="none",to="pending_new"}""";
        Assert.Equal(before.GetValueOrDefault(New) + 1, after[New]);
        Assert.Equal(before["""truefill_open_orders{state="all"}"""] + 1, after["""truefill_open_orders{state="all"}"""]);
        Assert.Equal(10, after["""truefill_position_quantity{account="ACC2",strategy="",symbol="METRIC"}"""]);
        Assert.True(after["truefill_position_delta_latency_seconds_count"] > before["truefill_position_delta_latency_seconds_count"]);
        Assert.True(after["truefill_journal_sequence"] > before["truefill_journal_sequence"]);
        Assert.True(after["truefill_journal_fsync_seconds_count"] > 0);
        Assert.Equal(1, after["""truefill_health_component{component="risk_manager"}"""]);
    }

    [Fact]
    public async Task Every_name_that_operators_know_from_such_systems_is_there()
    {
        await Busy();
        string text = await Text();
        foreach (string name in new[]
        {
            "execution_events_total", "orders_total", "order_transitions_total", "order_rejects_total", "duplicates_total", "deadletters_total",
            "overfills_total", "position_delta_latency_seconds", "reconciliation_duration_seconds", "reconciliation_mismatches", "callback_gap_seconds",
            "last_callback_timestamp_seconds", "order_ack_seconds", "order_fill_seconds", "open_orders", "position_quantity", "exposure_gross",
            "exposure_net", "pnl_realized", "pnl_unrealized", "kill_switch_state", "kill_switch_changes_total", "journal_sequence",
            "journal_fsync_seconds", "recorder_queue_depth", "recorder_dropped_total", "venue_up", "venue_reconnects_total", "rate_limit_remaining",
            "build_info", "health_component",
        })
            Assert.Contains($"\n# TYPE truefill_{name} ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_counts_under_its_reason_and_who_refused()
    {
        const string Refused = """truefill_order_rejects_total{reason_code="off_tick",stage="risk"}""";
        const string Killed = """truefill_order_rejects_total{reason_code="kill_switch_active",stage="kill_switch"}""";
        Dictionary<string, double> before = Values(await Text());
        await api.Post("/api/v1/orders", """{"symbol":"TICKY","side":"buy","qty":"10","price":"1.3","account":"ACC1"}""");
        await api.Post("/admin/kill-switch", """{"scope":"symbol","target":"KILLED","reason":"t","by":"ann"}""");
        await api.Post("/api/v1/orders", """{"symbol":"KILLED","side":"buy","qty":"10","price":"1","account":"ACC1"}""");

        Dictionary<string, double> after = Values(await Text());
        await api.Delete("/admin/kill-switch?scope=symbol&target=KILLED&reason=t&by=ann");
        Assert.Equal(before.GetValueOrDefault(Refused) + 1, after[Refused]);
        Assert.Equal(before.GetValueOrDefault(Killed) + 1, after[Killed]);
    }

    [Fact]
    public async Task The_runtime_and_the_web_server_are_measured_too()
    {
        await Busy();
        string text = await Text();
        foreach (string name in new[] { "dotnet_gc_collections_total", "dotnet_process_memory_working_set_bytes", "http_server_request_duration_seconds_bucket", "kestrel_active_connections" })
            Assert.Contains("\n" + name, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_accepts_open_metrics_gets_it()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        Reply reply = await Reply.Of(await api.Client.SendAsync(request));

        Assert.StartsWith("application/openmetrics-text; version=1.0.0", reply.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.EndsWith("\n# EOF\n", reply.Text, StringComparison.Ordinal);
        Assert.Contains("# TYPE truefill_orders counter\n", reply.Text, StringComparison.Ordinal);
        Assert.Contains("truefill_orders_total{status=\"accepted\"}", reply.Text, StringComparison.Ordinal);
        Assert.StartsWith("text/plain; version=0.0.4", (await api.Get("/metrics")).Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_account_name_stays_one_label()
    {
        await api.Post(
            "/api/v1/positions/import",
            """{"account":"A\"} 1\\","symbol":"X","qty":"1","px":"1","reference":"hostile","reason":"t","by":"ann"}""");
        (int code, string output) = Run("promtool", "check metrics", await Text());
        Assert.True(code == 0 && output.Length == 0, output);
    }

    [Fact]
    public async Task The_source_documents_names_are_there_when_asked_for()
    {
        Assert.DoesNotContain("\nexecution_events_total", await Text(), StringComparison.Ordinal);
        AliasHost other = new() { WithSourceNames = true };
        await other.InitializeAsync();
        try
        {
            string text = (await other.Get("/metrics")).Text;
            Assert.Contains("\nexecution_events_total{type=\"order_executed\"}", text, StringComparison.Ordinal);
            Assert.Contains("\nposition_delta_latency_ms ", text, StringComparison.Ordinal);
            Assert.Contains("# TYPE callback_gap_seconds gauge", text, StringComparison.Ordinal);
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_real_prometheus_scrapes_it()
    {
        int port = FreePort.Take();
        string folder = Directory.CreateTempSubdirectory("tf-prom-").FullName;
        File.WriteAllText(
            Path.Combine(folder, "prometheus.yml"),
            $"global: {{ scrape_interval: 1s }}\nscrape_configs:\n- job_name: truefill\n  static_configs:\n  - targets: ['{api.Address.Authority}']\n");
        using Process prometheus = Process.Start(new ProcessStartInfo(
            "prometheus",
            ["--config.file=" + Path.Combine(folder, "prometheus.yml"), "--storage.tsdb.path=" + Path.Combine(folder, "data"), $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"])
        { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            Assert.Equal(1, await Query(port, "up{job=\"truefill\"}"));
            Assert.Equal(1, await Query(port, "truefill_build_info"));
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Booked(Dictionary<string, double> metrics) => metrics
        .Where(pair => pair.Key.StartsWith("truefill_execution_events_total{type=\"trade_booked\",", StringComparison.Ordinal))
        .Sum(pair => pair.Value);

    // Until it has scraped once there is nothing, and before that it does not answer.
    private static async Task<double> Query(int port, string query)
    {
        using HttpClient client = new();
        Uri asked = new($"http://127.0.0.1:{port}/api/v1/query?query={Uri.EscapeDataString(query)}");
        return await Eventually.Found(
            async () =>
            {
                try
                {
                    string text = await client.GetStringAsync(asked);
                    JsonElement result = JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("result");
                    return result.GetArrayLength() == 0
                        ? 0
                        : double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
                }
                catch (HttpRequestException)
                {
                    return 0;
                }
            },
            value => value != 0,
            $"{query} is scraped");
    }

    private static (int Code, string Output) Run(string program, string arguments, string input)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static Dictionary<string, double> Values(string text) => text.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .ToDictionary(line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private async Task Busy()
    {
        await api.Order("BUSY");
        await api.Fill("BUSY", "buy", "1", "1");
    }

    private async Task<string> Text() => (await api.Get("/metrics")).Text;
}
