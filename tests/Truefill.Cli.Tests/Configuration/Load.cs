using System.Collections.Generic;
using System.Linq;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;

namespace Truefill.Cli.Tests.Configuration;

/// <summary>Short ways to load.</summary>
internal static class Load
{
    public static ConfigurationResult Yaml(string yaml, params string[] sets) =>
        ConfigurationLoader.Load(new ConfigurationRequest { Yaml = yaml, File = "a.yaml", Sets = sets });

    public static ConfigurationResult Environment(string yaml, params (string Name, string Value)[] variables) =>
        ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = yaml,
            File = "a.yaml",
            Environment = variables.ToDictionary(v => v.Name, v => v.Value),
        });

    public static TruefillOptions Good(string yaml, params string[] sets)
    {
        ConfigurationResult result = Yaml(yaml, sets);
        Assert.True(result.Options is not null, string.Join('\n', result.Errors));
        return result.Options;
    }

    /// <summary>The only error there is, as people read it.</summary>
    public static string Error(string yaml, params string[] sets) => Assert.Single(Yaml(yaml, sets).Errors).ToString();

    public static IReadOnlyList<string> Errors(string yaml) => [.. Yaml(yaml).Errors.Select(error => error.ToString())];

    public static ConfigurationValue Value(ConfigurationResult result, string path) =>
        Assert.Single(result.Values, value => value.Path == path);
}
