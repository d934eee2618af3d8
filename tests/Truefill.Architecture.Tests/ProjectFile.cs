using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;

namespace Truefill.Architecture.Tests;

/// <summary>What the rules need to know of a .csproj.</summary>
internal sealed class ProjectFile(SourceFile file)
{
    private readonly XDocument xml = XDocument.Parse(file.Text);

    public string Path { get; } = file.Path;

    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(file.Path);

    public string Folder => Path[..Path.LastIndexOf('/')];

    public bool IsTest => Name.EndsWith(".Tests", StringComparison.Ordinal);

    public IEnumerable<string> References => Attribute("ProjectReference", "Include")
        .Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public IEnumerable<string> Packages => Attribute("PackageReference", "Include");

    public IEnumerable<string> OwnVersions =>
        Attribute("PackageReference", "Version").Concat(Attribute("PackageReference", "VersionOverride"));

    public static IEnumerable<ProjectFile> All => Repository.Files
        .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
        .Select(path => new ProjectFile(Repository.Read(path)));

    /// <summary>Package and version pairs of Directory.Packages.props.</summary>
    public static IReadOnlyDictionary<string, string> CentralVersions(string xml) => XDocument.Parse(xml)
        .Descendants("PackageVersion")
        .ToDictionary(e => (string)e.Attribute("Include")!, e => (string?)e.Attribute("Version") ?? "", StringComparer.Ordinal);

    /// <summary>The direct packages of a packages.lock.json with the version that restore takes.</summary>
    public static IEnumerable<(string Package, string Resolved)> Locked(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        foreach (JsonProperty framework in document.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            foreach (JsonProperty package in framework.Value.EnumerateObject())
            {
                if (package.Value.GetProperty("type").GetString() == "Direct")
                    yield return (package.Name, package.Value.GetProperty("resolved").GetString()!);
            }
        }
    }

    private IEnumerable<string> Attribute(string element, string attribute) =>
        xml.Descendants(element).Select(e => (string?)e.Attribute(attribute)).OfType<string>();
}
