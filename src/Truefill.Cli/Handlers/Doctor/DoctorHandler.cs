using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;

namespace Truefill.Cli.Handlers.Doctor;

/// <summary>Looks at everything that a service needs, whether one runs or not; exit 9 when something fails.</summary>
internal sealed class DoctorHandler : IHandler<DoctorOptions>
{
    public async Task<ExitCode> RunAsync(DoctorOptions options, CommandContext context, CancellationToken cancel)
    {
        ConfigurationResult configuration = context.LoadConfiguration();
        List<Diagnosis> found = [MachineChecks.Runtime(), .. MachineChecks.Configuration(configuration)];
        if (configuration.Options is { } good)
        {
            string directory = Path.GetFullPath(good.StateDir, context.Environment.WorkingDirectory);
            found.Add(MachineChecks.Processor(good.Engine.Cpu));
            found.AddRange(StateChecks.Run(directory, good));
            found.AddRange(ApiChecks.Run(good, context.Environment.WorkingDirectory));
            bool isRunning = StateChecks.IsInUse(directory);
            found.AddRange(NetworkChecks.Ports(good, isRunning));
            foreach (VenueOptions venue in good.Venues) found.Add(await NetworkChecks.Venue(venue, cancel));
            found.Add(await ServiceCheck.Run(context, isRunning, cancel));
        }

        Show(context, found);
        return found.Any(row => row.Verdict == Verdict.Fail) ? ExitCode.Unhealthy : ExitCode.Ok;
    }

    private static void Show(CommandContext context, List<Diagnosis> rows)
    {
        TextTable table = new([new("check"), new("status"), new("detail"), new("fix")]);
        foreach (Diagnosis row in rows) table.Add(row.Check, row.Word, row.Detail, row.Fix ?? "");
        context.Output.Write(new CommandResult(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("healthy", rows.TrueForAll(row => row.Verdict != Verdict.Fail));
                writer.WriteStartArray("checks");
                foreach (Diagnosis row in rows)
                {
                    writer.WriteStartObject();
                    writer.WriteString("check", row.Check);
                    writer.WriteString("status", row.Word);
                    writer.WriteString("detail", row.Detail);
                    writer.WriteString("fix", row.Fix);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            },
            table));
    }
}
