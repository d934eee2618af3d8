using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Server.Configuration.Reading;

/// <summary>
/// A section while it is read. Reading a key states its type, default and meaning in one place, and from that come the
/// value, the errors, the list of known keys and the reference.
/// </summary>
internal sealed class Section
{
    private readonly Reader reader;
    private readonly MapNode? map;
    private readonly ConfigurationSource source;
    private readonly List<string> known = [];
    private string? variant;

    private Section(Reader reader, string path, ConfigNode? node, ConfigurationSource source)
    {
        (this.reader, Path, map, this.source) = (reader, path, node as MapNode, source);
        reader.Place(path, source);
        if (node is not (null or MapNode or ScalarNode { IsNull: true }))
            reader.Errors.Add(path, $"expected a section with keys, found {node.Kind}", node.Source);
    }

    public string Path { get; }

    /// <summary>The reference is being made: every variant of a section is to be read.</summary>
    public bool IsDescribing => reader.Descriptions is not null;

    public static T ReadRoot<T>(Reader reader, ConfigNode? root, ConfigurationSource source, Func<Section, T> read) =>
        ReadSection(reader, "", root, source, read);

    /// <summary>A value with a default.</summary>
    public T Get<T>(string key, ValueType<T> type, T fallback, string meaning)
    {
        Declare(key, type.Name, type.Show(fallback), meaning);
        if (Read(key, type, out T value, out bool wrong)) return value;
        if (!wrong) Record(key, type.Show(fallback), Find(key)?.Source ?? ConfigurationSource.Default);
        return fallback;
    }

    /// <summary>A value that must be there; <paramref name="stand"/> stands in for the rest of the reading.</summary>
    public T Require<T>(string key, ValueType<T> type, T stand, string meaning)
    {
        Declare(key, type.Name, null, meaning + " Required.");
        if (Read(key, type, out T value, out bool wrong)) return value;
        if (!wrong && !IsDescribing)
            reader.Errors.Add(PathOf(key), $"the key '{key}' is missing", Find(key)?.Source ?? source);
        return stand;
    }

    public T? Optional<T>(string key, ValueType<T> type, string meaning)
        where T : struct =>
        ReadOptional(key, type, meaning, out T value) ? value : null;

    public string? OptionalText(string key, ValueType<string> type, string meaning) =>
        ReadOptional(key, type, meaning, out string value) ? value : null;

    /// <summary>A value that is never shown. The type checks it after <c>secret://</c> was followed.</summary>
    public Secret? OptionalSecret(string key, string meaning, ValueType<Uri>? url = null)
    {
        Declare(key, url is null ? "secret" : $"{url.Name}, secret", null, meaning);
        if (Find(key) is not { } node || IsNoSecret(node)) return RecordNone(key);
        if (node is not ScalarNode { Text: var text }) return WrongKind(key, url?.Name ?? "text", node);
        if (reader.ResolveSecret(PathOf(key), text, node.Source) is not { } value) return null;
        string shown = Reader.IsReference(text) ? text : Secret.Redacted;
        if (url is not null)
        {
            if (url.Parse(value, out Uri uri) is { } problem)
            {
                // The value stays unsaid: it may carry a password.
                reader.Errors.Add(PathOf(key), $"the value of '{key}' {problem}", node.Source);
                return null;
            }

            if (!Reader.IsReference(text)) shown = url.Show(uri);
        }

        reader.Values.Add(new ConfigurationValue(PathOf(key), shown, node.Source, IsSecret: true));
        reader.Place(PathOf(key), node.Source);
        reader.SecretTexts.Add((PathOf(key), value));
        return new Secret(value, shown);
    }

    /// <summary>A list of values; one value alone counts as a list of one.</summary>
    public IReadOnlyList<T> List<T>(string key, ValueType<T> type, IReadOnlyList<T> fallback, string meaning)
    {
        string shown = $"[{string.Join(", ", fallback.Select(type.Show))}]";
        Declare(key, $"list of {type.Name}", shown, meaning);
        ConfigNode? node = Find(key);
        if (node is null or ScalarNode { IsNull: true })
        {
            Record(key, shown, node?.Source ?? ConfigurationSource.Default);
            return fallback;
        }

        List<ConfigNode> items = node is ListNode list ? list.Items : [node];
        var values = new List<T>();
        foreach (ConfigNode item in items)
        {
            if (Parse(PathOf(key), type, item, out T value)) values.Add(value);
        }

        if (values.Count == items.Count)
            Record(key, $"[{string.Join(", ", values.Select(type.Show))}]", node.Source);
        return values;
    }

