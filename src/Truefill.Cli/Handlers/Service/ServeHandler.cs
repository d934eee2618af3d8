using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.Config;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;
using Truefill.Server.Logging;
using Truefill.Server.Security;
using Truefill.Server.Service;

namespace Truefill.Cli.Handlers.Service;

/// <summary>Runs the service until it is told to stop.</summary>
internal sealed class ServeHandler : IHandler<ServeOptions>
{
    private const string DemoDirectory = "state/demo";
    private const string Simulation = "simulation";

    public async Task<ExitCode> RunAsync(ServeOptions options, CommandContext context, CancellationToken cancel)
    {
        LiveLoopOptions plan = PlanOf(options, context);

        // Also where the service never came to take it over.
        using EventLog? log = plan.Log;
        LargePages.Ask();
        try
        {
            ServiceEnd end = await ServiceRun.RunAsync(plan, context.Environment.Out, cancel);
            return end switch
            {
                ServiceEnd.Stopped => ExitCode.Ok,
                ServiceEnd.JournalFailed => ExitCode.JournalNotWritable,
                ServiceEnd.Broken => ExitCode.Error,
            };
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Told to stop before it was up: nothing was interrupted that the next start would miss.
            const string Stopped = "stopped before the service was up";
            if (log is null) context.Note(Stopped);
            else log.Write(LogLevel.Info, "live_loop.stopped", Stopped);
            return ExitCode.Ok;
        }
        catch (StateDirectoryException e)
        {
            throw new CliException(StatePlace.CodeOf(e.Fault), e.Message, plan.StateDirectory, Hint(e.Fault));
        }
        catch (ServiceSettingException e)
        {
            throw new CliException(ExitCode.Configuration, e.Message, e.Setting);
        }
        catch (JournalCorruptException e)
        {
            throw new CliException(
                ExitCode.Error, e.Message, plan.StateDirectory,
                    "run `truefill journal verify`, or restore from a backup");
        }
        catch (StateMismatchException e)
        {
            throw new CliException(ExitCode.Error, e.Message, plan.StateDirectory);
        }
        catch (JournalWriteException e)
        {
            throw new CliException(
                ExitCode.JournalNotWritable, e.Message, plan.StateDirectory, "check the disk and its free space");
        }
        catch (Exception e) when (e is JournalIoException or UnauthorizedAccessException)
        {
            throw new CliException(
                ExitCode.Error, e.Message, plan.StateDirectory, "name a directory that this user can read and write");
        }
        catch (InvalidDataException e)
        {
            throw new CliException(ExitCode.Error, e.Message, plan.StateDirectory, "restore it from a backup");
        }
        catch (IOException e)
        {
            throw new CliException(
                ExitCode.Error, e.Message, string.Join(", ", plan.Urls));
        }
    }

    private static LiveLoopOptions PlanOf(ServeOptions serve, CommandContext context)
    {
        List<(string Option, string Key, string Value)> overrides = [];
        if (serve.Demo && serve.Mode is not (null or Simulation))
            throw new CliException(ExitCode.Usage, $"the demo is a simulation, not {serve.Mode}", "--mode");

        // The demo's trader sends orders to whatever venue there is: it must be none that somebody configured for a
        // service of theirs, and none that is real.
        if (serve.Demo) overrides.Add(("--demo", "mode", Simulation));
        if (serve.Urls is { } urls) overrides.Add(("--urls", "urls", urls));
        ConfigurationResult configured = Load();
        TruefillOptions options = configured.Options
            ?? throw new CliException([.. configured.Errors.Select(CommandContext.ErrorOf)]);
        if (serve.Demo && options.Api.TokensFile is not null)
        {
            throw new CliException(
                ExitCode.Configuration,
                "the demo's trader has no token, and this configuration asks for one",
                "api.tokens_file",
                "leave it out for the demo, which then listens on this machine only");
        }

        bool isDemoDirectory = serve.Demo && context.Globals.StateDir is null;
        string directory = Path.GetFullPath(
            isDemoDirectory ? DemoDirectory : options.StateDir, context.Environment.WorkingDirectory);
        if (serve.Demo) CreateDemo(directory, options.StateId);
        LiveLoopOptions planned = Planned(options, directory, context);
        EventLog? log = LogOf(options.Logs.Format, context);
        foreach (ConfigurationError warning in configured.Warnings) Warn(warning, log, context);
        return planned with
        {
            Cold = serve.Start == "cold",
            CancelOpen = serve.CancelOpen,
            Build = VersionHandler.Build,
            Log = log,
            Report = context.Note,
            Reload = new ConfigurationReload(configured, Load),
            Demo = serve.Demo,
        };

        ConfigurationResult Load() =>
            context.LoadConfiguration(overrides, forService: true, ignoresDefaultFile: serve.Demo, mode: serve.Mode);
    }

    private static void Warn(ConfigurationError warning, EventLog? log, CommandContext context)
    {
        if (log is null) context.Note($"warning: {warning}");
        else log.Write(LogLevel.Warning, "configuration.warning", warning.ToString());
    }

    private static EventLog? LogOf(LogFormat format, CommandContext context) => format switch
    {
        LogFormat.Off => null,
        LogFormat.Json => new EventLog(Console.OpenStandardError(), isJson: true),
        LogFormat.Text => new EventLog(Console.OpenStandardError(), isJson: false),
        LogFormat.Auto => new EventLog(Console.OpenStandardError(), isJson: !context.Environment.ErrorIsTerminal),
    };

    private static LiveLoopOptions Planned(TruefillOptions options, string directory, CommandContext context)
    {
        try
        {
            return ServicePlanning.Of(options, directory, context.Environment.WorkingDirectory);
        }
        catch (TokenFileException e)
        {
            throw new CliException(ExitCode.Configuration, e.Message, "api");
        }
    }

    private static void CreateDemo(string directory, string? stateId)
    {
        if (Directory.Exists(directory)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(directory)!);
        StateDirectory.Init(directory, stateId ?? "demo", Guid.CreateVersion7());
    }

    private static string? Hint(StateDirectoryFault fault) => fault switch
    {
        StateDirectoryFault.Missing or StateDirectoryFault.NotInitialised =>
            "create it with `truefill init`, or restore a backup",
        StateDirectoryFault.Locked => "stop the other process, or use another --state-dir",
        StateDirectoryFault.ForeignState => "point state_dir at the right directory, or correct state_id",
        StateDirectoryFault.BadIdentity => "restore it from a backup",
        StateDirectoryFault.Insecure => "chmod 700 the directory, and keep it out of shared places",
        StateDirectoryFault.NotEmpty or StateDirectoryFault.LockUnsupported => null,
    };
}
