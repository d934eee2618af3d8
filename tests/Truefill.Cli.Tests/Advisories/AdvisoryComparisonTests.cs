using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Cli.Tests.Service;

namespace Truefill.Cli.Tests.Advisories;

/// <summary>What the comparison after an execution finds; none of it is corrected.</summary>
public sealed class AdvisoryComparisonTests(AdvisoryWorld world) : AdvisoryScenario(world)
{
    private static readonly Dictionary<string, Finding> Findings = new()
    {
        ["MISMATCH"] = new("mismatch", "Expected position 100.0, found 50.0 in broker", "100", "50"),
        ["MISSING"] = new("missing_position", "Expected position 100.0, found 0.0 in broker", "100", "0"),
        ["PHANTOM"] = new("phantom_position", "Expected position 0.0, found 100.0 in broker", "0", "100"),
        ["NOLEG"] = new("missing_sl_tp", "Expected SL 147.98, found none in broker", "100", "100"),
        ["BLIND"] = new("indeterminate", "the venue cannot be reached", "100", null),
    };

    [Theory]
    [ThreeDoors("MISMATCH", "MISSING", "PHANTOM", "NOLEG", "BLIND")]
    public async Task Whatever_differs_needs_a_person_and_nothing_is_corrected(string door, string scenario)
    {
        string id = Symbol(scenario, door);
        if (scenario == "PHANTOM") await World.Doors[door].Sell(id, 100);
        IAdvisoryDoor at = await Execute(scenario, door);
        JsonElement result = await Compared(at, id);
        JsonElement report = Report(result);
        Finding expected = Findings[scenario];
        Assert.Equal(("filled", "147.98"), (result.Text("status"), result.Text("final_sl")));
        Assert.Equal(expected, new Finding(
            report.Text("status")!, report.GetProperty("mismatches")[0].GetString()!,
            report.Text("internal_position_size")!, report.Text("broker_position_size")));
        Assert.Equal(
            ("true", "true"),
            (report.Text("requires_manual_resolution"), result.Text("requires_manual_resolution")));
        Assert.Equal(expected.Ours, $"{await Held(at, id)}");
        Assert.DoesNotContain(
            await at.Breaks(), found => found.Text("symbol") == id && found.Text("state") == "resolved");
    }

    private sealed record Finding(string Status, string Mismatch, string Ours, string? Broker);
}
