using System;
using System.Globalization;

namespace Truefill.Server.Alerts;

/// <summary>A start that took too long holds trading: markets and venues went on meanwhile.</summary>
public static class RecoveryHold
{
    public const string Prefix = "recovery took ";

    /// <summary>Why trading is to be held, or null.</summary>
    public static string? Of(TimeSpan took, TimeSpan max) => took <= max
        ? null
        : string.Create(CultureInfo.InvariantCulture,
            $"{Prefix}{took.TotalSeconds:0.0} s, more than {max.TotalSeconds:0.#} s");
}
