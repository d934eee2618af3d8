namespace Truefill.Domain.Reconciliation;

/// <summary>
/// The reconciliation family. A new fact is a new member here, and so a compile error wherever it matters.
/// </summary>
public interface IReconciliationFacts
{
    void Apply(in PositionListed e);

    void Apply(in PositionsCompared e);

    void Apply(in BreakOpened e);

    void Apply(in BreakChanged e);

    void Apply(in ProvisionalBooked e);

    void Apply(in ProvisionalReplaced e);

    void Apply(in OrderDiffered e);

    void Apply(in OrderAgreed e);
}
