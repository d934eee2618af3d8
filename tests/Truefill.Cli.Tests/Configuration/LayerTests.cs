using System;
using System.IO;
using System.Linq;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Cli.Tests.Configuration;

public class LayerTests
{
    private const string File1 = "mode: simulation\nrisk:\n  max_order_qty: 1\n  max_position: 2\n";

    [Fact]
    public void A_later_layer_overrides_value_by_value()
    {
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = File1,
            File = "a.yaml",
            Environment = new System.Collections.Generic.Dictionary<string, string>
            {
                ["TRUEFILL_RISK__MAX_ORDER_QTY"] = "10",
                ["TRUEFILL_RISK__MAX_OPEN_ORDERS"] = "30",
            },
            Sets = ["risk.max_open_orders=31"],
            Overrides = [("--state-dir", "state_dir", "elsewhere")],
        });
        Assert.Equal(("10", "env TRUEFILL_RISK__MAX_ORDER_QTY"), Shown(result, "risk.max_order_qty"));
        Assert.Equal(("2", "a.yaml:4"), Shown(result, "risk.max_position"));
        Assert.Equal(("31", "--set risk.max_open_orders"), Shown(result, "risk.max_open_orders"));
        Assert.Equal(("elsewhere", "--state-dir"), Shown(result, "state_dir"));
        Assert.Equal(("sync", "default"), Shown(result, "durability"));
        Assert.Equal((null, "default"), Shown(result, "risk.max_daily_loss"));
    }

    [Fact]
    public void Lists_are_reached_by_index_and_by_id()
    {
        const string Yaml = "mode: paper\nvenues:\n  - { id: A, type: simulated }\n  - { id: B, type: simulated }\n";
        ConfigurationResult result = Load.Environment(
            Yaml,
            ("TRUEFILL_VENUES__0__SEED", "7"),
            ("TRUEFILL_VENUES__B__SEED", "8"),
            ("TRUEFILL_ACCOUNTS__0__ID", "ACC1"));
        Assert.Equal((7, 8), (result.Options!.Venues[0].Simulated!.Seed, result.Options.Venues[1].Simulated!.Seed));
        Assert.Equal("ACC1", result.Options.Accounts[0].Id);
        Assert.Equal(9, Load.Good(Yaml, "venues.B.seed=9").Venues[1].Simulated!.Seed);
    }

    [Fact]
    public void A_list_of_more_than_ten_items_grows_by_the_number_of_each()
    {
        ConfigurationResult result = Load.Environment(
            "", [.. Enumerable.Range(0, 12).Select(i => ($"TRUEFILL_ACCOUNTS__{i}__ID", $"ACC{i}"))]);
        Assert.Empty(result.Errors);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"ACC{i}"), result.Options!.Accounts.Select(each => each.Id));
    }

    [Fact]
    public void The_environment_names_the_file_unless_somebody_says_another_or_none()
    {
        string directory = Directory.CreateTempSubdirectory("truefill-").FullName;
        File.WriteAllText(Path.Combine(directory, "env.yaml"), "state_dir: by-environment\n");
        File.WriteAllText(Path.Combine(directory, "said.yaml"), "state_dir: as-said\n");
        ConfigurationRequest request = new()
        {
            WorkingDirectory = directory,
            Environment = new System.Collections.Generic.Dictionary<string, string> { ["TRUEFILL_CONFIG"] = "env.yaml" },
        };
        Assert.Equal(("by-environment", "env.yaml:1"), Shown(ConfigurationLoader.Load(request), "state_dir"));
        Assert.Equal(
            ("as-said", "said.yaml:1"), Shown(ConfigurationLoader.Load(request with { File = "said.yaml" }), "state_dir"));
        Assert.Null(ConfigurationLoader.Load(request with { IgnoresDefaultFile = true }).File);
        File.Delete(Path.Combine(directory, "env.yaml"));
        Assert.StartsWith(
            "env.yaml: cannot be read", Assert.Single(ConfigurationLoader.Load(request).Errors).ToString());
    }

    [Fact]
    public void Names_that_the_user_chose_keep_their_case()
    {
        Assert.Equal(Overlay.FreeNames, ConfigurationReference.Keys()
            .Where(key => key.Path.Contains('<', StringComparison.Ordinal))
            .Select(key => key.Path[..key.Path.IndexOf('.', StringComparison.Ordinal)])
            .Distinct());
        Assert.Equal("USD", Assert.Single(Load.Environment("", ("TRUEFILL_FX__USDTWD", "32")).Options!.Fx).Base.ToString());
    }

    [Fact]
    public void A_whole_list_fits_in_one_value() =>
        Assert.Equal(["IBM", "X"], Load.Good("", "risk.restricted=[IBM, X]").Risk!.Restricted);

    [Theory]
    [InlineData("TRUEFILL_RISKS__MAX_ORDER_QTY", "env TRUEFILL_RISKS__MAX_ORDER_QTY: unknown key 'risks'; did you mean 'risk'?")]
    [InlineData("TRUEFILL_MOED", "env TRUEFILL_MOED: unknown key 'moed'; did you mean 'mode'?")]
    [InlineData("TRUEFILL_RISK__", "env TRUEFILL_RISK__: TRUEFILL_RISK__ has an empty step; write it as TRUEFILL_SECTION__KEY")]
    [InlineData("TRUEFILL_ACCOUNTS__3__ID", "env TRUEFILL_ACCOUNTS__3__ID: 'ACCOUNTS' has no item '3'; the next new one is 0")]
    [InlineData("TRUEFILL_MODE__X", "env TRUEFILL_MODE__X: 'MODE' is a value, it has no key 'X'")]
    public void A_wrong_variable_is_named(string name, string expected) =>
        Assert.Equal(expected, Assert.Single(Load.Environment("mode: simulation", (name, "1")).Errors).ToString());

    [Theory]
    [InlineData("TRUEFILL_TOKEN")]
    [InlineData("TRUEFILL_PORT_8080_TCP")]
    [InlineData("TRUEFILL_SERVICE_HOST")]
    [InlineData("PATH")]
    public void Other_variables_are_left_alone(string name) => Assert.Empty(Load.Environment("", (name, "1")).Errors);

    [Theory]
    [InlineData("mode")]
    [InlineData("=1")]
    [InlineData("a..b=1")]
    public void A_malformed_set_is_an_error(string set) =>
        Assert.Contains("is not of the form key.key=value", Load.Error("", set), StringComparison.Ordinal);

    [Theory]
    [InlineData("hooks..signing_key=s3cret", "'hooks..signing_key='")]
    [InlineData("=s3cret", "'='")]
    [InlineData("hooks.H.signing_key: s3cret", "'hooks.H.signing_key:'")]
    public void A_malformed_set_is_shown_as_far_as_its_key(string set, string shown) => Assert.Equal(
        $"--set: {shown} is not of the form key.key=value", Load.Error("hooks: [ { id: H, url: 'http://h' } ]", set));

    [Fact]
    public void The_default_file_is_read_where_it_exists()
    {
        string directory = Directory.CreateTempSubdirectory("truefill-").FullName;
        Assert.Null(ConfigurationLoader.Load(new ConfigurationRequest { WorkingDirectory = directory }).File);
        Directory.CreateDirectory(Path.Combine(directory, "config"));
        File.WriteAllText(Path.Combine(directory, ConfigurationRequest.DefaultFile), "\uFEFFmode: paper\n");
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest { WorkingDirectory = directory });
        Assert.Equal(("paper", "config/execution.yaml:1"), Shown(result, "mode"));
    }

    [Fact]
    public void A_named_file_must_be_there_and_be_text()
    {
        string directory = Directory.CreateTempSubdirectory("truefill-").FullName;
        var request = new ConfigurationRequest { WorkingDirectory = directory, File = "x.yaml" };
        Assert.StartsWith("x.yaml: cannot be read", Assert.Single(ConfigurationLoader.Load(request).Errors).ToString());
        File.WriteAllBytes(Path.Combine(directory, "x.yaml"), [0x6d, 0xff, 0xfe]);
        Assert.Equal("x.yaml: is not UTF-8 text", Assert.Single(ConfigurationLoader.Load(request).Errors).ToString());
    }

    private static (string? Text, string Source) Shown(ConfigurationResult result, string path) =>
        (Load.Value(result, path).Text, Load.Value(result, path).Source.ToString());
}
