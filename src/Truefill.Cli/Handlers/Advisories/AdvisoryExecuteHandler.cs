using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Advisories;

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
