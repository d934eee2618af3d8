using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Frame;

/// <summary>The global options as the parser knows them.</summary>
internal sealed class GlobalSymbols
{
    private const int SecondsByDefault = 30;
    private const string EndpointVariable = "TRUEFILL_ENDPOINT";

    private readonly Option<string?> config =
        Place("--config", "FILE", "configuration file [TRUEFILL_CONFIG, config/execution.yaml]");
    private readonly Option<string?> stateDir =
        Place("--state-dir", "DIR", "state directory; read commands then work offline");
    private readonly Option<string?> endpoint =
        Place("--endpoint", "URL", "service: http(s)://… or unix:PATH [TRUEFILL_ENDPOINT]");
    private readonly Option<string?> token = Text("--token", "T", "bearer token [environment TRUEFILL_TOKEN]");
    private readonly Option<string?> by = Text("--by", "NAME", "the person on whose word this is done");

    private readonly Option<string?> output = new("--output", "-o")
    {
        HelpName = "table|json|csv",
        Description = "form of the data on stdout [table]",
        Recursive = true,
    };

    private readonly Option<bool> noColor = Flag("--no-color", "plain text, as when piped");
    private readonly Option<bool> yes = Flag("--yes", "do not ask");

    private readonly Option<string[]> sets = new("--set")
    {
        HelpName = "KEY=VALUE",
        Description = "override a configuration key; may be repeated",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<int?> timeout = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "how long to wait for the service [30]",
        Recursive = true,
        CustomParser = ReadSeconds,
    };

    public GlobalSymbols()
    {
        output.AcceptOnlyFromAmong("table", "json", "csv");
        sets.Validators.Add(result =>
        {
            foreach (Token stated in result.Tokens)
                if (stated.Value.IndexOf('=', StringComparison.Ordinal) <= 0)
                    result.AddError($"'{stated.Value}' is not of the form KEY=VALUE");
        });
    }

    public IEnumerable<Option> All => [config, stateDir, endpoint, token, output, noColor, yes, by, sets, timeout];

    /// <param name="variables">
    /// The environment: a directory that the command line names goes before an endpoint that it names.
    /// </param>
    public GlobalOptions Read(ParseResult parse, IReadOnlyDictionary<string, string> variables) => new()
    {
        Config = parse.GetValue(config),
        StateDir = parse.GetValue(stateDir),
        Endpoint = parse.GetValue(endpoint) ?? (parse.GetValue(stateDir) is null
            && variables.GetValueOrDefault(EndpointVariable) is { Length: > 0 } named ? named : null),
        Token = parse.GetValue(token),
        Output = Format(parse.GetValue(output)),
        NoColor = parse.GetValue(noColor),
        Yes = parse.GetValue(yes),
        By = parse.GetValue(by),
        Sets = parse.GetValue(sets) ?? [],
        Timeout = TimeSpan.FromSeconds(parse.GetValue(timeout) ?? SecondsByDefault),
    };

    /// <summary>Also where the command line is wrong: the error then comes in the form that was asked for.</summary>
    public OutputFormat FormatOf(ParseResult parse) =>
        parse.GetResult(output) is { Tokens: [.., { Value: var text }] } ? Format(text) : OutputFormat.Table;

    private static OutputFormat Format(string? text) => text switch
    {
        "json" => OutputFormat.Json,
        "csv" => OutputFormat.Csv,
        _ => OutputFormat.Table,
    };

    private static int? ReadSeconds(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, out int seconds) && seconds is > 0 and <= 86400) return seconds;
        result.AddError($"'{result.Tokens[0].Value}' is not a number of seconds from 1 to 86400");
        return null;
    }

    // A place that is empty is most likely a variable that is not set; the usual place is not what was meant.
    private static Option<string?> Place(string name, string helpName, string description)
    {
        Option<string?> option = Text(name, helpName, description);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [.., { Value.Length: 0 }]) result.AddError($"option '{name}' is empty");
        });
        return option;
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description, Recursive = true };

    private static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Recursive = true };
}
