using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;

namespace Truefill.Cli.Handlers.Config;

/// <summary>Each effective value and where it came from.</summary>
internal sealed class ConfigShowHandler : IHandler<ConfigShowOptions>
{
    public Task<ExitCode> RunAsync(ConfigShowOptions options, CommandContext context, CancellationToken cancel)
    {
        ConfigurationResult result = context.LoadConfiguration();
        if (result.Options is not { } effective)
            throw new CliException([.. result.Errors.Select(CommandContext.ErrorOf)]);
        List<ConfigurationValue> values = [.. result.Values.Where(value => IsBelow(value.Path, options.Section))];
        if (values.Count == 0)
        {
            if (options.Section is { } section && !ConfigurationReference.IsKey(section))
                throw new CliException(ExitCode.NotFound, $"there is no key '{section}'", hint: "truefill config show");
            context.Note($"nothing is configured below '{options.Section}'");
        }

        foreach (ConfigurationError warning in result.Warnings) context.Note($"warning: {warning}");

        TextTable table = new([new("key"), new("value"), new("source")]);
        foreach (ConfigurationValue value in values) table.Add(value.Path, value.Text ?? "null",
            value.Source.ToString());
        context.Output.Write(new CommandResult(writer => WriteJson(writer, result, effective, values), table));
        return Task.FromResult(ExitCode.Ok);
    }

    private static bool IsBelow(string path, string? section) =>
        section is null || path == section || path.StartsWith(section + ".", StringComparison.Ordinal);

    private static void WriteJson(
        Utf8JsonWriter writer, ConfigurationResult result, TruefillOptions effective, List<ConfigurationValue> values)
    {
        writer.WriteStartObject();
        writer.WriteString("file", result.File);
        writer.WriteString("config_hash", effective.ConfigHash);
        writer.WriteStartArray("values");
        foreach (ConfigurationValue value in values)
        {
            writer.WriteStartObject();
            writer.WriteString("key", value.Path);
            writer.WriteString("value", value.Text);
            ConfigJson.WriteSource(writer, value.Source);
            writer.WriteBoolean("secret", value.IsSecret);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        ConfigJson.WriteProblems(writer, "warnings", result.Warnings);
        writer.WriteEndObject();
    }
}
