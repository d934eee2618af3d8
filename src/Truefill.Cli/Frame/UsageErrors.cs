using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Truefill.Server.Configuration;

namespace Truefill.Cli.Frame;

/// <summary>The parser's complaints in our words, with the nearest thing that exists.</summary>
internal static class UsageErrors
{
    private const string ChoiceMark = " Must be one of:";
    private const string OfOption = " for option: '";

    public static IReadOnlyList<CliError> Of(ParseResult parse)
    {
        // A word after an unknown option is most likely its value, so it is not told apart.
        string[] unknown = [.. parse.UnmatchedTokens];
        if (unknown.Any(IsOption)) unknown = [.. unknown.Where(IsOption)];
        if (unknown.Length > 0) return [.. unknown.Select(word => Unknown(word, parse))];

        // Where a word is unknown, the parser also misses the command that it stands for: hence only otherwise.
        return [.. parse.Errors.Select(error => InOurWords(error.Message, parse)).DistinctBy(error => error.What)];
    }

    private static CliError Unknown(string word, ParseResult parse)
    {
        string? near = Suggestion.For(word, Candidates(parse.CommandResult.Command, word));
        string kind = IsOption(word) ? "option" : Subcommands(parse).Any() ? "command" : "argument";
        string hint = near is null ? HelpOf(parse) : $"did you mean '{near}'?";
        return new CliError(ExitCode.Usage, $"unknown {kind} '{word}'", Try: hint);
    }

    /// <summary>In the form of the library's own message, which is put into our words with the others.</summary>
    internal static string NotAmong(string typed, string[] words) =>
        $"Argument '{typed}' {ChoiceMark}\n\t'{string.Join("'\n\t'", words)}'";

    private static CliError InOurWords(string message, ParseResult parse)
    {
        if (message.StartsWith("Required command", StringComparison.Ordinal))
            message = $"a command is missing: {string.Join(", ", Subcommands(parse))}";
        if (message.StartsWith("Required argument", StringComparison.Ordinal))
        {
            message = message.Contains(OfOption, StringComparison.Ordinal) && message.Split('\'') is [_, var option, ..]
                ? $"option '{option}' needs a value"
                : Missing([.. MissingArguments(parse)]);
        }

        string hint = HelpOf(parse);
        int choice = message.IndexOf(ChoiceMark, StringComparison.Ordinal);
        if (choice >= 0)
        {
            char[] around = ['\'', '\t', '\r', ' '];
            string[] words = [.. message[(choice + ChoiceMark.Length)..].Split('\n').Select(word => word.Trim(around))];
            string typed = message.Split('\'') is [_, var quoted, ..] ? quoted : "";
            message = $"'{typed}' is not one of {string.Join(", ", words.Where(word => word.Length > 0))}";
            if (Suggestion.For(typed, words) is { } near) hint = $"did you mean '{near}'?";
        }

        string text = message.TrimEnd('.').Replace('\n', ' ');
        bool named = text.Length < 2 || char.IsUpper(text[1]);
        string lower = named ? text : char.ToLowerInvariant(text[0]) + text[1..];
        return new CliError(ExitCode.Usage, lower, Try: hint);
    }

    private static bool IsOption(string word) => word.StartsWith('-') && word.Length > 1;

    private static string Missing(string[] names) =>
        $"{string.Join(" and ", names)} {(names.Length > 1 ? "are" : "is")} missing";

    private static IEnumerable<string> MissingArguments(ParseResult parse) => parse.CommandResult.Command.Arguments
        .Where(argument => argument.Arity.MinimumNumberOfValues > 0
            && parse.GetResult(argument) is null or { Tokens.Count: 0 })
        .Select(argument => argument.Name);

    private static IEnumerable<string> Subcommands(ParseResult parse) =>
        parse.CommandResult.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name);

    private static IEnumerable<string> Candidates(Command command, string word)
    {
        if (!IsOption(word)) return command.Subcommands.Select(child => child.Name);
        IEnumerable<Option> options = command.Options;
        foreach (Command parent in Parents(command)) options = options.Concat(parent.Options.Where(o => o.Recursive));
        return options.SelectMany(option => option.Aliases.Append(option.Name));
    }

    private static IEnumerable<Command> Parents(Command command)
    {
        for (Command? at = ParentOf(command); at is not null; at = ParentOf(at)) yield return at;
    }

    private static Command? ParentOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault();

    private static string HelpOf(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        return string.Join(' ', Parents(command).Reverse().Append(command).Select(c => c.Name)) + " --help";
    }
}
