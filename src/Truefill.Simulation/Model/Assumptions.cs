using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;

namespace Truefill.Simulation.Model;

/// <summary>Where the specification can be read in two ways. What each means is in docs/simulation.md.</summary>
public enum OpenQuestion
{
    /// <summary>
    /// Facts of an order that arrived in another order than the venue made them count in the venue's order.
    /// </summary>
    VenueOrderCounts,

    /// <summary>When an order is closed, requests that the venue had pending for it are over too.</summary>
    ClosingEndsPending,

    /// <summary>When an order is closed, Stopped and Suspended are over too.</summary>
    ClosingEndsHolds,

    /// <summary>A New, a restatement or a trade ends Suspended.</summary>
    ReinstatementEndsSuspension,

    /// <summary>A pending cancel or replace shows that the venue has accepted the order.</summary>
    PendingImpliesAccepted,

    /// <summary>Calculated leaves nothing open.</summary>
    CalculatedCloses,

    /// <summary>Done For Day leaves nothing open for orders that are neither DAY nor GTC.</summary>
    DoneClosesOtherLives,

    /// <summary>A trade shows that the order was accepted even when it is busted.</summary>
    BustedTradeImpliesAccepted,

    /// <summary>A fill of a rejected order shows that the rejection was not the end.</summary>
    FillReopensRejected,

    /// <summary>A split's factor is new to old OrderQty, not new to old CumQty.</summary>
    SplitByOrderQty,

    /// <summary>A person's resolution was accepted, because the request was indeed unknown.</summary>
    ResolutionCounts,

    /// <summary>An imported lot was paid for elsewhere: it takes no cash.</summary>
    ImportTakesNoCash,

    /// <summary>A correction's lot stands at its own time, not at the corrected trade's.</summary>
    CorrectionMovesInTime,

    /// <summary>The fee of a busted or corrected trade stays.</summary>
    FeeOutlivesTrade,

    /// <summary>What a correction does not state of charges stays as it was.</summary>
    CorrectionInheritsFee,

    /// <summary>The average-cost pool is rounded in price × quantity, before the multiplier.</summary>
    PoolBeforeMultiplier,
}

public enum Answer
{
    /// <summary>Either is accepted.</summary>
    Open,
    Yes,
    No,
}

/// <summary>One way to read the specification: the questions answered with yes.</summary>
public readonly record struct Reading(int Yes)
{
    public bool this[OpenQuestion question] => (Yes & (1 << (int)question)) != 0;

    public Reading With(OpenQuestion question) => new(Yes | (1 << (int)question));
}

/// <summary>The answers given so far. An engine that documents one is held to it by <see cref="Settle"/>.</summary>
public sealed class Assumptions
{
    private static readonly OpenQuestion[] OfOrders =
    [
        OpenQuestion.VenueOrderCounts, OpenQuestion.ClosingEndsPending, OpenQuestion.ClosingEndsHolds,
        OpenQuestion.ReinstatementEndsSuspension, OpenQuestion.PendingImpliesAccepted, OpenQuestion.CalculatedCloses,
        OpenQuestion.DoneClosesOtherLives, OpenQuestion.FillReopensRejected, OpenQuestion.SplitByOrderQty,
        OpenQuestion.ResolutionCounts, OpenQuestion.BustedTradeImpliesAccepted,
    ];

    private static readonly OpenQuestion[] OfPositions =
    [
        OpenQuestion.CorrectionMovesInTime, OpenQuestion.FeeOutlivesTrade, OpenQuestion.CorrectionInheritsFee,
        OpenQuestion.PoolBeforeMultiplier, OpenQuestion.ImportTakesNoCash,
    ];

    private readonly Answer[] answers = new Answer[Enum.GetValues<OpenQuestion>().Length];

    public Assumptions() => Rebuild();

    /// <summary>Where an order that was only seen on the wire is booked when nobody stated a strategy.</summary>
    public string StrategyOfObserved { get; init; } = SubLedgers.Manual;

    /// <summary>The reading that is shown when both are accepted.</summary>
    public Reading First { get; private set; }

    /// <summary>Every reading of an order that is accepted, <see cref="First"/> first.</summary>
    public IReadOnlyList<Reading> OrderReadings { get; private set; } = [];

    public IReadOnlyList<Reading> PositionReadings { get; private set; } = [];

    public Answer this[OpenQuestion question] => answers[(int)question];

    /// <summary>From now on only this answer is accepted.</summary>
    public Assumptions Settle(OpenQuestion question, bool yes)
    {
        answers[(int)question] = yes ? Answer.Yes : Answer.No;
        Rebuild();
        return this;
    }

    private void Rebuild()
    {
        First = default;
        foreach (OpenQuestion question in Enum.GetValues<OpenQuestion>())
            if (answers[(int)question] == Answer.Yes) First = First.With(question);
        OrderReadings = Expand(OfOrders);
        PositionReadings = Expand(OfPositions);
    }

    private List<Reading> Expand(OpenQuestion[] questions)
    {
        List<Reading> readings = [First];
        foreach (OpenQuestion question in questions.Where(q => answers[(int)q] == Answer.Open))
            readings.AddRange(readings.Select(r => r.With(question)).ToList());
        return readings;
    }
}