    /// <summary>A section with defaults of its own: read even when it is not written.</summary>
    public T Child<T>(string key, Func<Section, T> read)
    {
        known.Add(key);
        return ReadSection(reader, PathOf(key), Find(key), Find(key)?.Source ?? source, read);
    }

    /// <summary>Keys beside the others that only one type of section has; the reference says which.</summary>
    public T Variant<T>(string name, Func<Section, T> read)
    {
        variant = name;
        T result = read(this);
        variant = null;
        return result;
    }

    /// <summary>A section that is off when it is not written.</summary>
    public T? OptionalChild<T>(string key, Func<Section, T> read)
        where T : class
    {
        known.Add(key);
        ConfigNode? node = Find(key);
        return node is null or ScalarNode { IsNull: true } && !IsDescribing
            ? null
            : ReadSection(reader, PathOf(key), node, node?.Source ?? source, read);
    }

    /// <summary>A list of sections; null when the key is not there.</summary>
    public IReadOnlyList<T>? Items<T>(string key, Func<Section, T> read)
    {
        known.Add(key);
        if (IsDescribing) return [ReadSection(reader, PathOf(key) + "[]", null, source, read)];
        ConfigNode? node = Find(key);
        if (node is null or ScalarNode { IsNull: true }) return null;
        reader.Place(PathOf(key), node.Source);
        if (node is ListNode list)
            return [.. list.Items.Select((item, i) =>
                ReadSection(reader, $"{PathOf(key)}.{i}", Filled(item), item.Source, read))];
        reader.Errors.Add(PathOf(key), $"expected a list, found {node.Kind}", node.Source,
            $"write '{key}: [ {{ … }} ]'");
        return [];
    }

    /// <summary>A section whose keys are names that the user chose.</summary>
    public IReadOnlyList<T> Names<T>(string key, string placeholder, Func<Section, string, T> read)
    {
        known.Add(key);
        if (IsDescribing)
            return [ReadSection(reader, $"{PathOf(key)}.{placeholder}", null, source, s => read(s, placeholder))];
        return Child(key, section => (IReadOnlyList<T>)[.. section.OwnNames().Select(name =>
            section.ReadNamed(name, read))]);
    }

    private T ReadNamed<T>(string name, Func<Section, string, T> read)
    {
        ConfigNode node = Find(name)!;
        return ReadSection(reader, PathOf(name), Filled(node), node.Source, s => read(s, name));
    }

    /// <summary>The keys as written, each counted as known: their values are read by <see cref="Require"/>.</summary>
    public IReadOnlyList<string> OwnNames()
    {
        string[] names = [.. map?.Entries.Select(entry => entry.Key) ?? []];
        known.AddRange(names);
        return names;
    }

    /// <summary>Keys from elsewhere; what is written here goes before them.</summary>
    public void Fill(MapNode from)
    {
        if (map is null) return;
        foreach (MapEntry entry in from.Entries)
            if (map.Find(entry.Key) is null) map.Entries.Add(entry);
    }

    /// <summary>Sections of a list from elsewhere: one that is written here under the same name keeps what is
    /// written.</summary>
    public void FillItems(string key, string name, IReadOnlyList<MapNode> from)
    {
        if (map is null || Find(key) is not (null or ListNode or ScalarNode { IsNull: true })) return;
        if (Find(key) is not ListNode list)
        {
            list = new ListNode(source);
            map.Entries.RemoveAll(entry => entry.Key == key);
            map.Entries.Add(new MapEntry(key, source, list));
        }

        foreach (MapNode each in from)
        {
            string? own = TextOf(each.Find(name));
            MapNode? here = list.Items.OfType<MapNode>().FirstOrDefault(item => TextOf(item.Find(name)) == own);
            if (here is null) list.Items.Add(each);
            else here.Entries.AddRange(each.Entries.Where(entry => here.Find(entry.Key) is null).ToArray());
        }
    }

    /// <summary>The text as written; null when it is not there or no text.</summary>
    public string? Written(string key) => TextOf(Find(key));

