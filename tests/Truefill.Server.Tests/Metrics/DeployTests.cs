using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Truefill.Server.Alerts;
using Truefill.Server.Tests.Http;
using Truefill.Server.Views;

namespace Truefill.Server.Tests.Metrics;

/// <summary>The rules and dashboards that are shipped fit what the service exports, and each alert has its page.</summary>
[Collection(Processes.Name)]
public partial class DeployTests(ApiHost api) : IClassFixture<ApiHost>
{
    // A venue has to have been heard for these, or a follower to run.
    private static readonly string[] WithoutSamples =
    [
        "truefill_callback_gap_seconds", "truefill_venue_up", "truefill_consumer_lag_seconds", "truefill_protection_open_gap_seconds",
        "truefill_order_ack_seconds_bucket", "truefill_order_rejects_total", "truefill_reconciliation_duration_seconds_bucket",
    ];

    private static string Rules => Checkout.PathOf("deploy/prometheus");

    [Theory]
    [InlineData("check rules truefill.rules.yml")]
    [InlineData("test rules truefill.rules.test.yml")]
    [InlineData("check config prometheus.yml")]
    public void Promtool_is_content(string arguments)
    {
        using Process promtool = Process.Start(new ProcessStartInfo("promtool", arguments)
        {
            WorkingDirectory = Rules,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        string output = promtool.StandardOutput.ReadToEnd() + promtool.StandardError.ReadToEnd();
        promtool.WaitForExit();
        Assert.True(promtool.ExitCode == 0, output);
    }

    [Fact]
    public void Every_rule_has_a_test_in_which_it_fires()
    {
        string tests = File.ReadAllText(Path.Combine(Rules, "truefill.rules.test.yml"));
        foreach (string rule in RuleNames())
            Assert.Matches($@"alertname: {rule}\n\s+exp_alerts:\n\s+- exp_labels", tests);
    }

    [Fact]
    public void Every_rule_and_every_kind_of_alert_has_its_page()
    {
        foreach (string page in RunbookPattern().Matches(File.ReadAllText(Path.Combine(Rules, "truefill.rules.yml"))).Select(match => match.Groups[1].Value))
            Assert.True(File.Exists(Path.Combine(Checkout.Root, page)), page);
        foreach (AlertKind kind in Enum.GetValues<AlertKind>())
            Assert.True(File.Exists(Path.Combine(Checkout.Root, AlertView.RunbookOf(kind))), AlertView.RunbookOf(kind));
        string index = File.ReadAllText(Path.Combine(Checkout.Root, "docs/runbooks/README.md"));
        foreach (string page in Directory.GetFiles(Checkout.PathOf("docs/runbooks")).Select(Path.GetFileName).Where(page => page != "README.md")!)
            Assert.Contains($"({page})", index, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_series_that_rules_and_dashboards_read_is_exported()
    {
        await api.Fill("DEPLOY", "buy", "1", "1");
        await api.Post("/api/v1/marks", """{"symbol":"DEPLOY","price":"2"}""");
        string exported = (await api.Get("/metrics")).Text;
        IEnumerable<string> files = Directory.GetFiles(Rules, "*.rules.yml")
            .Concat(Directory.GetFiles(Path.Combine(Checkout.Root, "deploy/grafana/dashboards"), "*.json"));
        foreach (string name in files.SelectMany(file => SeriesPattern().Matches(File.ReadAllText(file))).Select(match => match.Value).Distinct())
        {
            Assert.Contains($"\n# TYPE {SuffixPattern().Replace(name, "")}", exported, StringComparison.Ordinal);
            if (!WithoutSamples.Contains(name)) Assert.Contains("\n" + name, exported, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_dashboard_has_a_uid_of_its_own_and_a_data_source_variable()
    {
        List<string> uids = [];
        foreach (string file in Directory.GetFiles(Path.Combine(Checkout.Root, "deploy/grafana/dashboards"), "*.json"))
        {
            JsonElement board = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            uids.Add(board.GetProperty("uid").GetString()!);
            Assert.Contains(board.GetProperty("templating").GetProperty("list").EnumerateArray(), each => each.GetProperty("name").GetString() == "datasource");
            Assert.All(board.GetProperty("panels").EnumerateArray(), panel => Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString()));
        }

        Assert.Equal(4, uids.Distinct().Count());
    }

    [Fact]
    public void The_risk_dashboard_shows_the_gap_that_is_open_not_the_total_that_never_falls()
    {
        string board = File.ReadAllText(Path.Combine(Checkout.Root, "deploy/grafana/dashboards/truefill-risk.json"));
        Assert.Contains("truefill_protection_open_gap_seconds{", board, StringComparison.Ordinal);
        Assert.DoesNotContain("truefill_protection_gap_seconds{", board, StringComparison.Ordinal);
    }

    [Fact]
    public void The_trading_dashboard_calls_a_sum_that_lacks_marks_a_part()
    {
        string board = File.ReadAllText(Path.Combine(Checkout.Root, "deploy/grafana/dashboards/truefill-trading.json"));
        Assert.Contains("unless on (account, currency) (truefill_pnl_realized", board, StringComparison.Ordinal);
        Assert.Contains("and on (account, currency) (truefill_pnl_realized", board, StringComparison.Ordinal);
        Assert.Contains("truefill_missing_marks{", board, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_runbook_names_is_exported_and_every_rule_is_on_its_page()
    {
        string exported = (await api.Get("/metrics")).Text;
        string rules = File.ReadAllText(Path.Combine(Checkout.Root, "deploy/prometheus/truefill.rules.yml"));
        foreach (string page in Directory.GetFiles(Path.Combine(Checkout.Root, "docs/runbooks")))
        {
            string text = File.ReadAllText(page);
            foreach (string name in SeriesPattern().Matches(text).Select(match => match.Value))
                Assert.Contains($"\n# TYPE {SuffixPattern().Replace(name, "")}", exported, StringComparison.Ordinal);
            foreach (string name in RuleNamePattern().Matches(text).Select(match => match.Groups[1].Value))
                Assert.Contains($"- alert: {name}\n", rules, StringComparison.Ordinal);

            foreach (string name in FigurePattern().Matches(text).Select(match => match.Groups[1].Value))
                Assert.Matches(SeriesPattern(), name);
        }

        foreach (Match rule in RulePattern().Matches(rules))
        {
            string page = File.ReadAllText(Path.Combine(Checkout.Root, rule.Groups[2].Value));
            Assert.Contains($"`{rule.Groups[1].Value}`", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Open_alerts_are_counted_by_severity_and_a_kind_that_has_several_has_a_rule_for_each()
    {
        string exported = (await api.Get("/metrics")).Text;
        string rules = File.ReadAllText(Path.Combine(Rules, "truefill.rules.yml"));
        foreach (string kind in (string[])["storage_low", "trading_held", "reconciliation_break"])
        {
            foreach (string severity in (string[])["warning", "critical"])
            {
                string series = $"truefill_alerts_open{{kind=\"{kind}\",severity=\"{severity}\"}}";
                Assert.Contains($"\n{series} ", exported, StringComparison.Ordinal);
                Assert.Matches(
                    $@"expr: '{Regex.Escape(series)} > 0'\n\s+for: \w+\n\s+labels:\n\s+severity: {severity}\n", rules);
            }
        }

        // What differs in severity alone would be one alert twice, which Prometheus refuses.
        foreach (string line in rules.Split('\n'))
            if (line.Contains("alerts_open{", StringComparison.Ordinal)) Assert.Matches(",severity=|without \\(severity\\)", line);
    }

    [Fact]
    public void Lines_of_a_panel_that_are_summed_by_labels_are_named_by_all_of_them()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(Checkout.Root, "deploy/grafana/dashboards"), "*.json"))
        {
            JsonElement board = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            foreach (JsonElement panel in board.GetProperty("panels").EnumerateArray())
            {
                if (!panel.TryGetProperty("targets", out JsonElement targets)) continue;
                foreach (JsonElement target in targets.EnumerateArray())
                {
                    string expr = target.GetProperty("expr").GetString()!;
                    string legend = target.GetProperty("legendFormat").GetString()!;

                    // What has more labels than the line's name.
                    if (ManyLabelsPattern().IsMatch(expr)) Assert.Matches(SumPattern(), expr);
                    if (!SumPattern().IsMatch(expr)) continue;
                    foreach (string label in SumPattern().Match(expr).Groups[1].Value.Split(", "))
                        Assert.Contains($"{{{{{label}}}}}", legend, StringComparison.Ordinal);
                }
            }
        }
    }

    [GeneratedRegex("truefill_(reconciliation_mismatches|order_rejects_total|alerts_open)")]
    private static partial Regex ManyLabelsPattern();

    [GeneratedRegex(@"^sum by \(([a-z_, ]+)\)")]
    private static partial Regex SumPattern();

    // A backticked name that ends as only a figure's does.
    [GeneratedRegex("`([a-z]+(?:_[a-z]+)*_(?:seconds|total|count|sum|bytes|depth|per_second))[`{]")]
    private static partial Regex FigurePattern();

    [GeneratedRegex("`(Truefill[A-Z][A-Za-z]+)`")]
    private static partial Regex RuleNamePattern();

    [GeneratedRegex(@"- alert: (\w+)\n(?:(?!- alert)[\s\S])*?runbook_url: (\S+)")]
    private static partial Regex RulePattern();

    [GeneratedRegex(@"runbook_url: (\S+)")]
    private static partial Regex RunbookPattern();

    [GeneratedRegex(@"\b(truefill|dotnet|http_server)_[a-z_]+\b")]
    private static partial Regex SeriesPattern();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex SuffixPattern();

    private static IEnumerable<string> RuleNames() => File.ReadAllLines(Path.Combine(Rules, "truefill.rules.yml"))
        .Where(line => line.Contains("- alert: ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
}
