using System;
using System.IO;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Journal;

namespace Truefill.Cli.Handlers.Risk;

/// <summary>
/// What is left of asking for a kill switch where no service answers: the file that the next start takes the global
/// one from, and one that runs after all takes at once.
/// </summary>
internal static class KillFile
{
    private const string ByHand =
        "truefill serve; a service that runs and does not answer is stopped by a file named kill in its state "
        + "directory, or by kill -USR1 PID";

    /// <summary>What to tell instead of a refusal that says that nobody answers.</summary>
    public static CliException Leave(KillSwitchEngageOptions options, CommandContext context, CliException unanswered)
    {
        string? where = unanswered.Errors[0].Where;
        bool isGlobal = options is { Scope: null or "global", State: null or "active", Target: null };
        string? directory = isGlobal ? DirectoryOf(context) : null;
        if (directory is null) return new(unanswered.Code, unanswered.Message, where, ByHand);
        string path = Path.Combine(directory, StateLayout.Kill);
        try
        {
            if (!File.Exists(path)) File.WriteAllText(path, options.Reason.ReplaceLineEndings(" ") + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(
                unanswered.Code, $"{unanswered.Message}; {path} cannot be left: {e.Message}", where, ByHand);
        }

        // A service that hangs may have engaged it: asked twice, the switch is the same.
        string when = unanswered.Code == ExitCode.Timeout
            ? "as soon as the service goes on, or before anything leaves at the next start"
            : "before anything leaves at the next start";
        return new(
            unanswered.Code,
            $"{unanswered.Message}. The file {path} is left: the global switch will be engaged by it {when}. What "
                + "rests at venues is not cancelled before that",
            where,
            "truefill serve, or cancel at the venue by hand");
    }

    // Of a service that is reached over the network nobody knows where its files are.
    private static string? DirectoryOf(CommandContext context)
    {
        string? directory =
            context.Globals.Endpoint is null ? StatePlace.Of(context) : StatePlace.DirectoryOf(context);
        return directory is not null && File.Exists(Path.Combine(directory, StateLayout.Identity)) ? directory : null;
    }
}
