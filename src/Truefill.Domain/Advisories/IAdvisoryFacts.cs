namespace Truefill.Domain.Advisories;

/// <summary>The advisory family. A new fact is a new member here, and so a compile error wherever it matters.</summary>
public interface IAdvisoryFacts
{
    void Apply(in AdvisoryProposed e);

    void Apply(in AdvisoryDecided e);

    void Apply(in AdvisoryStarted e);

    void Apply(in AdvisoryOrdered e);

    void Apply(in AdvisoryTimedOut e);

    void Apply(in AdvisoryAsked e);

    void Apply(in AdvisoryEnded e);

    void Apply(in AdvisoryReconciled e);
}
