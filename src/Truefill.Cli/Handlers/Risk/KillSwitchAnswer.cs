using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.Configuration;

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

    /// <summary>
    /// Says of each switch whose target is not configured that it covers nothing, and which name may have been meant.
    /// </summary>
    public static async Task WarnAsync(ApiAnswer answer, CommandContext context, CancellationToken cancel)
    {
        foreach (JsonElement each in answer.Body.GetProperty("switches").EnumerateArray())
        {
            if (!IsUnknown(each)) continue;
            (string scope, string target) = (Text(each, "scope")!, Text(each, "target")!);

            // The switch itself has made the name one that is listed.
            string[] others = await NamesAsync(scope, context, cancel);
            string? near = Suggestion.For(target, others.Where(name => name != target));
            context.Note($"warning: no {scope} '{target}' is configured; the switch covers nothing yet"
                + (near is null ? "" : $"; did you mean '{near}'?"));
        }
    }

    // What the switch may have been meant for is not worth an error: it holds.
    private static async Task<string[]> NamesAsync(string scope, CommandContext context, CancellationToken cancel)
    {
        try
        {
            using ApiClient client = context.Reading();
            ApiAnswer known = await client.GetAsync(scope + "s", cancel);
            return [.. known.Body.GetProperty("items").EnumerateArray().Select(item => Text(item, scope)!)];
        }
        catch (CliException)
        {
            return [];
        }
    }

    private static bool IsUnknown(JsonElement each) =>
        each.TryGetProperty("known", out JsonElement known) && !known.GetBoolean();

    private static string? Text(JsonElement each, string name) => each.GetProperty(name).GetString();

    private static string? Halted(JsonElement each)
    {
        if (!each.TryGetProperty("halted", out JsonElement halted)) return null;
        if (IsUnknown(each)) return "covers nothing";
        int unknown = each.GetProperty("unknown").GetArrayLength();
        string rest = unknown > 0 ? $", {unknown} unknown" : "";
        return halted.GetBoolean() ? "yes" + rest : $"no, {each.GetProperty("working").GetInt32()} working{rest}";
    }
}
