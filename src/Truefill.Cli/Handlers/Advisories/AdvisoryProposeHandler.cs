using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Advisories;

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
