using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Truefill.Cli.Tests.Documents;

/// <summary>A call of the program as a document shows it.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Words">What follows the program's name, placeholders included.</param>
/// <param name="IsWhole">From a block that a reader would copy; else a mention, which may leave things out.</param>
internal sealed partial record DocumentedCommand(string Place, string[] Words, bool IsWhole)
{
    private static readonly string[] Folders = ["docs", "deploy", "samples"];

    /// <summary>The commands of README.md and of all guides.</summary>
    public static IReadOnlyList<DocumentedCommand> All { get; } =
    [
        .. Files().SelectMany(path => In(Path.GetRelativePath(Checkout.Root, path), File.ReadAllText(path))),
    ];

    /// <summary>The commands of one document.</summary>
    public static IEnumerable<DocumentedCommand> In(string path, string text)
    {
        bool isFenced = false;
        bool isShell = false;
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            string place = $"{path}:{i + 1}";
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isFenced = !isFenced;
                isShell = line[3..] is "sh" or "bash" or "console" or "shell";
                continue;
            }

            while (isShell && line.EndsWith('\\') && i + 1 < lines.Length) line = line[..^1] + lines[++i].Trim();
            if (isFenced && isShell && Call().Match(line) is { Success: true } call)
                yield return new DocumentedCommand(place, Split(call.Groups[1].Value), IsWhole: true);
            if (isFenced) continue;
            foreach (Match mention in Mention().Matches(line))
                yield return new DocumentedCommand(place, Split(mention.Groups[1].Value), IsWhole: false);
        }
    }

    public override string ToString() => $"{Place}: truefill {string.Join(' ', Words)}";

    // As a shell would, as far as documents go: quotes, and a comment at the end.
    private static string[] Split(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        char quote = '\0';
        bool isWord = false;
        foreach (char c in text)
        {
            if (quote == '\0' && !isWord && c == '#') break;
            if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
                isWord = true;
            }
            else if (quote == '\0' && c == ' ')
            {
                if (isWord) words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        if (isWord) words.Add(word.ToString());
        return [.. words];
    }

    private static IEnumerable<string> Files() => Folders
        .Select(folder => Path.Combine(Checkout.Root, folder))
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
        .Where(path => !path.Contains("node_modules", StringComparison.Ordinal))
        .Append(Path.Combine(Checkout.Root, "README.md"))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^(?:\$ )?(?:\./)?truefill (.+)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"`(?:\./)?truefill ([^`]+)`")]
    private static partial Regex Mention();
}
