using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;

namespace Truefill.Cli.Frame;

/// <summary>A command as declared; the parser's command is made from it when it is needed.</summary>
internal abstract class CommandSpec(string name, string description)
{
    private const string PlannedMark = " (planned)";

    public string Name { get; } = name;

    /// <summary>Works, but help does not show it: for programs only.</summary>
    public bool IsHidden { get; init; }

    public abstract bool IsPlanned(HandlerTable handlers);

    /// <param name="depth">0: only the name, for the list of its siblings.</param>
    public Command Build(CommandTree tree, int depth)
    {
        bool planned = IsPlanned(tree.Handlers);
        var command = new Command(Name, planned ? description + PlannedMark : description) { Hidden = IsHidden };
        if (depth > 0) Fill(command, tree, depth);
        return command;
    }

    protected abstract void Fill(Command command, CommandTree tree, int depth);
}

/// <summary>A command that only holds others.</summary>
internal sealed class CommandGroup(string name, string description, params CommandSpec[] children)
    : CommandSpec(name, description)
{
    public IReadOnlyList<CommandSpec> Children => children;

    public override bool IsPlanned(HandlerTable handlers) => children.All(child => child.IsPlanned(handlers));

    protected override void Fill(Command command, CommandTree tree, int depth)
    {
        foreach (CommandSpec child in children) command.Add(child.Build(tree, depth));
    }
}

/// <summary>A command with options of its own and a handler, as soon as somebody has written it.</summary>
/// <param name="define">Adds the options, and gives the function that reads them into the record.</param>
internal sealed class CommandSpec<TOptions>(
    string name, string description, Func<OptionSet, Func<ParseResult, TOptions>> define)
    : CommandSpec(name, description)
{
    /// <summary>Commands below one that does something of its own too.</summary>
    public IReadOnlyList<CommandSpec> Children { get; init; } = [];

    public override bool IsPlanned(HandlerTable handlers) =>
        !handlers.Has(typeof(TOptions)) && Children.All(child => child.IsPlanned(handlers));

    protected override void Fill(Command command, CommandTree tree, int depth)
    {
        Func<ParseResult, TOptions> read = define(new OptionSet(command));
        command.SetAction((parse, cancel) => tree.RunAsync(command, parse, read, cancel));
        foreach (CommandSpec child in Children) command.Add(child.Build(tree, depth));
    }
}

/// <summary>A command that a later issue brings: it takes anything and does nothing but say so.</summary>
internal sealed class PlannedCommand(string name, string description, params string[] children)
    : CommandSpec(name, description)
{
    public override bool IsPlanned(HandlerTable handlers) => true;

    protected override void Fill(Command command, CommandTree tree, int depth)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parse => (int)tree.SayPlanned(command, parse));
        foreach (string child in children)
            command.Add(new PlannedCommand(child, "").Build(tree, depth));
    }
}
