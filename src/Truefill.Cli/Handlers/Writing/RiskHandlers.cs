using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.Reading;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Writing;

internal sealed class KillSwitchStatusHandler : IHandler<KillSwitchStatusOptions>
{
    public async Task<ExitCode> RunAsync(
        KillSwitchStatusOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        return KillSwitchAnswer.Show(await client.GetAsync(KillSwitchAnswer.Path, cancel), context);
    }
}

internal sealed class KillSwitchEngageHandler : IHandler<KillSwitchEngageOptions>
{
    public async Task<ExitCode> RunAsync(
        KillSwitchEngageOptions options, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer answer = await Acting.PostAsync(
            context,
            KillSwitchAnswer.Path,
            writer =>
            {
                writer.Stated("scope", options.Scope);
                writer.Stated("target", options.Target);
                writer.Stated("type", options.Type);
                writer.Stated("state", options.State);
                writer.WriteString("reason", options.Reason);
            },
            cancel);
        return KillSwitchAnswer.Show(answer, context);
    }
}

internal sealed class KillSwitchResetHandler : IHandler<KillSwitchResetOptions>
{
    public async Task<ExitCode> RunAsync(
        KillSwitchResetOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer answer = await client.SendAsync(
            HttpMethod.Delete,
            KillSwitchAnswer.Path,
            null,
            cancel,
            ("scope", options.Scope),
            ("target", options.Target),
            ("reason", options.Reason),
            ("by", Acting.Person(context, client)));
        return KillSwitchAnswer.Show(answer, context);
    }
}

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

internal sealed class LimitsShowHandler : IHandler<LimitsShowOptions>
{
    public async Task<ExitCode> RunAsync(LimitsShowOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        return LimitsAnswer.Show(await PagedDocument.ReadAsync(client, "limits", ["items"], cancel), context);
    }
}

internal sealed class LimitsSetHandler : IHandler<LimitsSetOptions>
{
    public async Task<ExitCode> RunAsync(LimitsSetOptions options, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer answer = await Acting.PostAsync(
            context,
            "limits",
            writer =>
            {
                writer.WriteString("limit", options.Limit);
                writer.WriteString("value", options.Value);
                writer.Stated("account", options.Account);
                writer.Stated("strategy", options.Strategy);
                writer.Stated("venue", options.Venue);
                writer.Stated("symbol", options.Symbol);
                writer.WriteString("reason", options.Reason);
            },
            cancel);
        return LimitsAnswer.Show(answer, context);
    }
}

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

internal sealed class TradingResumeHandler : IHandler<TradingResumeOptions>
{
    public async Task<ExitCode> RunAsync(
        TradingResumeOptions options, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer answer = await Acting.PostAsync(
            context,
            "trading/resume",
            writer =>
            {
                writer.Stated("venue", options.Venue);
                writer.WriteString("reason", options.Reason);
            },
            cancel);
        context.Output.Write(new CommandResult(
            answer.WriteTo,
            new TextTable([new("status"), new("venue")]).Add("resumed", options.Venue ?? "everywhere")));
        if (answer.Body.TryGetProperty("trading", out JsonElement trading) && trading.GetString() == "reconciling")
            context.Note("Trading opens when the comparison under way is done; to open it without, resume once more.");
        return ExitCode.Ok;
    }
}
