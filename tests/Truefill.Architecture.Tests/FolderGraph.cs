using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Truefill.Architecture.Tests;

/// <summary>
/// Which folders of a project use types of which others. A folder is a namespace here: the facts of a folder, which are
/// kept in one of their own, belong to it. A type counts as used where its name stands and its namespace can be seen;
/// what stands only in comments and strings does not count.
/// </summary>
internal sealed partial class FolderGraph
{
    private readonly SortedDictionary<string, SortedSet<string>> uses = new(StringComparer.Ordinal);

    public FolderGraph(IEnumerable<SourceFile> files)
    {
        SourceFile[] all = [.. files];
        ILookup<string, string> homes = all
            .SelectMany(file => TopLevelType().Matches(file.Code), (file, type) => (
                Name: type.Groups["name"].Value, Home: NamespaceOf(file)))
            .Distinct().ToLookup(type => type.Name, type => type.Home, StringComparer.Ordinal);
        foreach (SourceFile file in all)
        {
            string own = NamespaceOf(file);
            if (!uses.TryGetValue(own, out SortedSet<string>? known))
                uses[own] = known = new SortedSet<string>(StringComparer.Ordinal);
            known.UnionWith(UsedIn(file, own, homes));
        }
    }

    /// <summary>Each use that is part of a cycle: there is a way back.</summary>
    public IEnumerable<(string From, string To)> InCycles() =>
        from folder in uses
        from used in folder.Value
        where Way(used, folder.Key) is not null
        select (folder.Key, used);

    /// <summary>The shortest way from one folder to another, both included; null: there is none.</summary>
    public IReadOnlyList<string>? Way(string from, string to)
    {
        Dictionary<string, string?> cameFrom = new(StringComparer.Ordinal) { [from] = null };
        Queue<string> next = new([from]);
        while (next.TryDequeue(out string? at))
        {
            if (at == to)
            {
                List<string> way = [];
                for (string? step = at; step is not null; step = cameFrom[step]) way.Insert(0, step);
                return way;
            }

            foreach (string used in uses.GetValueOrDefault(at, []))
                if (cameFrom.TryAdd(used, at)) next.Enqueue(used);
        }

        return null;
    }

    private static IEnumerable<string> UsedIn(SourceFile file, string own, ILookup<string, string> homes)
    {
        HashSet<string> seen = [.. Using().Matches(file.Code).Select(line => line.Groups["name"].Value)];
        for (int end = own.Length; end > 0; end = own.LastIndexOf('.', end - 1)) seen.Add(own[..end]);
        foreach (Match word in Name().Matches(file.Code))
        {
            string folder = word.Groups["folder"].Value;
            foreach (string home in homes[word.Groups["name"].Value])
            {
                bool isSeen = folder.Length > 0 && home.EndsWith('.' + folder, StringComparison.Ordinal);
                if (home != own && (isSeen || seen.Contains(home))) yield return home;
            }
        }
    }

    private static string NamespaceOf(SourceFile file) => Namespace().Match(file.Code).Groups["name"].Value;

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    // At the start of a line: a nested type is its owner's affair.
    [GeneratedRegex(
        @"^(?:[a-z]+ )*(?:class|struct|record|interface|enum|delegate [^\s(]+) (?<name>[A-Z]\w*)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    // With the word in front of it where there is one: a namespace may be stated in place.
    [GeneratedRegex(@"(?<=(?<!\w)(?<folder>[A-Z]\w*)\.|(?<!\w))(?<name>[A-Z]\w*)")]
    private static partial Regex Name();
}
