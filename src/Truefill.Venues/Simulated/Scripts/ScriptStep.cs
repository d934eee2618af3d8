using System;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Simulated.Scripts;

internal enum ScriptAct
{
    /// <summary>The request takes effect and is answered.</summary>
    Accept,

    /// <summary>The request takes effect and is not answered.</summary>
    Lose,

    /// <summary>The request is refused.</summary>
    Reject,

    /// <summary>The request never came.</summary>
    Ignore,
    Delay,
    Fill,
    Cancel,
    Expire,
    Bust,
    Correct,

    /// <summary>The last report on the order comes again.</summary>
    Duplicate,
    Disconnect,
    LieCanceled,
    LieRejected,
    LieExpired,
    LieFilled,
    LieNotFound,

    /// <summary>From here on the market decides.</summary>
    Market,
}

/// <param name="Duration">Of a delay or an outage.</param>
/// <param name="Qty">Of a trade; null: what is left.</param>
/// <param name="Px">Of a trade; null: the last print's, else the order's own.</param>
/// <param name="Text">Text(58) of a refusal.</param>
internal readonly record struct ScriptStep(
    ScriptAct Act, TimeSpan Duration = default, Qty? Qty = null, Px? Px = null, string? Text = null);
