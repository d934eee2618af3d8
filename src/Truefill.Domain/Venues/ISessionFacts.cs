namespace Truefill.Domain.Venues;

/// <summary>The session family. A new fact is a new member here, and so a compile error wherever it matters.</summary>
public interface ISessionFacts
{
    void Apply(in VenueDefined e);

    void Apply(in SessionOpened e);

    void Apply(in SessionClosed e);

    void Apply(in VenueAsked e);

    void Apply(in VenueAnswered e);

    void Apply(in AnswerContinued e);

    void Apply(in BalanceReported e);

    void Apply(in TradingOpened e);

    void Apply(in TradingHeld e);
}
