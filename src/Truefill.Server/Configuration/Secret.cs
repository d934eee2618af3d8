using System;

namespace Truefill.Server.Configuration;

/// <summary>A value that must not be shown. Only <see cref="Reveal"/> gives it, so a log line or a dump
/// cannot.</summary>
public sealed class Secret : IEquatable<Secret>
{
    public const string Redacted = "(redacted)";

    private readonly string value;
    private readonly string shown;

    /// <param name="shown">What may be seen of it: where it is kept, or a URL without its password.</param>
    public Secret(string value, string shown = Redacted) => (this.value, this.shown) = (value, shown);

    /// <summary>The value itself, for the one call that needs it.</summary>
    public string Reveal() => value;

    public bool Equals(Secret? other) => other is not null && other.value == value;

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => shown;
}
