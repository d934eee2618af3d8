using System;

namespace Truefill.Engine.Codec;

/// <summary>What a fact is about: which part of the codec reads it. Its number does not tell.</summary>
internal enum FactFamily
{
    Orders,
    Executions,
    Books,
    Intake,
    Sessions,
    Engine,
    Reconciliation,
    Clients,
    Risk,
    Advisories,
}

internal static class FactFamilies
{
    private static readonly bool[] Known = MarkKnown();

    /// <summary>Is there a fact of this number? A file may hold any.</summary>
    public static bool IsKnown(FactType type) => Known[(byte)type];

    /// <summary>A type that is forgotten here does not compile.</summary>
    public static FactFamily Of(FactType type) => type switch
    {
        FactType.OrderSubmitted or FactType.OrderHeld or FactType.SubmitAborted or FactType.OrderDenied
            or FactType.OrderAdopted or FactType.OrderPendingNew or FactType.OrderAccepted or FactType.OrderRejected
            or FactType.CancelRequested or FactType.CancelPending or FactType.CancelRejected or FactType.OrderCanceled
            or FactType.ReplaceRequested or FactType.ReplacePending or FactType.ReplaceRejected
            or FactType.OrderReplaced or FactType.OrderExpired or FactType.OrderDoneForDay or FactType.OrderStopped
            or FactType.OrderSuspended or FactType.OrderCalculated or FactType.OrderRestated
            or FactType.RequestUnknown or FactType.RequestResolved or FactType.ReportViolated
            or FactType.RequestAborted => FactFamily.Orders,
        FactType.OrderExecuted or FactType.TradeBooked or FactType.TradeCanceled or FactType.TradeCorrected
            or FactType.AmendmentAwaited or FactType.ExecutionDuplicated or FactType.FeeCharged or FactType.FeeStated
            or FactType.ExecutionAssigned => FactFamily.Executions,
        FactType.NameRegistered or FactType.AccountDefined or FactType.InstrumentDefined or FactType.PositionImported
            or FactType.PositionTransferred or FactType.MarkSet or FactType.FxRateSet or FactType.NameRetired =>
            FactFamily.Books,
        FactType.InputSettled or FactType.DeadLettered or FactType.DeadLetterClosed => FactFamily.Intake,
        FactType.AnswerContinued or FactType.VenueDefined or FactType.SessionOpened or FactType.SessionClosed
            or FactType.VenueAsked or FactType.VenueAnswered or FactType.BalanceReported or FactType.TradingOpened
            or FactType.TradingHeld => FactFamily.Sessions,
        FactType.EngineStarted or FactType.EngineStopped or FactType.ActionAudited => FactFamily.Engine,
        FactType.OrderDiffered or FactType.OrderAgreed or FactType.PositionListed or FactType.PositionsCompared
            or FactType.BreakOpened or FactType.BreakChanged or FactType.ProvisionalBooked
            or FactType.ProvisionalReplaced => FactFamily.Reconciliation,
        FactType.ClientMessageTaken or FactType.RequestDenied => FactFamily.Clients,
        FactType.KillSwitchSet or FactType.LimitSet or FactType.RiskConfigured or FactType.RiskDaysDefined
            or FactType.LimitTripped or FactType.RiskDayStarted => FactFamily.Risk,
        FactType.AdvisoryProposed or FactType.AdvisoryDecided or FactType.AdvisoryStarted or FactType.AdvisoryOrdered
            or FactType.AdvisoryTimedOut or FactType.AdvisoryAsked or FactType.AdvisoryEnded
            or FactType.AdvisoryReconciled => FactFamily.Advisories,
    };

    private static bool[] MarkKnown()
    {
        bool[] known = new bool[byte.MaxValue + 1];
        foreach (FactType type in Enum.GetValues<FactType>()) known[(byte)type] = true;
        return known;
    }
}
