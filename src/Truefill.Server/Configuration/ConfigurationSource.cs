namespace Truefill.Server.Configuration;

/// <summary>Where a value came from; a later layer overrides an earlier one.</summary>
public enum ConfigurationLayer
{
    Default,
    File,
    Environment,
    CommandLine,
}

/// <summary>The place of one value: the default, a file's line, an environment variable, an option.</summary>
/// <param name="Name">The file, the variable, or the option as typed; empty for defaults.</param>
/// <param name="Line">From 1; zero outside files.</param>
public readonly record struct ConfigurationSource(ConfigurationLayer Layer, string Name, int Line = 0, int Column = 0)
{
    public static ConfigurationSource Default { get; } = new(ConfigurationLayer.Default, "");

    /// <summary>With the column, as editors and terminals link it.</summary>
    public string Exact => Layer == ConfigurationLayer.File && Line > 0 ? $"{Name}:{Line}:{Column}" : ToString();

    public override string ToString() => Layer switch
    {
        ConfigurationLayer.Default => "default",
        ConfigurationLayer.File => Line > 0 ? $"{Name}:{Line}" : Name,
        ConfigurationLayer.Environment => $"env {Name}",
        ConfigurationLayer.CommandLine => Name,
    };
}
