using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration;

/// <summary>Every key with type, default and meaning, from the code that reads them.</summary>
public static class ConfigurationReference
{
    /// <summary>One table per section of the first level, in reading order.</summary>
    public static string AsMarkdown()
    {
        var text = new StringBuilder();
        foreach (var section in Keys().GroupBy(key => SectionOf(key.Path), StringComparer.Ordinal))
        {
            bool planned = PlannedSections.All.Contains(section.Key, StringComparer.Ordinal);
            text.Append(text.Length == 0 ? "### " : "\n### ")
                .Append(section.Key.Length == 0 ? "First level" : section.Key)
                .Append(planned ? " (planned: checked, without effect yet)" : "");
            text.Append("\n\n| key | type | default | meaning |\n|---|---|---|---|\n");
            foreach (KeyDescription key in section)
            {
                string fallback = key.Default is null ? "" : $"`{key.Default}`";
                text.Append($"| `{key.Path}` | {key.Type} | {fallback} | {key.Meaning} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Is there such a key, or one below it, whether or not something is configured there?</summary>
    public static bool IsKey(string path) => Keys().Any(key =>
        key.Path.StartsWith(path, StringComparison.Ordinal)
        && (key.Path.Length == path.Length || key.Path[path.Length] is '.' or '['));

    internal static IReadOnlyList<KeyDescription> Keys()
    {
        var reader = new Reader(new ErrorList(), new Dictionary<string, string>(), ".") { Descriptions = [] };
        Section.ReadRoot(reader, null, ConfigurationSource.Default, TruefillKeys.Read);
        return reader.Descriptions;
    }

    private static string SectionOf(string path)
    {
        int end = path.AsSpan().IndexOfAny('.', '[');
        return end < 0 ? "" : path[..end];
    }
}
