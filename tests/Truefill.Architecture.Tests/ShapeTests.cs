using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Truefill.Architecture.Tests;

/// <summary>Sizes and habits that keep files readable.</summary>
public partial class ShapeTests
{
    private const int MedianLinesMax = 100;
    private const int NinthDecileLinesMax = 300;
    private const int LinesWithoutReasonMax = 500;
    private const int LinesMax = 800;
    private const int ColumnsMax = 120;
    private const int MethodLinesMax = 70;

    /// <summary>Files over 500 lines: path and the reason why splitting would make them harder to read.</summary>
    private static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal);

    /// <summary>Methods over 70 lines, and why they are easier to read in one piece.</summary>
    private static readonly Dictionary<string, string> LongMethods = new(StringComparer.Ordinal)
    {
        ["Denials.Detail"] = "One sentence per reason: a table.",
    };

    /// <summary>Where every exception may be caught, and how often: elsewhere it would hide a broken invariant.</summary>
    private static readonly (string Place, string Folder, int CatchesMax)[] BroadCatches =
    [
        ("Main", "src/Truefill.Cli", 1),
        ("the server", "src/Truefill.Server", 1),
        ("a call into an adapter", "src/Truefill.Venues", 1),
        ("a FIX connection", "src/Truefill.Fix", 1),
    ];

    [Fact]
    public void Source_files_stay_short()
    {
        SourceFile small = Lines("src/A.cs", 10), large = Lines("src/B.cs", 301), huge = Lines("src/C.cs", 501);
        Rule.Finds(1, TooLongTogether([Lines("src/A.cs", 101)]));
        Rule.Finds(1, TooLongTogether([small, small, small, large]));
        Rule.Finds(1, TooLong([huge], []));
        Rule.Holds(TooLong([huge], new() { ["src/C.cs"] = "One table." }));
        Rule.Finds(1, TooLong([Lines("src/C.cs", 801)], new() { ["src/C.cs"] = "One table." }));
        Rule.Finds(1, TooLong([small], new() { ["src/Gone.cs"] = "One table." }));

        Rule.Holds(TooLongTogether([.. Repository.Sources]));
        Rule.Holds(TooLong([.. Repository.Sources], LongFiles));
    }

    [Fact]
    public void Methods_stay_short()
    {
        SourceFile sample = new("src/A.cs", """
            internal sealed record A(int X)
            {
                private enum Kind { One = 1, Two }
                private static readonly int[] Table =
                [
                    1,
                ];
                public (int, int) Place { get; } = (1, 2);
                public static bool operator ==(A a, A b) => true;
                [Fact]
                public int Short() => 1;
                public (int, int) Expression(int x = 3) => x switch
                {
                    1 => new() { Y = "}" },
                };
                public A(string text)
                {
                    if (text == "{") { return; }
                }
                private sealed class B<T>
                {
                    private void Generic<T>()
                        where T : new()
                    {
                    }
                }
            }
            """);
        Assert.Equal(
            [("A.Short", 11, 1), ("A.Expression", 12, 4), ("A.A", 16, 4), ("B.Generic", 22, 4)],
            MethodScan.Of(sample).Where(span => span.Line > 9).Select(span => (span.Name, span.Line, span.Lines)));
        string lines = new('\n', MethodLinesMax - 1);
        SourceFile longer = new("src/C.cs", $"class C\n{{\nvoid D()\n{{{lines}}}\n}}\n");
        Rule.Finds(1, TooLongMethods([longer], []));
        Rule.Holds(TooLongMethods([longer], new() { ["C.D"] = "A table." }));
        Rule.Finds(1, TooLongMethods([sample], new() { ["C.D"] = "A table." }));

        int count = Repository.Sources.Sum(file => MethodScan.Of(file).Count);
        Assert.True(count > 5_000, $"only {count} methods are found");
        Rule.Holds(TooLongMethods([.. Repository.Sources], LongMethods));
    }

    [Fact]
    public void Lines_are_at_most_120_columns()
    {
        Rule.Finds(1, TooWide(new SourceFile("src/A.cs", new string('x', 121) + "\n" + new string('x', 120))));

        // The table of FIX fields is data, one message a line: wrapped it could no longer be compared by eye.
        Rule.Holds(Repository.Sources.Where(file => !file.Path.EndsWith("/FixDescription.cs", StringComparison.Ordinal))
            .SelectMany(TooWide));
    }

    [Fact]
    public void Every_exception_is_caught_in_four_places_only()
    {
        SourceFile broad = new("src/Truefill.Cli/A.cs", "try { } catch (Exception e) { }");
        Rule.Holds(TooBroad([broad]));
        Rule.Finds(1, TooBroad([broad, broad with { Path = "src/Truefill.Cli/B.cs" }]));
        Rule.Finds(1, TooBroad([broad with { Path = "src/Truefill.Domain/A.cs" }]));
        Rule.Finds(1, TooBroad([new("src/Truefill.Engine/A.cs", "try { } catch { }")]));
        Rule.Finds(1, TooBroad([new("src/Truefill.Engine/A.cs", "try { } catch (System.Exception) when (Log()) { }")]));
        Rule.Holds(TooBroad([new("src/Truefill.Engine/A.cs", "try { } catch (Exception e) when (e is IOException) { }")]));
        Rule.Holds(TooBroad([.. Repository.Sources]));
    }

    [Fact]
    public void There_is_no_region()
    {
        Rule.Finds(1, Regions(new SourceFile("src/A.cs", "  #region Helpers")));
        Rule.Holds(CSharp.SelectMany(Regions));
    }

    [Fact]
    public void Unfinished_work_names_its_issue()
    {
        Rule.Finds(3, Unfinished(new SourceFile("src/A.cs", "// TO" + "DO: later\n// FIX" + "ME\n// TO" + "DO(#x) y")));
        Rule.Holds(Unfinished(new SourceFile("src/A.cs", "// TO" + "DO(#12): carry dividends")));
        Rule.Holds(Repository.Texts.Where(file => !file.Path.EndsWith(".md", StringComparison.Ordinal)).SelectMany(Unfinished));
    }

    private static IEnumerable<SourceFile> CSharp =>
        Repository.Texts.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    private static IEnumerable<string> TooLongTogether(IReadOnlyList<SourceFile> files)
    {
        int[] sizes = [.. files.Select(file => file.Lines.Length).Order()];
        if (sizes.Length == 0)
            yield break;
        if (sizes[(sizes.Length - 1) / 2] > MedianLinesMax)
            yield return $"the median file has {sizes[(sizes.Length - 1) / 2]} lines, not at most {MedianLinesMax}";
        if (sizes[((sizes.Length * 9) + 9) / 10 - 1] > NinthDecileLinesMax)
            yield return $"one file in ten has more than {NinthDecileLinesMax} lines";
    }

    private static IEnumerable<string> TooLong(IReadOnlyList<SourceFile> files, Dictionary<string, string> reasons)
    {
        foreach (SourceFile file in files)
        {
            int lines = file.Lines.Length;
            if (lines > LinesMax)
                yield return $"{file.Path}: {lines} lines, over {LinesMax}";
            else if (lines > LinesWithoutReasonMax && !reasons.ContainsKey(file.Path))
                yield return $"{file.Path}: {lines} lines; over {LinesWithoutReasonMax} needs a reason in this test's list";
        }

        foreach (string path in reasons.Keys.Except(files.Select(file => file.Path), StringComparer.Ordinal))
            yield return $"{path}: is excused for its length but does not exist";
    }

    private static IEnumerable<string> TooLongMethods(
        IReadOnlyList<SourceFile> files, Dictionary<string, string> reasons)
    {
        (SourceFile File, MethodSpan Span)[] found =
        [
            .. files.SelectMany(MethodScan.Of, (file, span) => (file, span))
                .Where(at => at.span.Lines > MethodLinesMax),
        ];
        foreach ((SourceFile file, MethodSpan span) in found.Where(at => !reasons.ContainsKey(at.Span.Name)))
            yield return $"{file.Path}:{span.Line}: {span.Name} has {span.Lines} lines, over {MethodLinesMax}";
        foreach (string name in reasons.Keys.Except(found.Select(at => at.Span.Name), StringComparer.Ordinal))
            yield return $"{name}: is excused for its length but is not long";
    }

    private static IEnumerable<string> TooWide(SourceFile file) => file.Lines
        .Select((line, index) => (Columns: line.EnumerateRunes().Count(), Number: index + 1))
        .Where(line => line.Columns > ColumnsMax)
        .Select(line => $"{file.Path}:{line.Number}: {line.Columns} columns");

    private static IEnumerable<string> TooBroad(IReadOnlyList<SourceFile> files)
    {
        ILookup<string, string> found = files.ToLookup(
            file => BroadCatches.FirstOrDefault(place => Repository.IsUnder(file.Path, place.Folder)).Folder ?? "",
            file => file.Find(BroadCatch(), "catches everything"), StringComparer.Ordinal)
            .SelectMany(group => group.SelectMany(hits => hits).Select(hit => (group.Key, hit)))
            .ToLookup(pair => pair.Key, pair => pair.hit, StringComparer.Ordinal);
        return found[""].Concat(BroadCatches
            .Where(place => found[place.Folder].Count() > place.CatchesMax)
            .Select(place => $"{place.Place}: more than {place.CatchesMax}:\n{string.Join('\n', found[place.Folder])}"));
    }

    private static IEnumerable<string> Regions(SourceFile file) => file.Find(Region(), "split the file instead");

    private static IEnumerable<string> Unfinished(SourceFile file) => file.Lines
        .Select((line, index) => (line, Number: index + 1))
        .Where(at => Marker().IsMatch(at.line))
        .Select(at => $"{file.Path}:{at.Number}: unfinished work without an issue, write it as TO" + "DO(#12)");

    private static SourceFile Lines(string path, int count) => new(path, new string('\n', count - 1) + "x\n");

    [GeneratedRegex(@"\bcatch\s*(\(\s*(System\.)?Exception\b[^)]*\)\s*(?!\s*when\s*\(\s*\w+\s+is\s)(when\b|\{)|\{|when\b)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex BroadCatch();

    [GeneratedRegex(@"^\s*#\s*region\b", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\b(TO[D]O(?!\(#\d+\))|FIX[M]E)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Marker();
}
