using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

/// <summary>Opening lots, in requests well below the bound of a body. Again is a duplicate, by reference.</summary>
internal sealed class PositionsImportHandler : IHandler<PositionsImportOptions>
{
    private const int LotsPerRequest = 1000;

    public async Task<ExitCode> RunAsync(
        PositionsImportOptions options, CommandContext context, CancellationToken cancel)
    {
        IReadOnlyList<JsonElement> lots = LotFile.Parse(InputFile.Read(options.File, context), options.File);
        using ApiClient client = context.Service();
        string? by = Acting.Name(context, client);
        string reason = options.Reason ?? $"import of {System.IO.Path.GetFileName(options.File)}";
        long imported = 0, duplicates = 0;
        foreach (JsonElement[] some in lots.Chunk(LotsPerRequest))
        {
            ApiAnswer answer = await client.PostAsync(
                "positions/import", writer => Write(writer, some, reason, by), cancel);
            imported += answer.Body.GetProperty("imported").GetInt64();
            duplicates += answer.Body.GetProperty("duplicates").GetInt64();
        }

        context.Output.Write(new CommandResult(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("imported", imported);
                writer.WriteNumber("duplicates", duplicates);
                writer.WriteEndObject();
            },
            new TextTable([new("imported", Right: true), new("duplicates", Right: true)])
                .Add(imported.ToString(), duplicates.ToString())));
        return ExitCode.Ok;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement[] lots, string reason, string? by)
    {
        writer.WriteStartObject();
        writer.WriteString("reason", reason);
        writer.Stated("by", by);
        writer.WriteStartArray("items");
        foreach (JsonElement lot in lots) lot.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
