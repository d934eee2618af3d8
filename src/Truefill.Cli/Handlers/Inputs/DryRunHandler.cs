using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Domain.Positions;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.DryRun;
using Truefill.Server.Service;
using Truefill.Venues.Fix;
using DryRunOptions = Truefill.Cli.Commands.DryRunOptions;

namespace Truefill.Cli.Handlers.Inputs;

/// <summary>Logs in; order histories, positions and PnL out. Nothing is touched.</summary>
internal sealed class DryRunHandler : IHandler<DryRunOptions>
{
    private const string JournalFormat = "journal";

    // Of a file whose format is not stated.
    private const int LookedAt = 64 * 1024;

    public Task<ExitCode> RunAsync(DryRunOptions options, CommandContext context, CancellationToken cancel)
    {
        string format = options.Format ?? FormatOf(options.Files, context);
        DryRunResult result = format == JournalFormat
            ? OfJournal(options, context)
            : OfLogs(options, format == "fix" ? DryRunFormat.Fix : DryRunFormat.Jsonl, context, cancel);
        if (context.Output.Format == OutputFormat.Json)
            context.Output.WriteLarge(json => DryRunJson.Write(json, result));
        else
            context.Output.Write(new CommandResult(json => DryRunJson.Write(json, result), DryRunReport.Of(result)));
        return Task.FromResult(result.ViolationCount > 0 ? ExitCode.Difference : ExitCode.Ok);
    }

    private static DryRunResult OfJournal(DryRunOptions options, CommandContext context)
    {
        if (options.Files.Count != 1)
            throw new CliException(ExitCode.Usage, "one state directory at a time", "--format journal");
        string path = Path.TrimEndingDirectorySeparator(Full(options.Files[0], context));
        bool isJournalItself = Path.GetFileName(path) == StateLayout.Journal
            && !File.Exists(Path.Combine(path, StateLayout.Identity));
        string directory = isJournalItself ? Path.GetDirectoryName(path)! : path;
        LotMethod? method = options.Method is null ? null : MethodOf(options.Method);
        return StatePlace.Read(directory, state => JournalDryRun.Run(state, method));
    }

    private static DryRunResult OfLogs(
        DryRunOptions options, DryRunFormat format, CommandContext context, CancellationToken cancel)
    {
        // Logs of anybody's are read: a configuration that merely lies in the folder says nothing about them.
        IReadOnlyList<InstrumentOptions> instruments =
            context.Globals.Config is null ? [] : context.Configuration().Instruments;
        var streams = new List<Stream>();
        try
        {
            foreach (string file in options.Files) streams.Add(Open(file, context));
            List<DryRunFile> files = [.. options.Files.Zip(streams, (name, content) => new DryRunFile(name, content))];
            var progress = new DryRunProgressLine(context, options.Files, streams);
            DryRunResult result = DryRunner.Run(files, format, MethodOf(options.Method), new Server.DryRun.DryRunOptions
            {
                Instruments = [.. instruments.Select(Definitions.Of)],
                Dialect = FixDialect.Standard with { Instruments = FixContracts.Of(instruments) },
                OnProgress = at =>
                {
                    cancel.ThrowIfCancellationRequested();
                    progress.Show(at);
                },
            });
            progress.End();
            return result;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new CliException(ExitCode.Error, e.Message);
        }
        finally
        {
            foreach (Stream stream in streams) stream.Dispose();
        }
    }

    private static string FormatOf(IReadOnlyList<string> files, CommandContext context)
    {
        if (files.Contains("-", StringComparer.Ordinal))
            throw new CliException(ExitCode.Usage, "stdin does not tell what it holds", hint: "--format fix|jsonl");
        if (Directory.Exists(Full(files[0], context))) return JournalFormat;
        string format = FormatOf(files[0], context);
        foreach (string other in files.Skip(1))
        {
            if (FormatOf(other, context) != format)
                throw new CliException(
                    ExitCode.Usage, $"{files[0]} and {other} look like different formats", hint: "--format fix|jsonl");
        }

        return format;
    }

    private static string FormatOf(string file, CommandContext context)
    {
        using Stream stream = Open(file, context);
        byte[] head = new byte[LookedAt];
        return DryRunFormatGuess.Of(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)))
            == DryRunFormat.Fix ? "fix" : "jsonl";
    }

    private static Stream Open(string file, CommandContext context)
    {
        if (file == "-") return Console.OpenStandardInput();
        string path = Full(file, context);
        try
        {
            FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
            return path.EndsWith(".gz", StringComparison.Ordinal)
                ? new BufferedStream(new GZipStream(stream, CompressionMode.Decompress), 1 << 16)
                : stream;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException(ExitCode.NotFound, "there is no such file", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Error, e.Message, path);
        }
    }

    private static LotMethod MethodOf(string? method) => method switch
    {
        "lifo" => LotMethod.Lifo,
        "average" => LotMethod.Average,
        "hifo" => LotMethod.Hifo,
        _ => LotMethod.Fifo,
    };

    private static string Full(string path, CommandContext context) =>
        Path.GetFullPath(path, context.Environment.WorkingDirectory);
}
