using Truefill.Domain.Engine;
using Truefill.Domain.Intake;
using Truefill.Domain.Positions;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Venues;

namespace Truefill.Domain;

public sealed partial class Books
{
    public void Apply(in InputSettled e) => Intake.Apply(in e);

    public void Apply(in DeadLettered e) => DeadLetters.Apply(in e);

    public void Apply(in DeadLetterClosed e) => DeadLetters.Apply(in e);

    public void Apply(in VenueDefined e)
    {
        Sessions.Apply(in e);
        Protections.AllChanged(default);
    }

    public void Apply(in SessionOpened e)
    {
        Sessions.Apply(in e);
        Protections.AllChanged(e.At);
    }

    public void Apply(in SessionClosed e)
    {
        Sessions.Apply(in e);
        Protections.AllChanged(e.At);
    }

    public void Apply(in VenueAsked e)
    {
        Queries.Apply(in e);
        Risk.Spending.Apply(in e);
        if (!e.Order.IsNone) Orders[e.Order].Asked(e.At);
    }

    public void Apply(in VenueAnswered e)
    {
        Queries.Apply(in e);
        Sessions.Apply(in e);
        Reconciliation.Apply(in e);
    }

    public void Apply(in BalanceReported e)
    {
        if (Balances.Apply(in e)) Risk.Told(in e);
    }

    public void Apply(in PositionListed e) => Reconciliation.Apply(in e);

    public void Apply(in PositionsCompared e)
    {
        Reconciliation.Apply(in e);
        Sessions.Apply(in e);
    }

    public void Apply(in BreakOpened e) => Reconciliation.Apply(in e);

    public void Apply(in BreakChanged e) => Reconciliation.Apply(in e);

    public void Apply(in ProvisionalBooked e)
    {
        Reconciliation.Apply(in e);
        Positions.Apply(in e);
        Protections.Moved(new PositionKey(e.Account, e.Strategy, e.Symbol), e.At);
    }

    public void Apply(in ProvisionalReplaced e)
    {
        Reconciliation.Apply(in e);
        Positions.Apply(in e);
        Protections.Moved(new PositionKey(e.Account, e.Strategy, e.Symbol), e.At);
    }

    public void Apply(in OrderDiffered e) => Reconciliation.Apply(in e);

    public void Apply(in OrderAgreed e) => Reconciliation.Apply(in e);

    public void Apply(in AnswerContinued e) => Queries.Apply(in e);

    public void Apply(in TradingOpened e)
    {
        Sessions.Apply(in e);
        Engine.Apply(in e);
        Protections.AllChanged(e.At);
    }

    public void Apply(in TradingHeld e)
    {
        Sessions.Apply(in e);
        Engine.Apply(in e);
        Protections.AllChanged(e.At);
    }

    public void Apply(in KillSwitchSet e) => KillSwitch.Apply(in e);

    public void Apply(in LimitSet e) => Risk.Apply(in e);

    public void Apply(in RiskConfigured e) => Risk.Apply(in e);

    public void Apply(in RiskDaysDefined e) => Risk.Days.Apply(in e);

    public void Apply(in LimitTripped e) => Risk.Apply(in e);

    public void Apply(in RiskDayStarted e) => Risk.Apply(in e);

    public void Apply(in EngineStarted e)
    {
        Engine.Apply(in e);
        Sessions.CloseAll();
        Queries.Clear();
        Protections.AllChanged(e.At);
    }

    public void Apply(in EngineStopped e) => Engine.Apply(in e);

    // Who did it changes nothing in the books: the journal keeps it.
    public void Apply(in ActionAudited e)
    {
    }
}
