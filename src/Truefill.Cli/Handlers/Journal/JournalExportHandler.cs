using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.Following;
using Truefill.Server.Offline;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>jsonl: the lines of the order event log. csv: the fills. Parquet files are planned.</summary>
internal sealed class JournalExportHandler : IHandler<JournalExportOptions>
{
    public Task<ExitCode> RunAsync(JournalExportOptions options, CommandContext context, CancellationToken cancel)
    {
        if (options.Format == "parquet")
            throw new CliException(
                ExitCode.Error, "planned: Parquet is not in this version, and nothing was done",
                hint: "--format jsonl");
        string path = StatePlace.OfFiles(context);
        ulong from = (ulong)(options.From ?? 0);
        ulong to = options.To is { } last ? (ulong)last : ulong.MaxValue;
        long written = StatePlace.Read(path, state =>
        {
            using TextWriter? file = options.File is null ? null : Create(options.File, context);
            TextWriter target = file ?? context.Environment.Out;
            long count = options.Format == "csv" ? FillsCsv.Write(state, target, from, to)
                : WriteEvents(state, target, from, to);
            target.Flush();
            return count;
        });
        context.Note($"{written} {(options.Format == "csv" ? "fills" : "events")} written");
        return Task.FromResult(ExitCode.Ok);
    }

    private static long WriteEvents(OfflineState state, TextWriter target, ulong from, ulong to)
    {
        using var stream = new TextStream(target);
        return OrderEventExport.Write(state, stream, from, to);
    }

    private static StreamWriter Create(string file, CommandContext context)
    {
        string full = Path.GetFullPath(file, context.Environment.WorkingDirectory);
        if (File.Exists(full))
            throw new CliException(ExitCode.Error, "the file exists, and nothing was done", full, "take another name");
        return new StreamWriter(full, append: false) { NewLine = "\n" };
    }
}
