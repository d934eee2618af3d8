using System;
using System.Collections.Generic;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Truefill.Fix;

/// <summary>
/// What is known of the fields and messages of one version: names, types, listed values, required fields, groups.
/// Immutable, shared by threads. <see cref="For"/> gives the standard; <see cref="With"/> adds or replaces lines for a
/// counterparty's dialect.
/// </summary>
public sealed class FixDictionary
{
    private static readonly FixDictionary?[] Standards = new FixDictionary?[8];
    private static readonly Dictionary<int, string> TagNames = ReadTagNames();

    private readonly string text;
    private readonly Dictionary<int, string> names = [];
    private readonly Dictionary<string, FixMessageRule> messages = new(StringComparer.Ordinal);

    // One entry per short MsgType: a single ASCII character. Longer ones go through the list.
    private readonly FixMessageRule?[] shortMessages = new FixMessageRule?[128];
    private readonly FixMessageRule[] longMessages;

    private FixDictionary(FixVersion version, string text, FixGroupDefinition[] groups)
    {
        Version = version;
        this.text = text;
        Groups = groups;
        FixDescriptionReader.Read(text, version, AddField, AddMessage);
        foreach (var group in groups) RuleAt(group.CountTag).Group = group;
        var longer = new List<FixMessageRule>();
        foreach (var (type, rule) in messages)
        {
            if (type.Length == 1) shortMessages[type[0]] = rule;
            else longer.Add(rule);
        }

        longMessages = [.. longer];
    }

    public FixVersion Version { get; }

    internal FixGroupDefinition[] Groups { get; }

    internal FixFieldRule?[] Rules { get; } = new FixFieldRule?[FixFieldIndex.DirectTags];

    /// <summary>Required of every message.</summary>
    internal FixMessageRule Any => shortMessages['*']!;

    /// <summary>The standard of a version.</summary>
    public static FixDictionary For(FixVersion version) =>
        Standards[(int)version] ??= new FixDictionary(
            version, FixMessageTypes.Standard + "\n" + FixDescription.Standard, FixGroups.All.ToArray());

    /// <summary>
    /// The same with more lines in the form that docs/fix.md describes. A line about a field or message already
    /// described replaces it.
    /// </summary>
    /// <exception cref="FormatException">A line is malformed: it comes from configuration, not from the
    /// wire.</exception>
    public FixDictionary With(string lines, params ReadOnlySpan<FixGroupDefinition> groups)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return new FixDictionary(Version, text + "\n" + lines, [.. Groups, .. groups]);
    }

    /// <summary>OrdStatus for 39; the bare number for a tag that has no name here.</summary>
    public string NameOf(int tag) =>
        names.TryGetValue(tag, out var name)
            || TagNames.TryGetValue(tag, out name) ? name : tag.ToString(CultureInfo.InvariantCulture);

    /// <summary>ExecutionReport for 8; the type itself when it is not known.</summary>
    public string NameOfMessage(ReadOnlySpan<byte> msgType) =>
        Find(msgType)?.Name ?? Encoding.Latin1.GetString(msgType);

    /// <summary>Whether the version lists the value for the field; true for a field without a list.</summary>
    public bool IsListed(int tag, ReadOnlySpan<byte> value) =>
        unchecked((uint)tag) >= FixFieldIndex.DirectTags || Rules[tag] is not { HasValues: true } rule
            || rule.Lists(value);

    internal FixMessageRule? Find(ReadOnlySpan<byte> msgType)
    {
        if (msgType.Length == 1) return msgType[0] < 128 && msgType[0] != '*' ? shortMessages[msgType[0]] : null;
        foreach (var rule in longMessages)
            if (msgType.SequenceEqual(rule.MsgType)) return rule;
        return null;
    }

    private FixFieldRule RuleAt(int tag)
    {
        if (tag is < 1 or >= FixFieldIndex.DirectTags)
            throw new FormatException($"tag {tag} is outside 1 to {FixFieldIndex.DirectTags - 1}");
        return Rules[tag] ??= new FixFieldRule();
    }

    private void AddField(int tag, string name, FixFieldRule rule)
    {
        RuleAt(tag);
        Rules[tag] = rule;
        names[tag] = name;
    }

    private void AddMessage(FixMessageRule rule) => messages[Encoding.ASCII.GetString(rule.MsgType)] = rule;

    private static Dictionary<int, string> ReadTagNames()
    {
        var found = new Dictionary<int, string>();
        foreach (var field in typeof(Tags).GetFields(BindingFlags.Public | BindingFlags.Static))
            if (field.GetRawConstantValue() is int tag) found[tag] = field.Name;
        return found;
    }
}
