using System.Collections.Generic;

namespace Truefill.Server.Configuration.Reading;

/// <summary>A piece of configuration that knows where it came from.</summary>
internal abstract class ConfigNode(ConfigurationSource source)
{
    public ConfigurationSource Source { get; } = source;

    /// <summary>For "expected …, found …".</summary>
    public abstract string Kind { get; }
}

/// <summary>A value as written; what it means is up to the key that it stands under.</summary>
internal sealed class ScalarNode(string text, bool quoted, ConfigurationSource source) : ConfigNode(source)
{
    public string Text { get; } = text;

    /// <summary>The same where <c>true</c> or <c>false</c> is asked for.</summary>
    public string FlagText { get; init; } = text;

    /// <summary>Nothing, <c>~</c> or <c>null</c>: the key counts as not given.</summary>
    public bool IsNull { get; } = !quoted && text is ("" or "~" or "null" or "Null" or "NULL");

    public override string Kind => IsNull ? "nothing" : $"'{Text}'";
}

internal sealed class ListNode(ConfigurationSource source) : ConfigNode(source)
{
    public List<ConfigNode> Items { get; } = [];

    public override string Kind => "a list";
}

internal sealed class MapNode(ConfigurationSource source) : ConfigNode(source)
{
    public List<MapEntry> Entries { get; } = [];

    public override string Kind => "a section with keys";

    public ConfigNode? Find(string key) => Entries.Find(entry => entry.Key == key)?.Value;
}

internal sealed class MapEntry(string key, ConfigurationSource source, ConfigNode value)
{
    public string Key { get; } = key;

    public ConfigurationSource Source { get; } = source;

    public ConfigNode Value { get; } = value;
}
