using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Truefill.Architecture.Tests;

/// <summary>A build next year takes the same packages as today's, and each of them has a reason to be here.</summary>
public partial class PackageTests
{
    private static readonly Dictionary<string, string> Sample = new(StringComparer.Ordinal) { ["A"] = "1.2.3" };

    private static IReadOnlyDictionary<string, string> Central =>
        ProjectFile.CentralVersions(Repository.Read("Directory.Packages.props").Text);

    [Fact]
    public void Every_package_version_is_exact()
    {
        foreach (string floating in new[] { "1.*", "[1.0,2.0)", "1.0", "", "1.2.3-*" })
            Rule.Finds(1, Inexact(new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = floating }));
        Rule.Holds(Inexact(Central));
    }

    [Fact]
    public void Versions_stand_in_the_central_file_only()
    {
        Rule.Finds(1, VersionsOfItsOwn(new ProjectFile(new SourceFile("src/X/X.csproj",
            """<Project><ItemGroup><PackageReference Include="A" Version="1.2.3" /></ItemGroup></Project>"""))));
        Rule.Holds(ProjectFile.All.SelectMany(VersionsOfItsOwn));
    }

    [Fact]
    public void Every_project_has_a_lock_file()
    {
        Rule.Finds(1, WithoutLock(["src/X"], _ => false));
        Rule.Holds(WithoutLock(ProjectFile.All.Select(project => project.Folder), Repository.Exists));
    }

    [Fact]
    public void Lock_files_hold_the_central_versions()
    {
        const string Lock = """{"dependencies":{"net10.0":{"A":{"type":"Direct","resolved":"1.2.4"},"B":{"type":"Transitive"}}}}""";
        Rule.Finds(1, LockedElsewhere(new SourceFile("src/X/packages.lock.json", Lock), Sample));
        Rule.Holds(Repository.Files
            .Where(path => path.EndsWith("/packages.lock.json", StringComparison.Ordinal))
            .SelectMany(path => LockedElsewhere(Repository.Read(path), Central)));
    }

    [Fact]
    public void Every_package_has_a_line_in_a_decision_record()
    {
        Rule.Finds(1, Unexplained(Sample.Keys, ["Nothing about a package."]));
        Rule.Holds(Unexplained(Central.Keys, Repository.Documents
            .Where(file => Repository.IsUnder(file.Path, "docs/adr"))
            .Select(file => file.Text)));
    }

    private static IEnumerable<string> Inexact(IReadOnlyDictionary<string, string> versions) => versions
        .Where(pair => !ExactVersion().IsMatch(pair.Value))
        .Select(pair => $"Directory.Packages.props: {pair.Key} has the version '{pair.Value}'");

    private static IEnumerable<string> VersionsOfItsOwn(ProjectFile project) =>
        project.OwnVersions.Select(version => $"{project.Path}: states version {version}");

    private static IEnumerable<string> WithoutLock(IEnumerable<string> folders, Func<string, bool> exists) => folders
        .Where(folder => !exists($"{folder}/packages.lock.json"))
        .Select(folder => $"{folder}: has no packages.lock.json; run 'dotnet restore' and commit it");

    // A package that the SDK adds by itself, such as ILLink for AOT-compatible projects, is not in the central file.
    private static IEnumerable<string> LockedElsewhere(SourceFile file, IReadOnlyDictionary<string, string> central) =>
        ProjectFile.Locked(file.Text)
            .Where(locked => central.TryGetValue(locked.Package, out string? version) && version != locked.Resolved)
            .Select(locked => $"{file.Path}: {locked.Package} is locked at {locked.Resolved}");

    private static IEnumerable<string> Unexplained(IEnumerable<string> packages, IEnumerable<string> records)
    {
        string all = string.Join('\n', records);
        return packages
            .Where(package => !all.Contains($"`{package}`", StringComparison.Ordinal))
            .Select(package => $"docs/adr: no record names `{package}`");
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z]+(\.[0-9A-Za-z]+)*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex ExactVersion();
}
