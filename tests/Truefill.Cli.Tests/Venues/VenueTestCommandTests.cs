using System;
using System.IO;
using System.Threading.Tasks;
using Truefill.Cli.Tests.Advisories;

namespace Truefill.Cli.Tests.Venues;

/// <summary>Faults, script and books of a simulated venue at the command line.</summary>
[Collection(nameof(AdvisoryScenario))]
public sealed class VenueTestCommandTests(AdvisoryWorld world)
{
    [Fact]
    public async Task Faults_are_set_one_by_one_and_shown()
    {
        Assert.Contains("0.25", (await Done("-o json venues faults RUNS reorder=0.25 ban=0")).Out, StringComparison.Ordinal);
        Assert.Matches("reorder +0.25", (await Done("venues faults RUNS")).Out);
        Assert.DoesNotMatch("reorder +0.25", (await Done("venues faults RUNS reorder=0")).Out);
    }

    [Fact]
    public async Task The_books_show_what_is_open_what_is_held_and_the_money()
    {
        string books = (await Done("venues books RUNS")).Out;
        foreach (string title in new[] { "orders", "positions", "cash" })
            Assert.Contains(title, books, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_read_from_a_file()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"when": {"symbol": "NEVER"}, "new": ["ignore"]}""");
        Assert.Matches("lines +1", (await Done("venues script RUNS " + file)).Out);
        await File.WriteAllTextAsync(file, "");
        Assert.Matches("lines +0", (await Done("venues script RUNS " + file)).Out);
        File.Delete(file);
    }

    [Theory]
    [InlineData("venues faults RUNS reorder", 2, "drop=0.1")]
    [InlineData("venues faults RUNS reorder=2", 2, "reorder")]
    [InlineData("venues faults NOWHERE", 3, "truefill venues list")]
    [InlineData("venues script RUNS no-such-file", 3, "no-such-file")]
    public async Task What_cannot_be_done_says_why(string line, int code, string word)
    {
        Run run = await Run(line);
        Assert.Equal(code, run.Code);
        Assert.Contains(word, run.Error, StringComparison.Ordinal);
    }

    private async Task<Run> Done(string line)
    {
        Run run = await Run(line);
        Assert.True(run.Code == 0, run.Error);
        return run;
    }

    private Task<Run> Run(string line) => Cli.In(["--state-dir", world.StatePath, .. line.Split(' ')]);
}
