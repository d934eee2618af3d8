using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Truefill.Domain;

/// <summary>
/// A statement that must be true whatever the outside sends. On in Release: a broken one stops the engine with a good
/// journal, because going on would be guessing.
/// </summary>
public static class Invariant
{
    public static void Holds(
        [DoesNotReturnIf(false)] bool condition,
        string? rule = null,
        [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        if (!condition) throw new InvariantBrokenException(rule is null ? expression : $"{rule} ({expression})");
    }
}

/// <summary>The engine's own state contradicts itself. Never caught inside the core.</summary>
public sealed class InvariantBrokenException : Exception
{
    public InvariantBrokenException(string rule) : base("invariant broken: " + rule)
    {
    }

    public InvariantBrokenException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public InvariantBrokenException()
    {
    }
}
