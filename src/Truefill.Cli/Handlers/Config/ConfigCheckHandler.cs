using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.Configuration;
using Truefill.Server.Views;

namespace Truefill.Cli.Handlers.Config;

/// <summary>All that is wrong with the configuration: on stderr for people, as the document for programs.</summary>
internal sealed class ConfigCheckHandler : IHandler<ConfigCheckOptions>
{
    public Task<ExitCode> RunAsync(ConfigCheckOptions options, CommandContext context, CancellationToken cancel)
    {
        ConfigurationResult result = context.LoadConfiguration();
        bool good = result.Options is not null;
        bool document = context.Output.Format == OutputFormat.Json;
        if (!good && !document) throw new CliException([.. result.Errors.Select(CommandContext.ErrorOf)]);
        if (!document)
        {
            foreach (ConfigurationError warning in result.Warnings) context.Note($"warning: {warning}");
        }

        TextTable table = new([new("file"), new("valid"), new("mode"), new("config_hash")]);
        if (result.Options is { } effective)
            table.Add(
                result.File ?? "(defaults)", "true", Words.Of(effective.Mode), effective.ConfigHash);
        context.Output.Write(new CommandResult(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("file", result.File);
                writer.WriteBoolean("valid", good);
                if (result.Options is { } found)
                {
                    writer.WriteString("mode", Words.Of(found.Mode));
                    writer.WriteString("config_hash", found.ConfigHash);
                }

                ConfigJson.WriteProblems(writer, "errors", result.Errors);
                ConfigJson.WriteProblems(writer, "warnings", result.Warnings);
                writer.WriteEndObject();
            },
            table));
        return Task.FromResult(good ? ExitCode.Ok : ExitCode.Configuration);
    }
}
