using System.Text.Json;
using Truefill.Cli.Api;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Risk;

internal static class KillSwitchAnswer
{
    public const string Path = "/admin/kill-switch";

    public static ExitCode Show(ApiAnswer answer, CommandContext context)
    {
        TextTable table = new(
        [
            new("scope"), new("target"), new("type"), new("state"), new("halted"), new("by"), new("since"),
            new("reason"),
        ])
        {
            Title = $"kill switch: {answer.Body.GetProperty("status").GetString()}",
        };
        foreach (JsonElement each in answer.Body.GetProperty("switches").EnumerateArray())
        {
            table.Add(
                Text(each, "scope"), Text(each, "target"), Text(each, "type"), Text(each, "state"), Halted(each),
                Text(each, "by"), Text(each, "since"), Text(each, "reason"));
        }

        context.Output.Write(new CommandResult(answer.WriteTo, table));
        return ExitCode.Ok;
    }

    private static string? Text(JsonElement each, string name) => each.GetProperty(name).GetString();

    private static string? Halted(JsonElement each)
    {
        if (!each.TryGetProperty("halted", out JsonElement halted)) return null;
        int unknown = each.GetProperty("unknown").GetArrayLength();
        string rest = unknown > 0 ? $", {unknown} unknown" : "";
        return halted.GetBoolean() ? "yes" + rest : $"no, {each.GetProperty("working").GetInt32()} working{rest}";
    }
}
