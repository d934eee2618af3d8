using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>What log lines look like.</summary>
public enum LogFormat
{
    /// <summary>Text on a terminal, JSON elsewhere.</summary>
    Auto,
    Json,
    Text,
    Off,
}

/// <summary>Log lines go to standard error.</summary>
public sealed record LogOptions(LogFormat Format)
{
    internal static LogOptions Read(Section s) => new(s.Get(
        "format",
        PlainTypes.Choice(
            ("auto", LogFormat.Auto), ("json", LogFormat.Json), ("text", LogFormat.Text), ("off", LogFormat.Off)),
        LogFormat.Auto, "What the lines on standard error look like; `auto`: text on a terminal, JSON elsewhere."));
}
