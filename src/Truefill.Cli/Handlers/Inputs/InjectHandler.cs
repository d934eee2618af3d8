using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Inputs;

/// <summary>The execution's bytes go through untouched: what cannot be booked is kept as it came.</summary>
internal sealed class InjectHandler : IHandler<InjectOptions>
{
    public async Task<ExitCode> RunAsync(InjectOptions options, CommandContext context, CancellationToken cancel)
    {
        byte[] raw = InputFile.Read(options.File, context);
        if (raw.AsSpan().TrimStart(" \t\r\n"u8).IsEmpty)
            throw new CliException(ExitCode.Usage, "the file is empty", options.File);
        using ApiClient client = context.Service();
        ApiAnswer answer = await client.PostAsync(
            "executions",
            writer => writer.WriteRawValue(raw, skipInputValidation: true),
            cancel,
            ("reason", options.Reason),
            ("by", Acting.Name(context, client)));
        context.Output.Write(new CommandResult(
            answer.WriteTo, JsonTable.Fields(answer.Body, "exec_id", "outcome", "seq", "ignored_fields")));
        return ExitCode.Ok;
    }
}
