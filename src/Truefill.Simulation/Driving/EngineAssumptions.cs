using Truefill.Simulation.Model;

namespace Truefill.Simulation.Driving;

/// <summary>What the engine's documents answer to the model's open questions.</summary>
public static class EngineAssumptions
{
    public static Assumptions Settled() => new Assumptions()
        .Settle(OpenQuestion.VenueOrderCounts, yes: true)
        .Settle(OpenQuestion.ClosingEndsPending, yes: true)
        .Settle(OpenQuestion.ClosingEndsHolds, yes: true)
        .Settle(OpenQuestion.ReinstatementEndsSuspension, yes: true)
        .Settle(OpenQuestion.PendingImpliesAccepted, yes: false)
        .Settle(OpenQuestion.CalculatedCloses, yes: true)
        .Settle(OpenQuestion.DoneClosesOtherLives, yes: true)
        .Settle(OpenQuestion.BustedTradeImpliesAccepted, yes: true)
        .Settle(OpenQuestion.FillReopensRejected, yes: false)
        .Settle(OpenQuestion.SplitByOrderQty, yes: true)
        .Settle(OpenQuestion.ResolutionCounts, yes: true)
        .Settle(OpenQuestion.ImportTakesNoCash, yes: false)
        .Settle(OpenQuestion.CorrectionMovesInTime, yes: false)
        .Settle(OpenQuestion.FeeOutlivesTrade, yes: true)
        .Settle(OpenQuestion.CorrectionInheritsFee, yes: true)
        .Settle(OpenQuestion.PoolBeforeMultiplier, yes: true);
}
