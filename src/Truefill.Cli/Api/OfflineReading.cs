using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Reflection;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;
using Truefill.Server.Offline;
using Truefill.Server.Views;

namespace Truefill.Cli.Api;

/// <summary>Reading without a service: the client is the same, and a state directory answers it.</summary>
internal static class OfflineReading
{
    private const string UnknownMode = "unknown";

    /// <summary>Null where the service is to be asked: none was named, or a service answers in it.</summary>
    public static ApiClient? TryOpen(CommandContext context)
    {
        return IsWithoutService(context) ? Open(context, state => (state.Newest(), new EngineClock().Now)) : null;
    }

    /// <summary>A directory was named, and no service answers in it.</summary>
    public static bool IsWithoutService(CommandContext context) =>
        context.Globals.IsOffline && !Answers(StateLayout.SocketIn(context.StateDirectory()));

    /// <summary>As things were at a sequence number or a time.</summary>
    public static ApiClient At(CommandContext context, string at)
    {
        string? directory = context.Globals.StateDir is null ? StatePlace.DirectoryOf(context) : null;
        if (directory is null && context.Globals is { Endpoint: not null, StateDir: null })
        {
            throw new CliException(
                ExitCode.Usage, "the past is read from a state directory, not from a service", "--at",
                "name the directory: --state-dir DIR");
        }

        if (at.Length > 0 && at.All(char.IsAsciiDigit) && ulong.TryParse(at, out ulong seq))
        {
            return Open(context, state =>
            {
                Replica then = state.At(seq);
                return (then, then.At);
            }, directory);
        }

        if (!UtcNanos.TryParse(at, out UtcNanos time))
        {
            throw new CliException(
                ExitCode.Usage, $"'{at}' is neither a sequence number nor a time", "--at", "2026-01-31T14:30:00Z");
        }

        return Open(context, state => (state.At(time), time), directory);
    }

    private static ApiClient Open(
        CommandContext context, Func<OfflineState, (Replica Replica, UtcNanos Now)> read, string? named = null)
    {
        string directory = named ?? context.StateDirectory();
        try
        {
            OfflineState state = OfflineState.Open(directory);
            (Replica replica, UtcNanos now) = read(state);
            string mode = ModeOf(context, replica);
            var source = new OfflineSource(state, replica, mode, Build(), now);
            var endpoint = new ApiEndpoint(new Uri("http://localhost/"), null, directory);
            var transport = new OfflineTransport(new OfflineApi(source), state);
            return new ApiClient(endpoint, null, context.Globals.Timeout, transport: transport);
        }
        catch (StateDirectoryException e)
        {
            throw new CliException(StatePlace.CodeOf(e.Fault), e.Message, "--state-dir", "truefill init");
        }
        catch (OfflineStateException e)
        {
            throw new CliException(ExitCode.NotFound, e.Message, directory, "truefill journal stats");
        }
        catch (Exception e) when (e is JournalCorruptException or JournalFormatException or JournalIoException)
        {
            throw new CliException(ExitCode.Error, e.Message, directory, "truefill journal verify");
        }
    }

    // A label, for which no configuration has to be right: the books themselves say that they are live.
    private static string ModeOf(CommandContext context, Replica replica) => replica.Books.Risk.IsLive
        ? Words.Of(TradingMode.Live)
        : context.LoadConfiguration().Options is { } options ? Words.Of(options.Mode) : UnknownMode;

    // A socket whose service was killed is still a file.
    private static bool Answers(string path)
    {
        if (!File.Exists(path)) return false;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return false;
        }
    }

    private static string Build() =>
        typeof(OfflineReading).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? "dev";
}
