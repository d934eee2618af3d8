using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Truefill.Engine.State;
using Truefill.Server.Configuration;
using Truefill.Server.Http.Problems;

namespace Truefill.Architecture.Tests;

/// <summary>Documents lead somewhere, stay inside the repository, and say what the code says.</summary>
public partial class DocumentTests
{
    /// <summary>The generated parts. In a document, a part stands between a line <c>&lt;!-- generated: name --&gt;</c> and a
    /// line <c>&lt;!-- end --&gt;</c>. With TRUEFILL_UPDATE_DOCS=1 the test writes them instead of comparing.</summary>
    private static readonly Dictionary<string, Func<string>> Parts = new(StringComparer.Ordinal)
    {
        ["references"] = ReferenceTests.AllowedAsTable,
        ["configuration"] = ConfigurationReference.AsMarkdown,
        ["deny_reasons"] = DenyReasonReference.AsMarkdown,
    };

    [Fact]
    public void Every_relative_link_leads_to_a_file()
    {
        SourceFile sample = new("docs/a.md", "[b](b.md) [c](../c.md#part) [web](https://example.org) [here](#a)");
        Rule.Finds(2, DeadLinks(sample, path => path == "b.md"));
        Rule.Holds(DeadLinks(sample, path => path is "docs/b.md" or "c.md"));
        Rule.Holds(Repository.Documents.SelectMany(file => DeadLinks(file, Repository.Exists)));
    }

    [Fact]
    public void Nothing_refers_to_a_place_outside_the_repository()
    {
        Rule.Finds(1, Outside(new SourceFile("README.md", "see .." + "/elsewhere/notes.md")));
        Rule.Finds(1, Outside(new SourceFile("docs/adr/1.md", "see .." + "/../../x")));
        Rule.Finds(1, Outside(new SourceFile("a.sh", "cat /home" + "/me/notes")));
        Rule.Holds(Outside(new SourceFile("docs/adr/1.md", "see ../../README.md and ../determinism.md")));
        Rule.Holds(Repository.Texts.SelectMany(Outside));
    }

    [Fact]
    public void Generated_parts_of_documents_are_up_to_date()
    {
        SourceFile sample = new("docs/a.md", "Before.\n<!-- generated: references -->\nold\n<!-- end -->\nAfter.\n");
        Rule.Finds(1, Stale(sample, Parts));
        Rule.Holds(Stale(sample with { Text = Regenerate(sample, Parts) }, Parts));
        Rule.Finds(1, Stale(sample with { Text = "<!-- generated: unheard -->\n<!-- end -->" }, Parts));

        bool update = Environment.GetEnvironmentVariable("TRUEFILL_UPDATE_DOCS") == "1";
        foreach (SourceFile file in Repository.Documents.Where(file => update && Regenerate(file, Parts) != file.Text))
            File.WriteAllText(Path.Combine(Repository.Root, file.Path), Regenerate(file, Parts));
        Rule.Holds(Repository.Documents.SelectMany(file => Stale(file, Parts)));
    }

    [Fact]
    public void The_document_of_the_journal_names_the_form_of_the_state_that_seals_carry()
    {
        SourceFile sample = new("docs/a.md", "the version of the state's form (5) and the SHA-256");
        Rule.Finds(1, OtherForm(sample, 6));
        Rule.Finds(1, OtherForm(sample with { Text = "nothing" }, 5));
        Rule.Holds(OtherForm(sample, 5));
        SourceFile document = Repository.Documents.Single(file => file.Path == "docs/journal-format.md");
        Rule.Holds(OtherForm(document, StateForm.Version));
    }

    private static IEnumerable<string> OtherForm(SourceFile document, int version)
    {
        string stated = $"the version of the state's form ({version})";
        if (!document.Text.Contains(stated, StringComparison.Ordinal)) yield return $"{document.Path}: say '{stated}'";
    }

