using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Cli.Tests.Advisories;
using Truefill.Cli.Tests.Service;

namespace Truefill.Cli.Tests.Venues;

/// <summary>The time of a simulated venue, and where venues stand, at the command line.</summary>
[Collection(nameof(AdvisoryScenario))]
public sealed class VenueClockTests(AdvisoryWorld world)
{
    [Fact]
    public async Task The_clock_goes_on_by_what_is_asked_and_says_what_time_it_is()
    {
        DateTimeOffset before = await Advance("0s");
        Assert.Equal(TimeSpan.FromMilliseconds(1500), await Advance("1500ms") - before);
        Assert.Equal(TimeSpan.FromMinutes(1), await Advance("1m") - before - TimeSpan.FromMilliseconds(1500));
        Run table = await Run("venues clock SIM --advance 0s");
        Assert.Equal((0, ""), (table.Code, table.Error));
        Assert.Contains("SIM", table.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("venues clock RUNS --advance 1s", 5, "clock_runs", "'clock: simulated'")]
    [InlineData("venues clock NOWHERE --advance 1s", 3, "unknown_venue", "truefill venues list")]
    [InlineData("venues clock SIM --advance soon", 2, "invalid_field", "500ms or 30s")]
    [InlineData("venues clock SIM --advance 2d", 2, "invalid_field", "at most 1d")]
    [InlineData("venues clock SIM", 2, "usage", "--advance")]
    public async Task What_cannot_be_advanced_says_why_and_what_to_do(string line, int code, string word, string next)
    {
        Run run = await Run("-o json " + line);
        Assert.Equal(code, run.Code);
        Assert.Equal("", run.Out);
        using JsonDocument error = JsonDocument.Parse(run.Error);
        Assert.Equal(word, error.RootElement.GetProperty("error").Text("code"));
        Assert.Contains(next, run.Error.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Venues_are_listed_with_their_sessions()
    {
        await world.Open("core");
        JsonElement[] all = [.. (await Json("venues list")).GetProperty("items").EnumerateArray()];
        Assert.Equal(["SIM", "RUNS"], all.Select(venue => venue.Text("venue")));
        JsonElement one = (await Json("venues list --venue SIM")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("SIM", "open"), (one.Text("venue"), one.Text("trading")));
    }

    private async Task<DateTimeOffset> Advance(string by) => DateTimeOffset.Parse(
        (await Json("venues clock SIM --advance " + by)).Text("time")!, CultureInfo.InvariantCulture);

    private async Task<JsonElement> Json(string line)
    {
        Run run = await Run("-o json " + line);
        Assert.True(run.Code == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    private Task<Run> Run(string line) => Cli.In(["--state-dir", world.StatePath, .. line.Split(' ')]);
}
