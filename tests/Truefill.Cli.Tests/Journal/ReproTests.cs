using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Journal;

/// <summary>A piece of a journal as a test: what the command asks for, and what it leaves behind.</summary>
public sealed class ReproTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-repro-").FullName;

    [Fact]
    public async Task A_simulated_journal_is_kept_and_a_piece_of_it_becomes_a_test()
    {
        string state = Path.Combine(folder, "state");
        Run sim = await Cli.In("sim", "--seed", "3", "--steps", "300", "--journal", state);
        Assert.Equal(0, sim.Code);
        Assert.Contains($"truefill repro --state-dir {state} --from 1 --to ", sim.Error, StringComparison.Ordinal);
        Run verify = await Cli.In("journal", "verify", "--redecide", "--state-dir", state);
        Assert.Equal(0, verify.Code);

        Run repro = await Cli.In("repro", "--state-dir", state, "--from", "100", "--to", "200", "-o", "json");
        Assert.Equal(0, repro.Code);
        JsonElement made = JsonDocument.Parse(repro.Out).RootElement;
        Assert.False(made.GetProperty("fails").GetBoolean());
        Assert.Contains("class Journal_100_to_200", made.GetProperty("source").GetString(), StringComparison.Ordinal);

        string file = Path.Combine(folder, "Test.cs");
        string[] toFile = ["repro", "--state-dir", state, "--from", "100", "--to", "200", "--file", file];
        Run first = await Cli.In(toFile);
        Assert.Equal((0, ""), (first.Code, first.Out));
        Assert.Equal(made.GetProperty("source").GetString(), await File.ReadAllTextAsync(file));
        Run again = await Cli.In(toFile);
        Assert.Equal(1, again.Code);
        Assert.Contains("the file exists, and nothing was done", again.Error, StringComparison.Ordinal);

        Run nowhere = await Cli.In([.. toFile[..^1], Path.Combine(folder, "missing", "Test.cs")]);
        Assert.Equal(1, nowhere.Code);
        Assert.Contains("the file could not be written", nowhere.Error, StringComparison.Ordinal);

        Run beyond = await Cli.In("repro", "--state-dir", state, "--from", "1", "--to", "999999");
        Assert.Equal(3, beyond.Code);
        Assert.Contains("there is no sequence 999999: the journal ends at ", beyond.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Cli.In("repro", "--state-dir", state, "--from", "9", "--to", "8")).Code);
        Assert.Equal(2, (await Cli.In("sim", "--whole", "--journal", Path.Combine(folder, "other"))).Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
