using System;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Conformance;

/// <summary>What the checks are to be run on. Use a test account: they trade.</summary>
public sealed record ConformanceTarget
{
    /// <summary>Makes a venue that is not running yet. Each check gets one of its own; it is disposed after.</summary>
    public required Func<IVenue> Create { get; init; }

    public required string Account { get; init; }

    /// <summary>A symbol that trades now.</summary>
    public required string Symbol { get; init; }

    /// <summary>A quantity that fills within <see cref="Patience"/>.</summary>
    public required Qty Qty { get; init; }

    /// <summary>A limit below the market: who buys there waits.</summary>
    public required Px FarBelow { get; init; }

    /// <summary>A limit above the market: who sells there waits.</summary>
    public required Px FarAbove { get; init; }

    /// <summary>Starts each wire id. Give another one for each run against a venue that remembers ids.</summary>
    public string WireIdPrefix { get; init; } = "C";

    /// <summary>How long an answer may take before its check fails.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Makes the answer to the next new order get lost: the order arrives, and the adapter cannot know. Null: the check
    /// of it is not run.
    /// </summary>
    public Func<Task>? LoseNextAnswer { get; init; }

    /// <summary>
    /// Cuts the lines to the venue, which can be opened again at once. Null: the check of it is not run.
    /// </summary>
    public Func<Task>? DropLine { get; init; }

    /// <summary>
    /// Makes a part of the order that rests trade, by the venue's id of it. Null: the check of it is not run.
    /// </summary>
    public Func<OrderId, Task>? TradePart { get; init; }

    /// <summary>
    /// Makes the market trade, where it does not by itself; called until what is waited for has come.
    /// </summary>
    public Func<Task> LetTrade { get; init; } = static () => Task.CompletedTask;
}
