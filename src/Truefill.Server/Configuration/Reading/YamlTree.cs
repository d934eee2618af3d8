using System;
using System.Collections.Generic;
using System.IO;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Truefill.Server.Configuration.Reading;

/// <summary>
/// YAML text to a tree with lines and columns. Narrow on purpose: one document, plain keys, no anchors, no tags; a
/// configuration that needs them is one that nobody can check by reading.
/// </summary>
internal sealed class YamlTree
{
    private const int DepthMax = 32;

    private readonly Parser parser;
    private readonly Func<Mark, ConfigurationSource> place;
    private readonly ErrorList errors;

    private YamlTree(string text, Func<Mark, ConfigurationSource> place, ErrorList errors) =>
        (parser, this.place, this.errors) = (new Parser(new StringReader(text)), place, errors);

    /// <summary>The root of a file; null when the text is no YAML, with the error said.</summary>
    public static ConfigNode? Parse(string text, string file, ErrorList errors) => Parse(
        text, mark => new(ConfigurationLayer.File, file, (int)mark.Line, (int)mark.Column), errors);

    /// <summary>A list or section written in one value, such as <c>[IBM, MSFT]</c>; all of it has one source.</summary>
    public static ConfigNode? ParseValue(string text, ConfigurationSource source, ErrorList errors) =>
        Parse(text, _ => source, errors);

    private static ConfigNode? Parse(string text, Func<Mark, ConfigurationSource> place, ErrorList errors)
    {
        try
        {
            return new YamlTree(text, place, errors).Document();
        }
        catch (YamlException e)
        {
            errors.Add("", $"not readable as YAML: {Reason(e)}", place(e.Start));
        }
        catch (Exception e)
            when (e is ArgumentException or InvalidOperationException or OverflowException or FormatException)
        {
            // The parser's own slips on damaged text; where, it does not say.
            errors.Add("", $"not readable as YAML: {e.Message}", place(new Mark(0, 1, 1)));
        }

        return null;
    }

    private static string Reason(YamlException e) =>
        (e.InnerException is null ? e.Message : e.InnerException.Message).TrimEnd('.', ' ');

    private ConfigNode? Document()
    {
        parser.Consume<StreamStart>();
        if (!Took<DocumentStart>()) return null;
        ConfigNode root = Node(0);
        parser.Consume<DocumentEnd>();
        if (parser.Current is DocumentStart second)
            errors.Add("", "a second document begins here", place(second.Start), "put everything into one");
        return root;
    }

    private bool Took<T>()
        where T : ParsingEvent
    {
        if (parser.Current is not T) return false;
        parser.MoveNext();
        return true;
    }

    private ConfigNode Node(int depth)
    {
        ParsingEvent e = parser.Current ?? throw new InvalidOperationException("the text ends early");
        ConfigurationSource source = place(e.Start);
        if (depth > DepthMax) throw new YamlException(e.Start, e.End, $"nested deeper than {DepthMax} levels");
        if (e is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            errors.Add("", "anchors and aliases are not taken", source, "write the value out");
        if (e is NodeEvent { Tag.IsEmpty: false } and not Scalar { Tag.IsNonSpecific: true })
            errors.Add("", "tags are not taken", source, "remove what begins with '!'");

        switch (e)
        {
            case Scalar scalar:
                parser.MoveNext();
                return new ScalarNode(scalar.Value, scalar.Style != ScalarStyle.Plain, source);
            case SequenceStart:
                return List(source, depth);
            case MappingStart:
                return Map(source, depth);
            case AnchorAlias:
                parser.MoveNext();
                return new ScalarNode("", quoted: false, source);
            default:
                throw new InvalidOperationException("the text ends early");
        }
    }

    private ListNode List(ConfigurationSource source, int depth)
    {
        parser.MoveNext();
        var list = new ListNode(source);
        while (!Took<SequenceEnd>()) list.Items.Add(Node(depth + 1));
        return list;
    }

    private MapNode Map(ConfigurationSource source, int depth)
    {
        parser.MoveNext();
        var map = new MapNode(source);
        var seen = new Dictionary<string, ConfigurationSource>(StringComparer.Ordinal);
        while (!Took<MappingEnd>())
        {
            ConfigNode key = Node(depth + 1);
            ConfigNode value = Node(depth + 1);
            if (key is not ScalarNode { Text: var name } scalar)
                errors.Add("", $"expected a key, found {key.Kind}", key.Source);
            else if (!seen.TryAdd(name, scalar.Source))
                errors.Add("", $"the key '{name}' stands here twice, first at {seen[name]}", scalar.Source,
                    "keep one of them");
            else
                map.Entries.Add(new MapEntry(name, scalar.Source, value));
        }

        return map;
    }
}
