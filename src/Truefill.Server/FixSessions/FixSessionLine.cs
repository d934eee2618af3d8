using System;

namespace Truefill.Server.FixSessions;

/// <summary>One line of a session's log.</summary>
/// <param name="Time">RFC 3339, UTC.</param>
/// <param name="Kind">in, out, garbage or event.</param>
/// <param name="Text">The message with | between its fields, or what the session said.</param>
public sealed record FixSessionLine(string Time, string Kind, string Text)
{
    /// <summary>MsgType(35); null: it is no message.</summary>
    public string? MsgType => Field("|35=");

    /// <summary>MsgSeqNum(34); null: it is no message.</summary>
    public string? MsgSeqNum => Field("|34=");

    private string? Field(string tag)
    {
        if (Kind is not ("in" or "out")) return null;
        int at = Text.IndexOf(tag, StringComparison.Ordinal);
        if (at < 0) return null;
        int end = Text.IndexOf('|', at + 1);
        return end < 0 ? null : Text[(at + tag.Length)..end];
    }
}
