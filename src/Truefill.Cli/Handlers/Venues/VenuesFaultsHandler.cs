using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Venues;

internal sealed class VenuesFaultsHandler : IHandler<VenuesFaultsOptions>
{
    public async Task<ExitCode> RunAsync(VenuesFaultsOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        string path = VenuePath.Of(options.Venue, "faults");
        ApiAnswer answer = options.Changes.Count == 0
            ? await client.GetAsync(path, cancel)
            : await client.PostAsync(path, writer => Write(writer, options.Changes), cancel);
        TextTable table = new([new Column("fault"), new Column("probability", Right: true)]);
        foreach (JsonProperty fault in answer.Body.GetProperty("faults").EnumerateObject())
            table.Add(fault.Name, fault.Value.GetString());
        context.Output.Write(new CommandResult(answer.WriteTo, table));
        return ExitCode.Ok;
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<string> changes)
    {
        writer.WriteStartObject();
        foreach (string change in changes)
        {
            int equals = change.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new CliException(
                    ExitCode.Usage, $"'{change}' is not a fault and its probability", hint: "drop=0.1");
            }

            writer.WriteString(change[..equals], change[(equals + 1)..]);
        }

        writer.WriteEndObject();
    }
}