    /// <summary>A file beside the configuration; null when it cannot be read, with the error said.</summary>
    public string? ReadFile(string key, string file) =>
        reader.ReadFile(PathOf(key), file, Find(key)?.Source ?? source);

    public bool Has(string key) => Find(key) is not (null or ScalarNode { IsNull: true });

    public void Error(string key, string message, string? hint = null) =>
        reader.Errors.Add(PathOf(key), message, reader.PlaceOf(PathOf(key)), hint);

    private static T ReadSection<T>(
        Reader reader, string path, ConfigNode? node, ConfigurationSource source, Func<Section, T> read)
    {
        var section = new Section(reader, path, node, source);
        T result = read(section);
        section.RefuseUnknownKeys();
        return result;
    }

    // An item that is written but empty would otherwise look like one that is absent.
    private static ConfigNode Filled(ConfigNode item) =>
        item is ScalarNode { IsNull: true } ? new MapNode(item.Source) : item;

    private void RefuseUnknownKeys()
    {
        foreach (MapEntry entry in map?.Entries ?? [])
        {
            if (known.Contains(entry.Key, StringComparer.Ordinal)) continue;
            string? near = Suggestion.For(entry.Key, known);
            reader.Errors.Add(
                PathOf(entry.Key),
                Path.Length == 0 ? $"unknown key '{entry.Key}'" : $"unknown key '{entry.Key}' in '{Path}'",
                entry.Source,
                near is null
                    ? $"known here: {string.Join(", ", known.Distinct(StringComparer.Ordinal))}"
                    : $"did you mean '{near}'?");
        }
    }

    private static string? TextOf(ConfigNode? node) => node is ScalarNode { IsNull: false } scalar ? scalar.Text : null;

    private ConfigNode? Find(string key) => map?.Find(key);

    private string PathOf(string key) => Path.Length == 0 ? key : key.Length == 0 ? Path : $"{Path}.{key}";

    private void Declare(string key, string type, string? fallback, string meaning)
    {
        known.Add(key);
        reader.Descriptions?.Add(new KeyDescription(
            PathOf(key), type, fallback, variant is null ? meaning : $"({variant}) {meaning}"));
    }

    private bool ReadOptional<T>(string key, ValueType<T> type, string meaning, out T value)
    {
        Declare(key, type.Name, null, meaning);
        if (Read(key, type, out value, out bool wrong)) return true;
        if (!wrong) RecordNone(key);
        return false;
    }

    private bool Read<T>(string key, ValueType<T> type, out T value, out bool wrong)
    {
        value = default!;
        wrong = false;
        if (Find(key) is not { } node || node is ScalarNode { IsNull: true }) return false;
        wrong = !Parse(PathOf(key), type, node, out value);
        if (!wrong) Record(key, type.Show(value), node.Source);
        return !wrong;
    }

    private bool Parse<T>(string path, ValueType<T> type, ConfigNode node, out T value)
    {
        value = default!;
        if (node is not ScalarNode scalar)
        {
            reader.Errors.Add(path,
                $"expected {type.Name.Replace("\\", "", StringComparison.Ordinal)}, found {node.Kind}", node.Source);
            return false;
        }

        string text = typeof(T) == typeof(bool) ? scalar.FlagText : scalar.Text;
        if (type.Parse(text, out value) is not { } problem) return true;
        string? near = Suggestion.For(text, type.Allowed);
        reader.Errors.Add(path, $"'{text}' {problem}", node.Source, near is null ? null : $"did you mean '{near}'?");
        return false;
    }

    // A file that leaves the value out writes no secret. A variable or an option that is empty was to hold one: if that
    // counted as not given, a password would go without a word because something before it had failed.
    private static bool IsNoSecret(ConfigNode node) => node is ScalarNode { IsNull: true } scalar
        && (scalar.Text.Length > 0 || scalar.Source.Layer <= ConfigurationLayer.File);

    private Secret? WrongKind(string key, string expected, ConfigNode node)
    {
        reader.Errors.Add(PathOf(key), $"expected {expected}, found {node.Kind}", node.Source);
        return null;
    }

    private void Record(string key, string? text, ConfigurationSource from)
    {
        reader.Values.Add(new ConfigurationValue(PathOf(key), text, from));
        reader.Place(PathOf(key), from);
    }

    private Secret? RecordNone(string key)
    {
        Record(key, null, Find(key)?.Source ?? ConfigurationSource.Default);
        return null;
    }
}
