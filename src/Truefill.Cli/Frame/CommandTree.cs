using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Frame;

/// <summary>The parser's tree for one run, and the way from a parsed command line to a handler.</summary>
internal sealed class CommandTree
{
    public const string ProgramName = "truefill";

    private const string Promise = "Sends orders to the market and keeps books that agree with your broker's.";

    /// <summary>Depth that is more than the tree has.</summary>
    private const int Everything = 9;

    private readonly CliEnvironment environment;

    /// <param name="words">The command line: only what it names is built in full. Null: everything is.</param>
    public CommandTree(
        IEnumerable<CommandSpec> specs, HandlerTable handlers, CliEnvironment environment, IReadOnlyList<string>? words)
    {
        (Handlers, this.environment) = (handlers, environment);
        Root = new Command(ProgramName, Promise)
        {
            new HelpOption(),
        };
        foreach (Option option in Globals.All) Root.Add(option);
        foreach (CommandSpec spec in specs)
            Root.Add(spec.Build(this, words is null || words.Contains(spec.Name, StringComparer.Ordinal) ? Everything
                : 0));
    }

    public HandlerTable Handlers { get; }

    public GlobalSymbols Globals { get; } = new();

    public Command Root { get; }

    /// <summary>Takes the place that a finished command would have; exit 1, so that no script believes it
    /// worked.</summary>
    public ExitCode SayPlanned(Command command, ParseResult parse)
    {
        string path = PathOf(parse, command);
        string what = $"planned: '{path}' is not in this version, and nothing was done";
        if (Globals.FormatOf(parse) == OutputFormat.Json)
            ErrorWriter.Write([new CliError(ExitCode.Error, what, Reason: "planned")], environment, OutputFormat.Json);
        else
            environment.Error.WriteLine(what);
        return ExitCode.Error;
    }

    public async Task<int> RunAsync<TOptions>(
        Command command, ParseResult parse, Func<ParseResult, TOptions> read, CancellationToken cancel)
    {
        if (Handlers.Find<TOptions>() is not { } handler) return (int)SayPlanned(command, parse);
        GlobalOptions globals = Globals.Read(parse, environment.Variables);
        var context = new CommandContext(globals, environment, PathOf(parse, command));
        return (int)await handler.RunAsync(read(parse), context, cancel);
    }

    private static string PathOf(ParseResult parse, Command command)
    {
        var names = new List<string>();
        for (var at = parse.CommandResult; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, at.Command.Name);
        return names.Count == 0 ? command.Name : string.Join(' ', names);
    }
}
