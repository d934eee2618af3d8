using System.Text.Json;
using Truefill.Cli.Api;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Risk;

internal static class LimitsAnswer
{
    private static readonly string[] Names =
        ["limit", "value", "used", "configured", "account", "strategy", "venue", "symbol"];

    public static ExitCode Show(ApiAnswer answer, CommandContext context)
    {
        TextTable table = new([.. System.Array.ConvertAll(Names, name => new Column(name))]);
        foreach (JsonElement each in answer.Body.GetProperty("items").EnumerateArray())
            table.Add(System.Array.ConvertAll(Names, name => Text(each, name)));
        context.Output.Write(new CommandResult(answer.WriteTo, table));
        return ExitCode.Ok;
    }

    // An empty place says that there is nothing to measure.
    private static string? Text(JsonElement row, string name) =>
        name == "used" && row.GetProperty("incomplete").GetBoolean() ? "unknown" : row.GetProperty(name).GetString();
}
