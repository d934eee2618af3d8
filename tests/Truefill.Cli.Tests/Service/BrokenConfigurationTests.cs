using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Service;

/// <summary>What the command line still does where the configuration does not check.</summary>
public sealed class BrokenConfigurationTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private readonly string root = Directory.CreateTempSubdirectory("tf-").FullName;

    [Fact]
    public async Task A_kill_switch_is_engaged_and_what_is_wrong_is_a_warning()
    {
        Configure($"state_dir: {fixture.StateDirectory}\nriks: {{}}\nmode: lvie\n");
        Run run = await Run("--by", "ann", "kill-switch", "engage", "--scope", "symbol", "--target", "X", "--reason", "r");
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("warning: config/execution.yaml:2:1: unknown key 'riks'", run.Error);
        Assert.Contains("warning: config/execution.yaml:3:7: 'lvie' is not one of", run.Error);
    }

    [Fact]
    public async Task A_state_directory_that_is_named_needs_no_configuration()
    {
        Configure("riks: {}\nstate_dir: [nowhere]\n");
        Run run = await Run("--state-dir", fixture.StateDirectory, "checkpoint");
        Assert.True(run.Code == 0, run.Error);
        Assert.DoesNotContain("warning", run.Error);
        Assert.Equal(0, (await Run("--state-dir", fixture.StateDirectory, "status")).Code);
        Assert.Equal(0, (await Run("--state-dir", fixture.StateDirectory, "snapshot", "--at", "1")).Code);
    }

    [Theory]
    [InlineData("state_dir: [a, b]\n", "--state-dir DIR")]
    [InlineData("mode: [paper\n", "--state-dir DIR")]
    [InlineData("state_dir: nothing-here\nurls: { a: b }\n", "--endpoint URL")]
    public async Task Where_it_does_not_say_what_to_talk_to_the_option_that_does_is_named(string yaml, string option)
    {
        Configure(yaml);
        Run run = await Run("status");
        Assert.Equal(5, run.Code);
        Assert.Contains($"say it on the command line with {option}", run.Error);
    }

    [Fact]
    public async Task The_environment_names_the_endpoint_and_a_directory_on_the_command_line_goes_before_it()
    {
        Dictionary<string, string> variables = new() { ["TRUEFILL_ENDPOINT"] = fixture.Url };
        Run run = await Cli.In(["-o", "json", "status"], variables: variables, directory: root);
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal("running", JsonDocument.Parse(run.Out).RootElement.Text("state"));
        variables["TRUEFILL_ENDPOINT"] = "http://127.0.0.1:1";
        Assert.Equal(4, (await Cli.In(["status"], variables: variables, directory: root)).Code);
        string[] named = ["--state-dir", fixture.StateDirectory, "status"];
        Assert.Equal(0, (await Cli.In(named, variables: variables, directory: root)).Code);
    }

    private void Configure(string yaml)
    {
        Directory.CreateDirectory(Path.Combine(root, "config"));
        File.WriteAllText(Path.Combine(root, "config", "execution.yaml"), yaml);
    }

    private Task<Run> Run(params string[] args) => Cli.In(args, directory: root);
}