    [Fact]
    public void Decision_records_are_numbered_without_gaps()
    {
        Rule.Finds(1, Misnumbered(["docs/adr/0001-a.md", "docs/adr/0003-b.md"]));
        Rule.Holds(Misnumbered(Repository.Files.Where(path => Repository.IsUnder(path, "docs/adr"))));
    }

    private static IEnumerable<string> DeadLinks(SourceFile file, Func<string, bool> exists) => Link().Matches(file.Text)
        .Select(match => match.Groups["target"].Value.Split('#')[0])
        .Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal))
        .Where(target => Resolve(file.Path, target) is not { } path || !exists(path))
        .Select(target => $"{file.Path}: the link {target} leads nowhere");

    private static IEnumerable<string> Outside(SourceFile file)
    {
        foreach (Match match in UpwardPath().Matches(file.Text).Where(match => Resolve(file.Path, match.Value) is null))
            yield return $"{file.Path}:{file.LineOf(match.Index)}: {match.Value} is outside the repository";
        foreach (Match match in PersonalPath().Matches(file.Text))
            yield return $"{file.Path}:{file.LineOf(match.Index)}: {match.Value} is a path of somebody's machine";
    }

    private static IEnumerable<string> Stale(SourceFile file, Dictionary<string, Func<string>> parts)
    {
        foreach (Match part in GeneratedPart().Matches(file.Text))
        {
            string name = part.Groups["name"].Value;
            if (!parts.TryGetValue(name, out Func<string>? generate))
                yield return $"{file.Path}: nothing generates the part '{name}'";
            else if (part.Groups["body"].Value.Trim() != generate().Trim())
                yield return $"{file.Path}: the part '{name}' differs; TRUEFILL_UPDATE_DOCS=1 ./test architecture writes it.\n"
                    + Difference(part.Groups["body"].Value, generate());
        }
    }

    private static string Regenerate(SourceFile file, Dictionary<string, Func<string>> parts) =>
        GeneratedPart().Replace(file.Text, part => parts.TryGetValue(part.Groups["name"].Value, out Func<string>? generate)
            ? $"{part.Groups["open"].Value}\n{generate().Trim()}\n{part.Groups["close"].Value}"
            : part.Value);

    private static string Difference(string written, string generated)
    {
        string[] old = written.Trim().Split('\n'), now = generated.Trim().Split('\n');
        return string.Join('\n', old.Except(now, StringComparer.Ordinal).Select(line => "- " + line)
            .Concat(now.Except(old, StringComparer.Ordinal).Select(line => "+ " + line)));
    }

    private static IEnumerable<string> Misnumbered(IEnumerable<string> paths) => paths
        .Order(StringComparer.Ordinal)
        .Select((path, index) => (path, Expected: $"docs/adr/{index + 1:D4}-"))
        .Where(record => !record.path.StartsWith(record.Expected, StringComparison.Ordinal))
        .Select(record => $"{record.path}: expected a name that starts with {record.Expected}");

    /// <summary>The path from the root that a relative path in this file means; null when it leaves the repository.</summary>
    private static string? Resolve(string from, string target)
    {
        Stack<string> folders = new(from.Split('/')[..^1]);
        foreach (string step in target.Split('/').Where(step => step is not ("" or ".")))
        {
            if (step != "..")
                folders.Push(step);
            else if (!folders.TryPop(out _))
                return null;
        }

        return string.Join('/', folders.Reverse());
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w./])(\.\./)+[\w.-]+", RegexOptions.ExplicitCapture)]
    private static partial Regex UpwardPath();

    [GeneratedRegex(@"(?<![\w.$}*])/(home|root|Users|work|workspaces|mnt)/\w+", RegexOptions.ExplicitCapture)]
    private static partial Regex PersonalPath();

    [GeneratedRegex(@"(?<open><!-- generated: (?<name>[\w-]+) -->)\n(?<body>.*?)(?<close><!-- end -->)", RegexOptions.Singleline)]
    private static partial Regex GeneratedPart();
}
