using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Architecture.Tests;

/// <summary>
/// Folders that use each other in a circle can only be read, and changed, together. Those that do are listed in
/// <c>FolderCycles.txt</c>, a line for each use that is part of a cycle. The list may only get shorter.
/// </summary>
public class FolderCycleTests
{
    private const string ListPath = "tests/Truefill.Architecture.Tests/FolderCycles.txt";

    [Theory]
    [InlineData("Truefill.Domain")]
    [InlineData("Truefill.Server")]
    public void No_cycle_between_folders_comes_in_and_one_that_is_gone_leaves_the_list(string project)
    {
        FolderGraph graph = new(Repository.Sources.Where(file => Repository.IsUnder(file.Path, "src/" + project)));
        Rule.Holds(Differences(graph, Listed(project)));
    }

    [Fact]
    public void A_new_cycle_is_found_and_one_that_is_gone_too()
    {
        FolderGraph graph = Sample(
            ("P.A", "B.Two two; int count;"), ("P.B", "Three three;"), ("P.C", "One one;"), ("P.D", "One one;"));

        Rule.Finds(3, Differences(graph, []));
        Rule.Finds(1, Differences(graph, ["P.A > P.B", "P.B > P.C"]));
        Rule.Finds(0, Differences(graph, ["P.A > P.B", "P.B > P.C", "P.C > P.A"]));
        Rule.Finds(1, Differences(graph, ["P.A > P.B", "P.B > P.C", "P.C > P.A", "P.D > P.A"]));
        Rule.Finds(0, Differences(Sample(("P.A", "Two two;"), ("P.B", "/* One */ string one = \"One\";")), []));
    }

    [Fact]
    public void A_folder_and_one_inside_it_make_a_cycle_too_where_each_uses_the_other() =>
        Rule.Finds(2, Differences(Sample(("P.A", "Inner.Two two;"), ("P.A.Inner", "One one;")), []));

    private static IEnumerable<string> Differences(FolderGraph graph, IReadOnlyCollection<string> listed)
    {
        (string From, string To)[] found = [.. graph.InCycles()];
        string[] lines = [.. found.Select(use => $"{use.From} > {use.To}")];
        foreach ((string from, string to) in found.Where((_, i) => !listed.Contains(lines[i])))
            yield return $"{from} > {to} closes a cycle, for {string.Join(" > ", graph.Way(to, from)!)}";
        foreach (string line in listed.Except(lines, StringComparer.Ordinal))
            yield return $"{line} is part of no cycle any more: take it out of {ListPath}";
    }

    private static string[] Listed(string project) =>
    [
        .. Repository.Read(ListPath).Lines.Where(
            line => line.StartsWith(project + '.', StringComparison.Ordinal)
                || line.StartsWith(project + ' ', StringComparison.Ordinal)),
    ];

    // A class with a field of its own name in each of the namespaces, which see each other.
    private static FolderGraph Sample(params (string Namespace, string Body)[] folders)
    {
        string[] names = ["One", "Two", "Three", "Four"];
        string usings = string.Concat(folders.Select(folder => $"using {folder.Namespace};\n"));
        return new FolderGraph(folders.Select((folder, i) => new SourceFile(
            $"{i}.cs",
            $"{usings}\nnamespace {folder.Namespace};\n\npublic class {names[i]}\n{{\n    {folder.Body}\n}}\n")));
    }
}
