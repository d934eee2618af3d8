using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Truefill.Architecture.Tests.Indexes;

/// <summary>Something that has to be shown, and the tests that show it, as Type.Method.</summary>
internal sealed record Shown(string What, params string[] By);

/// <summary>All tests of the repository by type and method, read from their sources.</summary>
internal static partial class TestIndex
{
    public static IReadOnlySet<string> All { get; } = Of(Repository.Texts.Where(file =>
        Repository.IsUnder(file.Path, "tests") && file.Path.EndsWith(".cs", StringComparison.Ordinal)));

    public static HashSet<string> Of(IEnumerable<SourceFile> files)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        foreach (SourceFile file in files)
        {
            string type = file.Path.Split('/')[^1][..^".cs".Length];
            foreach (Match test in Test().Matches(file.Text)) found.Add($"{type}.{test.Groups["name"].Value}");
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

    [GeneratedRegex(
        @"\[(Fact|Theory)\b[^\n]*\r?\n(\s*\[[^\n]*\r?\n)*\s*public\s+(static\s+)?(async\s+)?(void|Task)\s+(?<name>\w+)\(",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Test();
}
