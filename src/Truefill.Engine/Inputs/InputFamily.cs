namespace Truefill.Engine.Inputs;

/// <summary>What an input is about: who decides it, and which part of the codec writes it.</summary>
internal enum InputFamily
{
    /// <summary>What clients want of orders.</summary>
    Requests,

    /// <summary>What venues and other sources tell of orders and executions.</summary>
    Reports,

    /// <summary>Sessions, and answers to questions.</summary>
    Venues,

    /// <summary>What people and the configuration enter into the books.</summary>
    Books,

    /// <summary>Kill switches, holds and limits.</summary>
    Risk,

    /// <summary>Comparisons, breaks and dead letters.</summary>
    Reconciliation,
    Advisories,

    /// <summary>The engine's own life: starts, stops, time, the configuration, and who asked.</summary>
    Lifecycle,
}

internal static class InputFamilies
{
    /// <summary>A kind that is forgotten here does not compile.</summary>
    public static InputFamily Of(InputKind kind) => kind switch
    {
        InputKind.NewOrderSingle or InputKind.OrderCancelRequest or InputKind.OrderCancelReplaceRequest
            or InputKind.ResolveOrder or InputKind.ClientMessage => InputFamily.Requests,
        InputKind.ExecutionReport or InputKind.OrderCancelReject or InputKind.NormalisedExecution
            or InputKind.Malformed or InputKind.Ignored or InputKind.SendFailed => InputFamily.Reports,
        InputKind.SessionOpened or InputKind.SessionClosed or InputKind.SessionSilent or InputKind.VenueAnswer
            or InputKind.AnswerContinues => InputFamily.Venues,
        InputKind.SetMark or InputKind.SetFxRate or InputKind.DefineInstrument or InputKind.DefineAccount
            or InputKind.ImportPosition or InputKind.TransferPosition or InputKind.ChargeFee
            or InputKind.AssignExecution => InputFamily.Books,
        InputKind.SetKillSwitch or InputKind.ResumeTrading or InputKind.HoldTrading or InputKind.DefineLimits
            or InputKind.SetLimits or InputKind.DefineRiskDays => InputFamily.Risk,
        InputKind.Reconcile or InputKind.ChangeBreak or InputKind.CorrectBreak or InputKind.CloseDeadLetter =>
            InputFamily.Reconciliation,
        InputKind.ProposeAdvisory or InputKind.DecideAdvisory or InputKind.ExecuteAdvisory => InputFamily.Advisories,
        InputKind.Start or InputKind.Stop or InputKind.Tick or InputKind.DefineVenue or InputKind.DefineNames
            or InputKind.Audit => InputFamily.Lifecycle,
    };
}
