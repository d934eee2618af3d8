using System;
using System.Collections.Generic;

namespace Truefill.Server.Configuration.Reading;

/// <summary>Reads one value; null when it is good, else what is wrong, to stand behind "'x' ".</summary>
internal delegate string? ParseValue<T>(string text, out T value);

/// <summary>A type of configuration values: its name in the reference, how it is read, and its canonical
/// text.</summary>
internal sealed record ValueType<T>(string Name, ParseValue<T> Parse, Func<T, string> Show)
{
    /// <summary>The names that a mistyped one can be compared with.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];
}
