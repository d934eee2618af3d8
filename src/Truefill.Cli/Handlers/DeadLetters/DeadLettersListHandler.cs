using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.DeadLetters;

/// <summary>What could not be applied, oldest first.</summary>
internal sealed class DeadLettersListHandler : IHandler<DeadLettersListOptions>
{
    public async Task<ExitCode> RunAsync(
        DeadLettersListOptions options, CommandContext context, CancellationToken cancel)
    {
        IEnumerable<JsonElement> found = context.Globals.IsOffline
            ? OfflineDeadLetters.List(StatePlace.Of(context), options.All)
            : await Ask(options, context, cancel);
        List<JsonElement> shown = [.. found.Take((int)long.Min(options.Limit ?? int.MaxValue, int.MaxValue))];
        context.Output.Write(new CommandResult(
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("items");
                foreach (JsonElement letter in shown) letter.WriteTo(json);
                json.WriteEndArray();
                json.WriteNull("next");
                json.WriteEndObject();
            },
            DeadLetterTables.List(shown)));
        return ExitCode.Ok;
    }

    private static async Task<List<JsonElement>> Ask(
        DeadLettersListOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient service = context.Service();
        List<JsonElement> all = [];
        (string, string?) state = ("state", options.All ? null : "open");
        await foreach (ApiAnswer page in ApiPages.ReadAsync(service, "deadletters", options.Limit, cancel, state))
            all.AddRange(page.Body.GetProperty("items").EnumerateArray());
        return all;
    }
}
