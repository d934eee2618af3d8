namespace Truefill.Server.Configuration;

/// <summary>One thing to mend before the service starts.</summary>
/// <param name="Path">The key, such as <c>venues.1.host</c>; empty when the file as a whole is meant.</param>
/// <param name="Try">What to do about it, where that can be said.</param>
public sealed record ConfigurationError(string Path, string Message, ConfigurationSource Source, string? Try = null)
{
    public override string ToString() => Try is null
        ? $"{Source.Exact}: {Message}"
        : $"{Source.Exact}: {Message}; {Try}";
}
