namespace Truefill.Domain.Risk;

/// <summary>The risk family. A new fact is a new member here, and so a compile error wherever it matters.</summary>
public interface IRiskFacts
{
    void Apply(in KillSwitchSet e);

    void Apply(in LimitSet e);

    void Apply(in RiskConfigured e);

    void Apply(in RiskDaysDefined e);

    void Apply(in LimitTripped e);

    void Apply(in RiskDayStarted e);
}
