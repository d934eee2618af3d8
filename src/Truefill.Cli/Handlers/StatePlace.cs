using System;
using System.IO;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Frame;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;
using Truefill.Server.Offline;

namespace Truefill.Cli.Handlers;

/// <summary>Which state directory a command works on, and what goes wrong there in exit codes.</summary>
internal static class StatePlace
{
    public static string Of(CommandContext context) => context.StateDirectory();

    public static string Of(CommandContext context, TruefillOptions configuration) =>
        Path.GetFullPath(configuration.StateDir, context.Environment.WorkingDirectory);

    /// <summary>
    /// For commands that work on files alone, whether or not a service runs: an endpoint names no files, unless it is
    /// the socket in a state directory.
    /// </summary>
    /// <exception cref="CliException">Exit 2: a service was named, and no directory.</exception>
    public static string OfFiles(CommandContext context)
    {
        if (context.Globals.Endpoint is not { } endpoint) return Of(context);
        if (context.Globals.StateDir is not null)
        {
            context.Note($"{context.Command} works on files: {endpoint} is not asked");
            return Of(context);
        }

        return DirectoryOf(context) ?? throw new CliException(
            ExitCode.Usage, $"{context.Command} works on the files of a state directory, not on a service",
            "--endpoint", "name the directory: --state-dir DIR");
    }

    /// <summary>The state directory that the endpoint's socket lies in; null: it is no such socket.</summary>
    public static string? DirectoryOf(CommandContext context)
    {
        if (context.Globals.Endpoint is not { } endpoint) return null;
        string? socket = ApiEndpoint.Parse(endpoint, context.Environment.WorkingDirectory).SocketPath;
        string? directory = Path.GetDirectoryName(socket);
        return directory is not null && File.Exists(Path.Combine(directory, StateLayout.Identity)) ? directory : null;
    }

    /// <summary>Reads it beside whoever has it open.</summary>
    public static T Read<T>(string path, Func<OfflineState, T> read) => Guard(path, () =>
    {
        using OfflineState state = OfflineState.Open(path);
        return read(state);
    });

    /// <exception cref="CliException">For everything that a state directory and its files can refuse.</exception>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StateDirectoryException e)
        {
            throw new CliException(CodeOf(e.Fault), e.Message, hint: Hint(e.Fault));
        }
        catch (JournalCorruptException e)
        {
            throw new CliException(ExitCode.Error, e.Message, path, $"truefill journal verify --state-dir {path}");
        }
        catch (JournalWriteException e)
        {
            throw new CliException(ExitCode.JournalNotWritable, e.Message, path, "check the disk and its free space");
        }
        catch (Exception e) when (e is JournalFormatException or StateMismatchException or OfflineStateException
            or IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Error, e.Message, path);
        }
    }

    /// <summary>The same for work that takes its time.</summary>
    public static async Task<T> GuardAsync<T>(string path, Func<Task<T>> work)
    {
        Task<T> done = work();
        await Task.WhenAny(done);
        return Guard(path, done.GetAwaiter().GetResult);
    }

    /// <summary>Pointing at a directory that is not this state's is a matter of configuration.</summary>
    public static ExitCode CodeOf(StateDirectoryFault fault) => fault switch
    {
        StateDirectoryFault.Missing or StateDirectoryFault.NotInitialised or StateDirectoryFault.ForeignState
            or StateDirectoryFault.Insecure => ExitCode.Configuration,
        StateDirectoryFault.Locked or StateDirectoryFault.NotEmpty or StateDirectoryFault.BadIdentity
            or StateDirectoryFault.LockUnsupported => ExitCode.Error,
    };

    private static string? Hint(StateDirectoryFault fault) => fault switch
    {
        StateDirectoryFault.Missing or StateDirectoryFault.NotInitialised =>
            "create it with `truefill init`, or restore a backup",
        StateDirectoryFault.Locked => "stop the other process, or use another --state-dir",
        StateDirectoryFault.NotEmpty => "use a new directory elsewhere",
        StateDirectoryFault.ForeignState => "use another directory",
        StateDirectoryFault.BadIdentity => "restore it from a backup",
        StateDirectoryFault.Insecure => "chmod 700 the directory, and keep it out of shared places",
        StateDirectoryFault.LockUnsupported => null,
    };
}
