using System;
using Truefill.Journal;

namespace Truefill.Server.Alerts;

/// <summary>What the last run ended by holds trading: what the venues did meanwhile nobody has seen.</summary>
internal static class FailureHold
{
    private const string JournalFailed = "the journal failed in the last run: ";
    private const string EngineBroke = "the engine broke in the last run: ";

    public static string Of(Exception failure) =>
        (failure is JournalWriteException ? JournalFailed : EngineBroke) + failure.Message;

    /// <summary>Is trading held for that?</summary>
    public static bool Is(string held) => held.StartsWith(JournalFailed, StringComparison.Ordinal)
        || held.StartsWith(EngineBroke, StringComparison.Ordinal);
}
