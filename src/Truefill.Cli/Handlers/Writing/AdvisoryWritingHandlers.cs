using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.Reading;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Writing;

internal sealed class AdvisoryProposeHandler : IHandler<AdvisoryProposeOptions>
{
    public async Task<ExitCode> RunAsync(
        AdvisoryProposeOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer answer = await client.PostAsync("advisories", writer => Write(writer, options, context), cancel);
        return AdvisoryAnswer.Show(answer, context);
    }

    private static void Write(Utf8JsonWriter writer, AdvisoryProposeOptions options, CommandContext context)
    {
        writer.WriteStartObject();
        writer.WriteString("advisory_id", options.Id);
        writer.WriteString("symbol", options.Symbol);
        writer.Stated("reference_price", options.ReferencePrice);
        writer.WriteString("sl_offset_pct", options.SlOffsetPct);
        writer.WriteString("tp_offset_pct", options.TpOffsetPct);
        writer.WriteDecimal("position_size", options.Size.Value);
        writer.WriteString("expiration_timestamp", options.Expires);
        writer.Stated("account", options.Account);
        writer.Stated("strategy", options.Strategy);
        writer.Stated("venue", options.Venue);
        writer.Stated("by", context.Person);
        writer.WriteEndObject();
    }
}

internal sealed class AdvisoryApproveHandler : IHandler<AdvisoryApproveOptions>
{
    public Task<ExitCode> RunAsync(AdvisoryApproveOptions options, CommandContext context, CancellationToken cancel) =>
        AdvisoryDecision.Post(options.Id, "approve", options.Reason, options.Hash, context, cancel);
}

internal sealed class AdvisoryDeclineHandler : IHandler<AdvisoryDeclineOptions>
{
    public Task<ExitCode> RunAsync(AdvisoryDeclineOptions options, CommandContext context, CancellationToken cancel) =>
        AdvisoryDecision.Post(options.Id, "decline", options.Reason, hash: null, context, cancel);
}

/// <summary>Exit 6 when a check before the submission rejected it.</summary>
internal sealed class AdvisoryExecuteHandler : IHandler<AdvisoryExecuteOptions>
{
    public async Task<ExitCode> RunAsync(
        AdvisoryExecuteOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer answer = await client.PostAsync(
            AdvisoryAnswer.Path(options.Id) + "/execute",
            writer =>
            {
                writer.WriteStartObject();
                writer.Stated("by", context.Person);
                writer.WriteEndObject();
            },
            cancel);
        AdvisoryAnswer.Show(answer, context);
        return answer.Body.GetProperty("status").GetString() == "rejected" ? ExitCode.Refused : ExitCode.Ok;
    }
}

internal static class AdvisoryDecision
{
    public static async Task<ExitCode> Post(
        string id, string verb, string? reason, string? hash, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer answer = await Acting.PostAsync(
            context,
            AdvisoryAnswer.Path(id) + "/" + verb,
            writer =>
            {
                writer.Stated("reason", reason);
                writer.Stated("snapshot_hash", hash);
            },
            cancel);
        return AdvisoryAnswer.Show(answer, context);
    }
}
