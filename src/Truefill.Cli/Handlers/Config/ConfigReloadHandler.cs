using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Config;

/// <summary>Has the running service read its configuration again, and shows what holds now and what waits.</summary>
internal sealed class ConfigReloadHandler : IHandler<ConfigReloadOptions>
{
    private const string Path = "/admin/config/reload";

    public async Task<ExitCode> RunAsync(ConfigReloadOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer answer = await client.PostAsync(
            Path,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
            },
            cancel);
        TextTable table = new([new("key"), new("effect")]);
        Add(table, answer.Body, "applied", "applied");
        Add(table, answer.Body, "restart_required", "restart required");
        context.Output.Write(new CommandResult(answer.WriteTo, table));
        return ExitCode.Ok;
    }

    private static void Add(TextTable table, JsonElement body, string list, string effect)
    {
        foreach (JsonElement key in body.GetProperty(list).EnumerateArray()) table.Add(key.GetString(), effect);
    }
}
