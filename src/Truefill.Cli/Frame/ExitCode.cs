using System.Collections.Generic;

namespace Truefill.Cli.Frame;

/// <summary>What scripts branch on. Numbers are frozen.</summary>
internal enum ExitCode
{
    Ok = 0,
    Error = 1,
    Usage = 2,
    NotFound = 3,
    NotReachable = 4,
    Configuration = 5,
    Refused = 6,
    Difference = 7,
    Timeout = 8,
    Unhealthy = 9,
    JournalNotWritable = 74,
    Interrupted = 130,
}

/// <summary>The names and meanings that help and error documents show.</summary>
internal static class ExitCodes
{
    public static IReadOnlyList<(ExitCode Code, string Name, string Meaning)> Table { get; } =
    [
        (ExitCode.Ok, "ok", "ok"),
        (ExitCode.Error, "error", "error"),
        (ExitCode.Usage, "usage", "usage"),
        (ExitCode.NotFound, "not_found", "not found"),
        (ExitCode.NotReachable, "not_reachable", "service not reachable"),
        (ExitCode.Configuration, "configuration", "configuration"),
        (ExitCode.Refused, "refused", "refused by risk or kill switch"),
        (ExitCode.Difference, "difference", "break or indeterminate, violations"),
        (ExitCode.Timeout, "timeout", "timeout"),
        (ExitCode.Unhealthy, "unhealthy", "unhealthy"),
        (ExitCode.JournalNotWritable, "journal_not_writable", "journal cannot be written"),
        (ExitCode.Interrupted, "interrupted", "interrupted"),
    ];

    public static string NameOf(ExitCode code)
    {
        foreach ((ExitCode known, string name, _) in Table)
        {
            if (known == code) return name;
        }

        return "error";
    }
}
