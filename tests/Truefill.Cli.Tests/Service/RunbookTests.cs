using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Inputs;

namespace Truefill.Cli.Tests.Service;

/// <summary>The commands that a runbook gives do what its step says.</summary>
public sealed partial class RunbookTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task The_first_command_of_trading_held_ends_a_hold_of_the_engine_as_a_whole()
    {
        await fixture.Service.Host.AskAsync(new Input
        {
            Kind = InputKind.HoldTrading,
            Body = new HoldTrading("", "ann", "a test"),
            Source = "test",
        });
        Assert.NotNull(fixture.Service.Held);
        string page = await File.ReadAllTextAsync(Checkout.PathOf("docs/runbooks/trading-held.md"));
        string[] commands = [.. Command().Matches(page).Select(match => match.Groups[1].Value)];
        Run run = await Cli.In(["--state-dir", fixture.StateDirectory, .. commands[0].Split(' ')]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Null(fixture.Service.Held);
        Assert.Contains(commands, command => command.Contains("--venue V", StringComparison.Ordinal));
    }

    [GeneratedRegex("`truefill (trading resume [^`]*)`")]
    private static partial Regex Command();
}
