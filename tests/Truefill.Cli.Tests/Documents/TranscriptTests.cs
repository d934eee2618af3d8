using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers;
using Truefill.Cli.Tests.Service;

namespace Truefill.Cli.Tests.Documents;

/// <summary>What the documents tell a reader to type is what the program takes.</summary>
public sealed class TranscriptTests
{
    /// <summary>Commands that only read, and so work on a state directory without a service.</summary>
    private static readonly string[] Reads =
    [
        "status", "snapshot", "exec status", "exec snapshot", "orders list", "orders show", "positions list",
        "breaks list", "deadletters list", "deadletters show", "journal stats", "journal tail", "journal verify",
        "kill-switch status", "limits show", "config check", "config show", "why order", "why position",
        "venues list",
    ];

    /// <summary>What a placeholder stands for in the prepared directory.</summary>
    private static readonly Dictionary<string, string> Ids = new(StringComparer.Ordinal)
    {
        ["orders show"] = "T-1",
        ["why order"] = "T-1",
        ["why position"] = "IBM",
        ["deadletters show"] = "1",
    };

    [Fact]
    public void Every_command_in_a_document_parses()
    {
        Assert.True(DocumentedCommand.All.Count(command => command.IsWhole) >= 8);
        Assert.Empty(DocumentedCommand.All.SelectMany(Problems));
    }

    [Theory]
    [InlineData("```sh\ntruefill status --nonsense\n```")]
    [InlineData("```sh\n./truefill orders submit --symbol IBM \\\n  --side sideways --qty 1\n```")]
    [InlineData("```sh\ntruefill breaks explain 3\n```")]
    [InlineData("`truefill orders lost`")]
    [InlineData("`truefill journal verify --redecided`")]
    public void A_command_that_is_not_one_is_found(string text) =>
        Assert.NotEmpty(DocumentedCommand.In("sample.md", text).SelectMany(Problems));

    [Theory]
    [InlineData("```sh\ntruefill status --watch   # a comment\n```")]
    [InlineData("```json\ntruefill nonsense\n```")]
    [InlineData("`truefill breaks explain` and `truefill why position …`")]
    [InlineData("`truefill kill-switch reset --reason R [--scope … --target …]`")]
    public void A_mention_may_leave_out_what_the_reader_fills_in(string text) =>
        Assert.Empty(DocumentedCommand.In("sample.md", text).SelectMany(Problems));

    [Fact]
    public async Task Every_documented_command_that_only_reads_works_without_a_service()
    {
        ServiceFixture fixture = new();
        await fixture.InitializeAsync();
        await fixture.Fill("T1", "buy", "10", "100.5");
        await fixture.Json("orders submit --account ACC1 --symbol IBM --side buy --qty 5 --price 9 --cl-ord-id T-1");
        await fixture.Run("inject - --reason test", "nonsense");
        await fixture.Stop();
        string config = fixture.Write("execution.yaml", "mode: simulation\n");
        int run = 0;
        foreach (DocumentedCommand command in DocumentedCommand.All)
        {
            if (Prepared(command, fixture.StateDirectory) is not { } words) continue;
            run++;
            Run result = await Cli.In(["--config", config, .. words], directory: Checkout.Root);

            // A directory without a service is not healthy, and that is all that --check asks.
            int expected = words.Contains("--check") ? 9 : 0;
            Assert.True(result.Code == expected, $"{command}: exit {result.Code}: {result.Error}");
            Assert.NotEmpty(result.Out);
        }

        await fixture.DisposeAsync();
        Assert.True(run >= 15, $"only {run} documented commands were run");
    }

    [Fact]
    public async Task The_first_steps_of_the_README_work_in_their_order()
    {
        string folder = Directory.CreateTempSubdirectory("tf-readme-").FullName;
        Directory.CreateSymbolicLink(
            Path.Combine(folder, "tests"), Path.Combine(Checkout.Root, "tests"));
        string readme = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "README.md"));
        Assert.Contains("\nmkdir -p state\n./truefill init ", readme, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(folder, "state"));
        DocumentedCommand[] steps =
        [
            .. DocumentedCommand.All.Where(command => command.IsWhole && !command.Words.Contains("--demo")
                && command.Place.StartsWith("README.md", StringComparison.Ordinal)),
        ];
        Assert.Equal(
            ["dry-run", "init", "serve", "orders", "status", "journal"], steps.Select(step => step.Words[0]));
        using CancellationTokenSource stop = new();
        Task<Run>? service = null;
        foreach (DocumentedCommand step in steps)
        {
            if (step.Words[0] == "serve")
            {
                service = Cli.In(
                    [.. step.Words, "--urls", "http://127.0.0.1:0"], directory: folder, cancel: stop.Token);
                string socket = Path.Combine(folder, "state", "desk", "api.sock");
                await Eventually.Holds(() => File.Exists(socket) || service.IsCompleted, "it listens");
                Assert.True(File.Exists(socket), service.IsCompleted ? (await service).Error : "it listens no more");
                continue;
            }

            Run run = await Cli.In(step.Words, directory: folder);
            Assert.True(run.Code == 0, $"{step}: exit {run.Code}: {run.Error}");
        }

        await stop.CancelAsync();
        Assert.Equal(0, (await service!).Code);
        Directory.Delete(folder, recursive: true);
    }

    // A mention may lack what is required; what it has must be there.
    private static IEnumerable<string> Problems(DocumentedCommand command)
    {
        ParseResult parse = Parse(Filled(command.Words));
        return UsageErrors.Of(parse)
            .Where(error => parse.UnmatchedTokens.Count > 0 || command.IsWhole || !IsLack(error.What))
            .Select(error => $"{command}: {error.What}");
    }

    private static ParseResult Parse(string[] words)
    {
        CliEnvironment environment = new()
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            In = TextReader.Null,
            Variables = new Dictionary<string, string>(),
            WorkingDirectory = Path.GetTempPath(),
        };
        return new CommandTree(Catalogue.Commands, AllHandlers.Table, environment, words: null).Root.Parse(words);
    }

    private static bool IsLack(string error) => error.Contains("missing", StringComparison.OrdinalIgnoreCase)
        || error.Contains("required", StringComparison.OrdinalIgnoreCase);

    // Brackets are around what may be left out, and three dots stand for anything.
    private static string[] Filled(string[] words)
    {
        List<string> filled = [];
        foreach (string word in words.Select(word => word.Trim('[', ']')))
        {
            if (word != "…") filled.Add(word is "ID" or "N" ? "1" : word);
            else if (filled[^1].StartsWith("--", StringComparison.Ordinal)) filled.RemoveAt(filled.Count - 1);
        }

        return [.. filled];
    }

    private static string[]? Prepared(DocumentedCommand command, string directory)
    {
        string[] words = Filled(command.Words);
        string? path = Reads.FirstOrDefault(read => words.Take(read.Count(c => c == ' ') + 1).SequenceEqual(read.Split(' ')));
        if (path is null) return null;
        List<string> prepared = [.. words];
        int option = prepared.IndexOf("--state-dir");
        if (option >= 0) prepared.RemoveRange(option, 2);
        int at = path.Split(' ').Length;
        if (Ids.TryGetValue(path, out string? id))
        {
            if (prepared.Count > at) prepared[at] = id;
            else prepared.Add(id);
        }

        return [.. prepared, "--state-dir", directory];
    }
}
