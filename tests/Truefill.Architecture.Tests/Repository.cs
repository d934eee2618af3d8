using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Truefill.Architecture.Tests;

/// <summary>The files of the checkout that the test assembly was built in, without what builds leave behind.</summary>
internal static class Repository
{
    private static readonly string[] BuildDirectories =
        ["bin", "obj", "artifacts", "node_modules", "TestResults", ".git", "state"];

    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".sh", ".yaml", ".yml", ".ts", ".tsx", ".html", ".css", ""];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Paths are relative to the root, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Order(StringComparer.Ordinal)];

    /// <summary>Hand-written text. Recorded data and lock files are somebody else's words.</summary>
    public static IEnumerable<SourceFile> Texts => Files
        .Where(path => TextExtensions.Contains(Path.GetExtension(path), StringComparer.Ordinal))
        .Where(path => !path.Contains("/data/", StringComparison.Ordinal))
        .Select(Read);

    public static IEnumerable<SourceFile> Sources => Texts.Where(file => IsUnder(file.Path, "src") && IsCSharp(file.Path));

    public static IEnumerable<SourceFile> Documents =>
        Texts.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal));

    public static SourceFile Read(string path) => new(path, File.ReadAllText(Path.Combine(Root, path)));

    public static bool Exists(string path) =>
        Path.Exists(Path.Combine(Root, path));

    public static bool IsUnder(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static bool IsCSharp(string path) => path.EndsWith(".cs", StringComparison.Ordinal);

    private static string FindRoot(string start)
    {
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Truefill.slnx")))
                return at.FullName;
        }

        throw new InvalidOperationException($"No Truefill.slnx above {start}: these tests read the checkout.");
    }

    private static IEnumerable<string> Walk(string directory)
    {
        foreach (string file in Directory.EnumerateFiles(directory))
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');

        IEnumerable<string> inner = Directory.EnumerateDirectories(directory)
            .Where(path => !BuildDirectories.Contains(Path.GetFileName(path), StringComparer.Ordinal));
        foreach (string file in inner.SelectMany(Walk))
            yield return file;
    }
}
