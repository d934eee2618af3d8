using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using Truefill.Domain.Quantities;

namespace Truefill.Cli.Frame;

/// <summary>Adds options and arguments to a command. Each method gives the function that reads the value
/// later.</summary>
internal sealed class OptionSet(Command command)
{
    public Func<ParseResult, string?> Text(string name, string helpName, string description, string? alias = null)
    {
        Option<string?> option = New<string?>(name, helpName, description, alias);
        return parse => parse.GetValue(option);
    }

    public Func<ParseResult, string> Required(string name, string helpName, string description)
    {
        Option<string?> option = New<string?>(name, helpName, description);
        option.Required = true;
        return parse => parse.GetValue(option)!;
    }

    public Func<ParseResult, bool> Flag(string name, string description, string? alias = null)
    {
        Option<bool> option = alias is null ? new Option<bool>(name) : new Option<bool>(name, alias);
        option.Description = description;
        command.Add(option);
        return parse => parse.GetValue(option);
    }

    public Func<ParseResult, string?> Choice(string name, string description, params string[] names)
    {
        Option<string?> option = New<string?>(name, string.Join('|', names), description);
        AcceptAnyCase(option, names);
        return parse => Spelled(parse.GetValue(option), names);
    }

    public Func<ParseResult, string> RequiredChoice(string name, string description, params string[] names)
    {
        Option<string?> option = New<string?>(name, string.Join('|', names), description);
        AcceptAnyCase(option, names);
        option.Required = true;
        return parse => Spelled(parse.GetValue(option), names)!;
    }

    // The library's own check takes one spelling only; its completions and its words for an error stay.
    private static void AcceptAnyCase(Option<string?> option, string[] names)
    {
        option.CompletionSources.Add(names);
        option.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
                if (Spelled(token.Value, names) is null) result.AddError(UsageErrors.NotAmong(token.Value, names));
        });
    }

    // Words such as GLOBAL stand in capitals in the documents that name them; what is passed on is our spelling.
    private static string? Spelled(string? typed, string[] names) =>
        Array.Find(names, name => name.Equals(typed, StringComparison.OrdinalIgnoreCase));

    public Func<ParseResult, long?> Whole(string name, string helpName, string description)
    {
        Option<long?> option = New<long?>(name, helpName, description);
        option.CustomParser = ReadWhole;
        return parse => parse.GetValue(option);
    }

    public Func<ParseResult, long> RequiredWhole(string name, string helpName, string description)
    {
        Option<long?> option = New<long?>(name, helpName, description);
        option.CustomParser = ReadWhole;
        option.Required = true;
        return parse => parse.GetValue(option)!.Value;
    }

    public Func<ParseResult, Qty?> Quantity(string name, string description, bool required = false)
    {
        Option<Qty?> option = New<Qty?>(name, "QTY", description);
        option.CustomParser = ReadQty;
        option.Required = required;
        return parse => parse.GetValue(option);
    }

    public Func<ParseResult, Px?> Price(string name, string description)
    {
        Option<Px?> option = New<Px?>(name, "PX", description);
        option.CustomParser = ReadPx;
        return parse => parse.GetValue(option);
    }

    public Func<ParseResult, string> Argument(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        command.Add(argument);
        return parse => parse.GetValue(argument)!;
    }

    /// <summary>An argument with fixed words; the shell completes them.</summary>
    public Func<ParseResult, string> Word(string name, string description, params string[] words)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.AcceptOnlyFromAmong(words);
        command.Add(argument);
        return parse => parse.GetValue(argument)!;
    }

    public Func<ParseResult, string[]> Arguments(string name, string description, bool mayBeNone = false)
    {
        var argument = new Argument<string[]>(name)
        {
            Description = description,
            Arity = mayBeNone ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
        };
        command.Add(argument);
        return parse => parse.GetValue(argument)!;
    }

    public Func<ParseResult, Px> PriceArgument(string name, string description) => Needed(name, description, ReadPx);

    public Func<ParseResult, long> WholeArgument(string name, string description) =>
        Needed(name, description, ReadWhole);

    // The library takes an argument whose type may be null for one that may be left out.
    private Func<ParseResult, T> Needed<T>(string name, string description, Func<ArgumentResult, T?> read)
        where T : struct
    {
        var argument = new Argument<T?>(name)
        {
            Description = description,
            CustomParser = read,
            Arity = ArgumentArity.ExactlyOne,
        };
        command.Add(argument);
        return parse => parse.GetValue(argument)!.Value;
    }

    private Option<T> New<T>(string name, string helpName, string description, string? alias = null)
    {
        Option<T> option = alias is null ? new Option<T>(name) : new Option<T>(name, alias);
        option.HelpName = helpName;
        option.Description = description;
        command.Add(option);
        return option;
    }

    private static long? ReadWhole(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, out long value) && value >= 0) return value;
        result.AddError($"'{text}' is not a whole number");
        return null;
    }

    private static Qty? ReadQty(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Said(result, Qty.TryParse(text, out Qty qty))) return null;
        if (qty > Qty.Zero) return qty;
        result.AddError($"'{text}' is not a quantity above 0");
        return null;
    }

    private static Px? ReadPx(ArgumentResult result) =>
        Said(result, Px.TryParse(result.Tokens[0].Value, out Px px)) ? null : px;

    private static bool Said(ArgumentResult result, NumberError error)
    {
        string text = result.Tokens[0].Value;
        switch (error)
        {
            case NumberError.NotANumber:
                result.AddError($"'{text}' is not a decimal number");
                break;
            case NumberError.TooPrecise:
                result.AddError($"'{text}' has more than {ExactDecimal.MaxDecimals} decimals");
                break;
            case NumberError.OutOfRange:
                result.AddError($"'{text}' has more than {ExactDecimal.MaxDigits} digits");
                break;
        }

        return error != NumberError.None;
    }
}
