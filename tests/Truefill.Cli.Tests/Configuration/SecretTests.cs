using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;

namespace Truefill.Cli.Tests.Configuration;

public class SecretTests
{
    private static readonly string[] Hidden = ["hunter2", "swordfish", "xyzzy", "plugh"];

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task No_form_of_config_show_shows_a_secret(string form)
    {
        string directory = Directory.CreateTempSubdirectory("truefill-").FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "c.yaml"), ConfigurationModelTests.Full);
        Run run = await Cli.In(["config", "show", "--config", "c.yaml", "-o", form], directory: directory);
        Assert.Equal(0, run.Code);
        Assert.Contains("redis://***@127.0.0.1:6379", run.Out, StringComparison.Ordinal);
        foreach (string secret in Hidden) Assert.DoesNotContain(secret, run.Out + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis://user:p%40ss%2Fsesame@h:6379/0", "redis://***@h:6379")]
    [InlineData("redis://:sesame%25@h", "redis://***@h")]
    [InlineData("rediss://h:6379/?password=sesame", "rediss://h:6379")]
    [InlineData("redis://h:6379/sesame", "redis://h:6379")]
    public void An_address_is_shown_as_far_as_its_port(string url, string shown)
    {
        ConfigurationResult result = Load.Yaml($"streams: {{ redis: {{ url: '{url}' }} }}");
        Assert.Equal(shown, Load.Value(result, "streams.redis.url").Text);
        Assert.Equal(url, result.Options!.Streams.Redis!.Url!.Reveal());
    }

    [Fact]
    public void The_options_print_without_their_secrets()
    {
        TruefillOptions options = Load.Good(ConfigurationModelTests.Full);
        string printed = options + string.Concat(options.Venues) + options.Streams + options.Recorder
            + string.Concat(options.Notifications);
        foreach (string secret in Hidden) Assert.DoesNotContain(secret, printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_may_live_in_the_environment_or_in_a_file()
    {
        string directory = Directory.CreateTempSubdirectory("truefill-").FullName;
        File.WriteAllText(Path.Combine(directory, "pg"), "Host=x\n");
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            WorkingDirectory = directory,
            Yaml = "recorder: { postgres: { connection: 'secret://file/pg' }, clickhouse: { url: 'secret://env/CH' } }",
            Environment = new System.Collections.Generic.Dictionary<string, string> { ["CH"] = "http://a:b@c" },
        });
        Assert.Equal("Host=x", result.Options!.Recorder.Postgres!.Connection!.Reveal());
        Assert.Equal("http://a:b@c", result.Options.Recorder.ClickHouse!.Url!.Reveal());
        Assert.Equal("secret://env/CH", Load.Value(result, "recorder.clickhouse.url").Text);
    }

    [Theory]
    [InlineData("secret://env/NOT_THERE", "the environment has no NOT_THERE")]
    [InlineData("secret://file/not-there", "cannot be read")]
    [InlineData("secret://vault/x", "is neither")]
    public void A_secret_that_is_not_there_is_an_error(string text, string expected) => Assert.Contains(
        expected, Load.Error($"recorder: {{ postgres: {{ connection: '{text}' }} }}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("password: ''", "is empty")]
    [InlineData("password: secret://file/empty", "is empty: there is nothing in secret://file/empty")]
    [InlineData("password: secret://env/EMPTY", "is empty: there is nothing in secret://env/EMPTY")]
    public void An_empty_secret_is_an_error_that_names_the_key(string key, string expected)
    {
        string directory = Directory.CreateTempSubdirectory("truefill-").FullName;
        File.WriteAllText(Path.Combine(directory, "empty"), "\n");
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            WorkingDirectory = directory,
            Yaml = $"fix_gateway: {{ port: 1, sessions: [ {{ sender_comp_id: A, target_comp_id: B, {key} }} ] }}",
            Environment = new System.Collections.Generic.Dictionary<string, string> { ["EMPTY"] = "" },
        });
        Assert.Equal(
            "the secret 'fix_gateway.sessions.0.password' " + expected, Assert.Single(result.Errors).Message);
    }

    [Fact]
    public void A_variable_or_an_option_that_was_to_hold_a_secret_and_is_empty_does_not_take_it_away()
    {
        const string Yaml = "hooks: [ { id: H, url: 'http://h', signing_key: k } ]";
        Assert.Contains(
            "the secret 'hooks.0.signing_key' is empty", Load.Error(Yaml, "hooks.H.signing_key="),
            StringComparison.Ordinal);
        Assert.Contains(
            "the secret 'hooks.0.signing_key' is empty",
            Assert.Single(Load.Environment(Yaml, ("TRUEFILL_HOOKS__H__SIGNING_KEY", "")).Errors).Message,
            StringComparison.Ordinal);
        Assert.Null(Load.Good(Yaml, "hooks.H.signing_key=null").Hooks[0].SigningKey);
        Assert.Null(Load.Good(Yaml.Replace(": k", ":", StringComparison.Ordinal)).Hooks[0].SigningKey);
    }

    [Fact]
    public void Keys_with_secret_names_are_secrets()
    {
        string[] names = ["password", "token", "secret", "connection"];
        var plain = ConfigurationReference.Keys()
            .Where(key => names.Contains(key.Path.Split('.')[^1]) && !key.Type.Contains("secret", StringComparison.Ordinal));
        Assert.Empty(plain);
    }
}
