using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Tests.Frame;

/// <summary>Every command typed with less than it needs.</summary>
public class BareCommandTests
{
    // They run by themselves: a service, and measurements and simulations of many seconds.
    private static readonly string[] Long = ["serve", "sim", "bench"];

    [Fact]
    public async Task No_command_without_arguments_breaks_the_program()
    {
        string directory = Directory.CreateTempSubdirectory("truefill-").FullName;
        string state = Path.Combine(directory, "state");
        Truefill.Journal.StateDirectory.Init(state, "test", Guid.NewGuid());
        foreach (string[] path in Catalogue.Commands.SelectMany(spec => Paths(spec, [])))
        {
            if (Long.Contains(path[0])) continue;
            string[] line = [.. path, "--state-dir", state, "--set", "urls=http://127.0.0.1:1", "--timeout", "1"];
            Run run = await Cli.In(line, directory: directory);
            Assert.True(run.Code is >= 0 and <= 9, $"{string.Join(' ', path)}: {run.Code} {run.Error}");
            Assert.DoesNotContain("   at Truefill", run.Error);
        }
    }

    [Theory]
    [InlineData("deadletters show", "error: ID is missing\n")]
    [InlineData("deadletters edit --file -", "error: ID is missing\n")]
    [InlineData("deadletters replay", "error: ID is missing\n")]
    [InlineData("deadletters close --reason r", "error: ID is missing\n")]
    [InlineData("marks set IBM", "error: PX is missing\n")]
    [InlineData("marks set", "error: SYMBOL and PX are missing\n")]
    [InlineData("orders show", "error: ID is missing\n")]
    [InlineData("inject --reason r", "error: EXECUTION.json is missing\n")]
    [InlineData("dry-run", "error: FILE is missing\n")]
    public async Task An_argument_that_is_missing_is_named(string line, string error)
    {
        Run run = await Cli.In(line.Split(' '));
        Assert.Equal(2, run.Code);
        Assert.StartsWith(error, run.Error);
        Assert.Contains("--help", run.Error);
    }

    [Fact]
    public async Task What_a_command_cannot_do_without_is_a_usage_error_wherever_it_is_left_out()
    {
        foreach (string[] path in Catalogue.Commands.SelectMany(spec => Paths(spec, [])))
        {
            string help = (await Cli.In([.. path, "--help"])).Out;
            string? usage = help.Split('\n')
                .FirstOrDefault(each => each.StartsWith("  truefill ", StringComparison.Ordinal));
            if (usage is null || help.Contains("(planned)", StringComparison.Ordinal)) continue;
            bool needs = help.Contains("(REQUIRED)", StringComparison.Ordinal)
                || usage.Contains(" <", StringComparison.Ordinal);
            if (!needs) continue;
            Assert.DoesNotContain("[<", usage.Replace("[<FAULT=P>...]", "", StringComparison.Ordinal));
            Run run = await Cli.In(path);
            if (run.Error.StartsWith("planned:", StringComparison.Ordinal)) continue;
            Assert.Equal((string.Join(' ', path), 2), (string.Join(' ', path), run.Code));
        }
    }

    private static IEnumerable<string[]> Paths(CommandSpec spec, string[] above) => spec is CommandGroup group
        ? group.Children.SelectMany(child => Paths(child, [.. above, spec.Name]))
        : [[.. above, spec.Name]];
}
