using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers;

namespace Truefill.Cli.Tests;

/// <summary>What a run left behind.</summary>
internal sealed record Run(int Code, string Out, string Error);

/// <summary>Runs the program, in this process or as one of its own.</summary>
internal static class Cli
{
    public static string Program => Path.Combine(System.AppContext.BaseDirectory, "truefill");

    public static Task<Run> In(params string[] args) => In(args, null);

    public static async Task<Run> In(
        string[] args,
        HandlerTable? handlers = null,
        Dictionary<string, string>? variables = null,
        string? directory = null,
        string input = "",
        string user = "",
        byte[]? inputBytes = null,
        CancellationToken cancel = default,
        CancellationToken readerGone = default)
    {
        StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var environment = new CliEnvironment
        {
            Out = output,
            Error = error,
            In = new StringReader(input),
            InBytes = new MemoryStream(inputBytes ?? Encoding.UTF8.GetBytes(input)),
            ReaderGone = readerGone,
            Variables = variables ?? [],
            UserName = user,
            WorkingDirectory = directory ?? Directory.CreateTempSubdirectory("truefill-").FullName,
        };
        var line = new CommandLine(Catalogue.Commands, handlers ?? AllHandlers.Table, environment);
        int code = await line.RunAsync(args, cancel);
        return new Run(code, output.ToString(), error.ToString());
    }

    public static async Task<Run> Process(string program, string[] args, string? directory = null)
    {
        var start = new ProcessStartInfo(program, args)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        using Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Run(process.ExitCode, await output, await error);
    }
}
