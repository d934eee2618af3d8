using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Doctor;

/// <summary>What a service that runs says of itself.</summary>
internal static class ServiceCheck
{
    private const string Check = "service";

    public static async Task<Diagnosis> Run(CommandContext context, bool isRunning, CancellationToken cancel)
    {
        if (!isRunning && context.Globals.Endpoint is null)
            return new Diagnosis(Check, Verdict.Skip, "none runs on the state directory", "truefill serve");
        try
        {
            using ApiClient client = context.Service();
            ApiAnswer status = await client.GetAsync("status", cancel);
            if (JsonTable.Text(status.Body, "failure") is { } failure)
                return new Diagnosis(Check, Verdict.Fail, failure, "docs/runbooks/journal-failed.md");
            if (JsonTable.Text(status.Body, "held") is { } held)
                return new Diagnosis(
                    Check, Verdict.Fail, "trading is held: " + held, "truefill trading resume --reason R");
            return new Diagnosis(Check, Verdict.Ok, $"runs at {client.Endpoint}");
        }
        catch (CliException e)
        {
            return new Diagnosis(Check, Verdict.Fail, e.Message, e.Errors[0].Try ?? "truefill serve");
        }
    }
}
