using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Truefill.Fix;

/// <summary>Reads the lines that <see cref="FixDescription"/> explains, for one version. The text is ours or from
/// configuration, so errors throw.</summary>
internal static class FixDescriptionReader
{
    private const StringSplitOptions Clean = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    internal static void Read(
        string text, FixVersion version, Action<int, string, FixFieldRule> field, Action<FixMessageRule> message)
    {
        foreach (var line in text.Split('\n', Clean))
        {
            var words = line.Split((char[]?)null, Clean);
            try
            {
                if (words[0] == "field")
                    field(Number(words[1].TrimEnd('!')), words[2], ReadField(words, version));
                else if (words[0] == "msg")
                    message(ReadMessage(words, version));
                else if (words[0] == "types")
                    ReadTypes(words, version, message);
                else if (words[0][0] != '#')
                    throw new FormatException("a line starts with field, msg, types or #");
            }
            catch (Exception e) when (e is FormatException or IndexOutOfRangeException or OverflowException)
            {
                throw new FormatException($"dictionary line '{line}': {e.Message}", e);
            }
        }
    }

    private static FixFieldRule ReadField(string[] words, FixVersion version)
    {
        var type = words[3] switch
        {
            "text" => FixFieldType.Text,
            "char" => FixFieldType.Char,
            "int" => FixFieldType.Int,
            "num" => FixFieldType.Number,
            "time" => FixFieldType.Time,
            "date" => FixFieldType.Date,
            "bool" => FixFieldType.Boolean,
            _ => throw new FormatException($"type {words[3]} is none of text, char, int, num, time, date, bool"),
        };
        if (type == FixFieldType.Text && words.Length > 4) return ReadTexts(words, version);
        UInt128 values = 0, any = 0;
        for (var i = 4; i < words.Length; i++)
        {
            var (from, list) = Cut(words[i], ':');
            var listed = list == "-" ? UInt128.Zero : Values(list, type == FixFieldType.Int);
            any |= listed;
            if (Version(from) <= version) values = listed;
        }

        return new FixFieldRule
        {
            Type = type,
            Decisive = words[1].EndsWith('!'),
            HasValues = values != 0,
            Values = values,
            ValuesOfAnyVersion = any,
        };
    }

    private static FixFieldRule ReadTexts(string[] words, FixVersion version)
    {
        var texts = new List<byte[]>();
        var any = new List<byte[]>();
        for (var i = 4; i < words.Length; i++)
        {
            var (from, list) = Cut(words[i], ':');
            foreach (var text in list.Split(',', Clean))
            {
                any.Add(Encoding.ASCII.GetBytes(text));
                if (Version(from) <= version) texts.Add(any[^1]);
            }
        }

        return new FixFieldRule
        {
            Type = FixFieldType.Text,
            Decisive = words[1].EndsWith('!'),
            HasValues = texts.Count > 0,
            Texts = [.. texts],
            TextsOfAnyVersion = [.. any],
        };
    }

    /// <summary>types 44 AJ=QuoteResponse AK=Confirmation: they exist from that version on.</summary>
    private static void ReadTypes(string[] words, FixVersion version, Action<FixMessageRule> message)
    {
        if (version < Version(words[1])) return;
        for (var i = 2; i < words.Length; i++)
        {
            var (type, name) = Cut(words[i], '=');
            message(new FixMessageRule(Encoding.ASCII.GetBytes(type), name, []));
        }
    }

    private static FixMessageRule ReadMessage(string[] words, FixVersion version)
    {
        var required = new List<FixRequirement>();
        List<int>? only = null;
        for (var i = 3; i < words.Length; i++)
        {
            if (words[i] == "only")
            {
                only = [];
                continue;
            }

            if (only is not null)
            {
                only.Add(Number(words[i]));
                continue;
            }

            var (rest, condition) = Cut(words[i], '?');
            (rest, var range) = Cut(rest, '@');
            if (range.Length > 0)
            {
                var (from, to) = Cut(range, '-');
                if (version < Version(from) || (to.Length > 0 && version > Version(to))) continue;
            }

            var tags = Array.ConvertAll(rest.TrimEnd('!').Split('|'), Number);
            var when = new List<FixCondition>();
            foreach (var part in condition.Split(';', Clean))
            {
                var (tag, list) = Cut(part, '=');
                when.Add(new FixCondition(Number(tag), Values(list, numbers: false)));
            }

            required.Add(new FixRequirement(tags, rest.EndsWith('!'), [.. when]));
        }

        if (only is not null)
        {
            foreach (var requirement in required) only.AddRange(requirement.Tags);
            only.Sort();
        }

        return new FixMessageRule(Encoding.ASCII.GetBytes(words[1]), words[2], [.. required], only?.ToArray());
    }

    private static UInt128 Values(string list, bool numbers)
    {
        UInt128 values = 0;
        foreach (var item in list.Split(',', Clean))
        {
            var dots = item.IndexOf("..", StringComparison.Ordinal);
            var first = Value(dots < 0 ? item : item[..dots], numbers);
            var last = dots < 0 ? first : Value(item[(dots + 2)..], numbers);
            for (var value = first; value <= last; value++) values |= UInt128.One << value;
        }

        return values;
    }

    private static int Value(string text, bool numbers)
    {
        var value = numbers ? Number(text) : text.Length == 1 ? text[0]
            : throw new FormatException($"'{text}' is not one character");
        return value < 128 ? value : throw new FormatException($"value {text} is above 127");
    }

    private static FixVersion Version(string text) => text switch
    {
        "40" => FixVersion.Fix40,
        "41" => FixVersion.Fix41,
        "42" => FixVersion.Fix42,
        "43" => FixVersion.Fix43,
        "44" => FixVersion.Fix44,
        "50" => FixVersion.Fix50,
        "51" => FixVersion.Fix50SP1,
        "52" => FixVersion.Fix50SP2,
        _ => throw new FormatException($"version {text} is none of 40 to 44, 50, 51, 52"),
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static (string Before, string After) Cut(string text, char at)
    {
        var place = text.IndexOf(at);
        return place < 0 ? (text, "") : (text[..place], text[(place + 1)..]);
    }
}
