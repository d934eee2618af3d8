using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Truefill.Architecture.Tests.Indexes;

/// <summary>Something that has to be shown, and the tests that show it, as Type.Method.</summary>
internal sealed record Shown(string What, params string[] By)
{
    private string[] doors = [];

    /// <summary>The same, and the tests that show it at the ways in.</summary>
    public Shown AtTheDoors => new(What, doors);

    /// <summary>Why no way in shows it; null: one does.</summary>
    public string? Why { get; private init; }

    public Shown Through(params string[] tests) => this with { doors = tests };

    public Shown Inside(string why) => this with { Why = why };
}

/// <summary>All tests of the repository by type and method, read from their sources.</summary>
internal static partial class TestIndex
{
    public static IReadOnlySet<string> All { get; } = Of(Repository.Texts.Where(IsOfTests));

    /// <summary>Those that have an attribute of this name.</summary>
    public static HashSet<string> With(string attribute) => Of(Repository.Texts.Where(IsOfTests), attribute);

    public static HashSet<string> Of(IEnumerable<SourceFile> files, string attribute = "")
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        foreach (SourceFile file in files)
        {
            string type = file.Path.Split('/')[^1][..^".cs".Length];
            foreach (Match test in Test().Matches(file.Text))
            {
                if (!test.Value.Contains('[' + attribute, StringComparison.Ordinal)) continue;
                found.Add($"{type}.{test.Groups["name"].Value}");
            }
        }

        return found;
    }

    /// <summary>What is shown by no test, or by one that is not there.</summary>
    public static IEnumerable<string> Gaps(IEnumerable<Shown> index, IReadOnlySet<string> tests)
    {
        foreach (Shown shown in index)
        {
            if (shown.By.Length == 0) yield return $"{shown.What}: no test shows it";
            foreach (string test in shown.By)
                if (!tests.Contains(test)) yield return $"{shown.What}: there is no test {test}";
        }
    }

    private static bool IsOfTests(SourceFile file) =>
        Repository.IsUnder(file.Path, "tests") && file.Path.EndsWith(".cs", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\[(Fact|Theory)\b[^\n]*\r?\n(\s*\[[^\n]*\r?\n)*\s*public\s+(static\s+)?(async\s+)?(void|Task)\s+(?<name>\w+)\(",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Test();
}
