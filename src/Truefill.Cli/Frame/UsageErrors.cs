using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Truefill.Server.Configuration;

namespace Truefill.Cli.Frame;

/// <summary>The parser's complaints in our words, with the nearest thing that exists.</summary>
internal static class UsageErrors
{
    public static IReadOnlyList<CliError> Of(ParseResult parse)
    {
        string path = PathOf(parse);
        string help = $"{path} --help";
        List<CliError> errors = [];
        foreach (string word in parse.UnmatchedTokens)
        {
            string? near = Suggestion.For(word, Candidates(parse.CommandResult.Command, word));
            string kind = word.StartsWith('-') ? "option" : Subcommands(parse).Any() ? "command" : "argument";
            string hint = near is null ? help : $"did you mean '{near}'?";
            errors.Add(new CliError(ExitCode.Usage, $"unknown {kind} '{word}'", path, hint));
        }

        // The parser repeats the unknown words, and misses a command where one was only misspelled.
        if (errors.Count == 0)
        {
            errors.AddRange(parse.Errors
                .Select(error => new CliError(ExitCode.Usage, InOurWords(error.Message, parse), path, help))
                .DistinctBy(error => error.What, StringComparer.Ordinal));
        }

        return errors;
    }

    private static string InOurWords(string message, ParseResult parse)
    {
        if (message.StartsWith("Required command", StringComparison.Ordinal))
            return $"a command is missing: {string.Join(", ", Subcommands(parse))}";
        string text = message.TrimEnd('.').Replace("\n", " ", StringComparison.Ordinal);
        return text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
    }

    private static IEnumerable<string> Subcommands(ParseResult parse) =>
        parse.CommandResult.Command.Subcommands.Select(command => command.Name);

    private static IEnumerable<string> Candidates(Command command, string word)
    {
        if (!word.StartsWith('-')) return command.Subcommands.Select(child => child.Name);
        IEnumerable<Option> options = command.Options;
        foreach (Command parent in Parents(command)) options = options.Concat(parent.Options.Where(o => o.Recursive));
        return options.SelectMany(option => option.Aliases.Append(option.Name));
    }

    private static IEnumerable<Command> Parents(Command command)
    {
        for (Command? at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            if (at != command) yield return at;
        }
    }

    private static string PathOf(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        return string.Join(' ', Parents(command).Reverse().Append(command).Select(c => c.Name));
    }
}
