using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Tests.Frame;

/// <summary>The help as people see it. TRUEFILL_UPDATE_DOCS=1 writes the expected texts from the program.</summary>
public class HelpTests
{
    [Theory]
    [InlineData("root.txt", "--help")]
    [InlineData("orders-submit.txt", "orders submit --help")]
    [InlineData("config.txt", "config --help")]
    public async Task Help_reads_as_expected(string file, string line)
    {
        // Which commands are planned changes with each handler; the texts do not.
        Run run = await Cli.In(line.Split(' '));
        string help = run.Out.Replace(" (planned)", "", StringComparison.Ordinal);
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", "help", file);
        if (Environment.GetEnvironmentVariable("TRUEFILL_UPDATE_DOCS") == "1")
        {
            string source = Path.Combine(Checkout.Root, "tests", "Truefill.Cli.Tests", "Golden", "help", file);
            Directory.CreateDirectory(Path.GetDirectoryName(source)!);
            await File.WriteAllTextAsync(source, help);
            return;
        }

        Assert.Equal(await File.ReadAllTextAsync(path), help);
    }

    [Fact]
    public async Task A_command_without_a_handler_is_marked_as_planned_and_one_with_is_not()
    {
        string help = (await Cli.In("--help")).Out;
        Assert.Matches(@"(?m)^  router .*\(planned\)$", help);
        Assert.DoesNotMatch(@"(?m)^  version .*\(planned\)$", help);
    }

    [Fact]
    public async Task Every_command_has_help_or_says_that_it_is_planned()
    {
        foreach (string[] path in Catalogue.Commands.Where(spec => !spec.IsHidden).SelectMany(spec => Paths(spec, [])))
        {
            Run run = await Cli.In([.. path, "--help"]);
            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.Matches($"(?m)^  truefill {Regex.Escape(string.Join(' ', path))}\\b", run.Out);
        }
    }

    private static IEnumerable<string[]> Paths(CommandSpec spec, string[] above) => spec is CommandGroup group
        ? group.Children.SelectMany(child => Paths(child, [.. above, spec.Name])).Prepend([.. above, spec.Name])
        : [[.. above, spec.Name]];
}
