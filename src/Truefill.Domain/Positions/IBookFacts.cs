using Truefill.Domain.Instruments;
using Truefill.Domain.Names;

namespace Truefill.Domain.Positions;

/// <summary>
/// The book-keeping family: reference data, marks and entries without an execution. A new fact is a new member here,
/// and so a compile error wherever facts of this family matter.
/// </summary>
public interface IBookFacts
{
    void Apply(in NameRegistered e);

    void Apply(in NameRetired e);

    void Apply(in AccountDefined e);

    void Apply(in InstrumentDefined e);

    void Apply(in PositionImported e);

    void Apply(in PositionTransferred e);

    void Apply(in MarkSet e);

    void Apply(in FxRateSet e);
}
