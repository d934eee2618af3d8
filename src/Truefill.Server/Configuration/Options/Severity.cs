namespace Truefill.Server.Configuration.Options;

/// <summary>How much an alert matters. Ordered: the graver is the greater.</summary>
public enum Severity
{
    Info,
    Warning,
    Critical,
}
