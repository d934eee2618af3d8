using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Architecture.Tests;

/// <summary>Who may know whom. The table is also what ARCHITECTURE.md shows.</summary>
public class ReferenceTests
{
    private static readonly string[] Nothing = [];

    /// <summary>Null: may reference everything in src.</summary>
    private static readonly (string Project, string[]? MayReference)[] Allowed =
    [
        ("Truefill.Domain", Nothing),
        ("Truefill.Journal", Nothing),
        ("Truefill.Fix", Nothing),
        ("Truefill.Venues", ["Truefill.Domain"]),
        ("Truefill.Engine", ["Truefill.Domain", "Truefill.Journal", "Truefill.Venues"]),
        ("Truefill.Venues.Fix", ["Truefill.Domain", "Truefill.Venues", "Truefill.Fix"]),
        ("Truefill.Venues.*", ["Truefill.Domain", "Truefill.Venues"]),
        ("Truefill.Feeds.*", ["Truefill.Domain", "Truefill.Journal", "Truefill.Engine"]),
        ("Truefill.Simulation", ["Truefill.Domain", "Truefill.Journal", "Truefill.Venues", "Truefill.Engine"]),
        ("Truefill.Server", null),
        ("Truefill.Benchmarks", null),
        ("Truefill.Cli", null),
    ];

    private static readonly string[] WithoutPackages =
        ["Truefill.Domain", "Truefill.Journal", "Truefill.Engine", "Truefill.Fix", "Truefill.Venues"];

    [Fact]
    public void A_project_references_only_what_the_table_allows()
    {
        Rule.Finds(1, ForbiddenReferences(Sample("Truefill.Domain", "Truefill.Journal")));
        Rule.Finds(1, ForbiddenReferences(Sample("Truefill.Engine", "Truefill.Domain", "Truefill.Fix")));
        Rule.Finds(1, ForbiddenReferences(Sample("Truefill.Server", "Truefill.Cli")));
        Rule.Finds(1, ForbiddenReferences(Sample("Truefill.Unheard")));
        Rule.Holds(ProjectFile.All.Where(InSrc).SelectMany(ForbiddenReferences));
    }

    [Fact]
    public void No_adapter_references_another_adapter()
    {
        Rule.Finds(1, AdaptersReferenced(Sample("Truefill.Venues.Alpaca", "Truefill.Venues", "Truefill.Venues.Fix")));
        Rule.Finds(1, AdaptersReferenced(Sample("Truefill.Feeds.Redis", "Truefill.Feeds.Kafka")));
        Rule.Holds(ProjectFile.All.Where(InSrc).SelectMany(AdaptersReferenced));
    }

    [Fact]
    public void The_core_and_the_fix_library_use_no_package()
    {
        Rule.Finds(1, PackagesWhereNoneBelong(
            new ProjectFile(new SourceFile("src/Truefill.Journal/Truefill.Journal.csproj",
                """<Project><ItemGroup><PackageReference Include="Handy" /></ItemGroup></Project>"""))));
        Rule.Holds(ProjectFile.All.SelectMany(PackagesWhereNoneBelong));
    }

    [Fact]
    public void Nothing_in_src_references_a_test_project()
    {
        Rule.Finds(1, TestsReferenced(Sample("Truefill.Server", "Truefill.Engine.Tests")));
        Rule.Holds(ProjectFile.All.Where(InSrc).SelectMany(TestsReferenced));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        Rule.Finds(1, OutsideSolution([Sample("Truefill.Lost")], "<Solution />"));
        Rule.Holds(OutsideSolution(ProjectFile.All, Repository.Read("Truefill.slnx").Text));
    }

    internal static string AllowedAsTable() => string.Join('\n', Allowed
        .Select(row => $"| `{row.Project}` | {Names(row.MayReference)} |")
        .Prepend("|---|---|")
        .Prepend("| project | may reference |"));

    private static string Names(string[]? projects) => projects switch
    {
        null => "everything in `src/` except the CLI",
        [] => "nothing",
        _ => string.Join(", ", projects.Select(name => $"`{name}`")),
    };

    private static IEnumerable<string> ForbiddenReferences(ProjectFile project)
    {
        foreach ((string pattern, string[]? mayReference) in Allowed)
        {
            if (!Matches(pattern, project.Name))
                continue;
            return project.References
                .Where(reference => !(mayReference?.Contains(reference, StringComparer.Ordinal) ?? reference != "Truefill.Cli"))
                .Select(reference => $"{project.Path}: may not reference {reference}");
        }

        return [$"{project.Path}: is not in the table of allowed references"];
    }

    private static IEnumerable<string> AdaptersReferenced(ProjectFile project) =>
        IsAdapter(project.Name)
            ? project.References.Where(IsAdapter).Select(other => $"{project.Path}: references the adapter {other}")
            : [];

    private static IEnumerable<string> PackagesWhereNoneBelong(ProjectFile project) =>
        WithoutPackages.Contains(project.Name, StringComparer.Ordinal)
            ? project.Packages.Select(package => $"{project.Path}: uses the package {package}")
            : [];

    private static IEnumerable<string> TestsReferenced(ProjectFile project) => project.References
        .Where(reference => reference.EndsWith(".Tests", StringComparison.Ordinal))
        .Select(reference => $"{project.Path}: references {reference}");

    private static IEnumerable<string> OutsideSolution(IEnumerable<ProjectFile> projects, string solution) => projects
        .Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal))
        .Select(project => $"{project.Path}: is not in Truefill.slnx, so nothing builds or tests it");

    private static bool IsAdapter(string name) => Matches("Truefill.Venues.*", name) || Matches("Truefill.Feeds.*", name);

    private static bool Matches(string pattern, string name) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;

    private static bool InSrc(ProjectFile project) => Repository.IsUnder(project.Path, "src");

    private static ProjectFile Sample(string name, params string[] references) => new(new SourceFile(
        $"src/{name}/{name}.csproj",
        "<Project><ItemGroup>"
        + string.Concat(references.Select(r => $"""<ProjectReference Include="../../src/{r}/{r}.csproj" />"""))
        + "</ItemGroup></Project>"));
}
