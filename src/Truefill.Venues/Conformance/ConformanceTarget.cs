using System;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Venues.Conformance;

/// <summary>What the checks are to be run on. Use a test account: they trade.</summary>
public sealed record ConformanceTarget
{
    /// <summary>
    /// Makes a venue that is not running yet. Each check gets one of its own; it is disposed after. A check that needs
    /// to know what outlives a process makes a second one when the first is disposed: of the same broker, and without
    /// anything that only the first could remember.
    /// </summary>
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

    /// <summary>A limit at which who buys trades at once; null: <see cref="FarAbove"/>.</summary>
    public Px? BuyAt { get; init; }

    /// <summary>A limit at which who sells trades at once; null: <see cref="FarBelow"/>.</summary>
    public Px? SellAt { get; init; }

    /// <summary>
    /// Another limit below the market, which a replace moves an order to; null: <see cref="FarBelow"/> less one of its
    /// last digit. Set it where that is off the tick.
    /// </summary>
    public Px? FurtherBelow { get; init; }

    /// <summary>Starts each wire id. Give another one for each run against a venue that remembers ids.</summary>
    public string WireIdPrefix { get; init; } = "C";

    /// <summary>How long an answer may take before its check fails.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A check that takes longer has failed; null: ten times <see cref="Patience"/>.</summary>
    public TimeSpan? CaseMost { get; init; }

    /// <summary>How long Send and Ask may hold up their caller, which is the engine's only sender.</summary>
    public TimeSpan CallMost { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The venue's clock, where it is not the wall clock.</summary>
    public Func<UtcNanos> VenueNow { get; init; } = static () => UtcNanos.Of(DateTimeOffset.UtcNow);

    /// <summary>So much may a reported time be off: the venue's clock, and the digits that it gives.</summary>
    public TimeSpan ClockSlack { get; init; } = TimeSpan.FromSeconds(30);

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

    internal TimeSpan CaseLimit => CaseMost ?? Patience * 10;
}
