using System;
using System.Globalization;
using System.Linq;

namespace Truefill.Server.Configuration.Reading;

/// <summary>Puts single values over the tree: <c>venues.0.host</c>, or <c>venues.FIX1.host</c> by id.</summary>
internal sealed class Overlay(MapNode root, ErrorList errors)
{
    /// <summary>Sections whose keys are names that the user chose, so an environment variable keeps their
    /// case.</summary>
    internal static readonly string[] FreeNames = ["calendars", "fx"];

    private static readonly string[] IdKeys = ["id", "symbol"];

    /// <param name="anyCase">Steps from the environment come in upper case and match any.</param>
    /// <param name="isHosts">
    /// Of a .NET host's configuration, which has JSON's true and false as "True" and "False".
    /// </param>
    public void Apply(
        string[] steps, string text, ConfigurationSource source, bool anyCase = false, bool isHosts = false)
    {
        ConfigNode value = text.StartsWith('[') || text.StartsWith('{')
            ? YamlTree.ParseValue(text, source, errors) ?? new ScalarNode("", quoted: false, source)
            : new ScalarNode(text, quoted: false, source) { FlagText = isHosts ? FlagOf(text) : text };
        string path = string.Join('.', steps);
        ConfigNode at = root;
        for (int i = 0; i < steps.Length; i++)
        {
            bool last = i == steps.Length - 1;
            bool free = i == 1 && FreeNames.Contains(steps[0], StringComparer.OrdinalIgnoreCase);
            string step = anyCase && !free && at is MapNode ? steps[i].ToLowerInvariant() : steps[i];
            Func<ConfigNode> make = () => last ? value : Container(steps[i + 1], source);
            ConfigNode? next = at switch
            {
                MapNode map => Enter(map, step, anyCase, last, make, source),
                ListNode list => Enter(list, step, last, make),
                _ => null,
            };
            if (next is null)
            {
                string there = string.Join('.', steps[..i]);
                errors.Add(path, at is ListNode { Items.Count: var count }
                    ? $"'{there}' has no item '{step}'; the next new one is {count}"
                    : $"'{there}' is a value, it has no key '{step}'", source);
                return;
            }

            at = next;
        }
    }

    private static string FlagOf(string text) => text switch
    {
        "True" => "true",
        "False" => "false",
        _ => text,
    };

    private static ConfigNode Container(string nextStep, ConfigurationSource source) =>
        char.IsAsciiDigit(nextStep[0]) ? new ListNode(source) : new MapNode(source);

    private static ConfigNode Enter(
        MapNode map, string step, bool anyCase, bool last, Func<ConfigNode> make, ConfigurationSource source)
    {
        StringComparison comparison = anyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        MapEntry? entry = map.Entries.Find(e => e.Key.Equals(step, comparison));
        if (entry is null)
        {
            entry = new MapEntry(step, source, make());
            map.Entries.Add(entry);
        }
        else if (last || entry.Value is ScalarNode { IsNull: true })
        {
            map.Entries[map.Entries.IndexOf(entry)] = entry = new MapEntry(entry.Key, source, make());
        }

        return entry.Value;
    }

    private static ConfigNode? Enter(ListNode list, string step, bool last, Func<ConfigNode> make)
    {
        int index = int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : list.Items.FindIndex(item => HasId(item, step));
        if (index < 0 || index > list.Items.Count) return null;
        if (index == list.Items.Count) list.Items.Add(make());
        else if (last || list.Items[index] is ScalarNode { IsNull: true }) list.Items[index] = make();
        return list.Items[index];
    }

    private static bool HasId(ConfigNode item, string id) => item is MapNode map && IdKeys.Any(key =>
        map.Find(key) is ScalarNode { Text: var text } && text.Equals(id, StringComparison.OrdinalIgnoreCase));
}
