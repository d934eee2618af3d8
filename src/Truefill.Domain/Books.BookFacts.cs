using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;

namespace Truefill.Domain;

public sealed partial class Books
{
    public void Apply(in NameRegistered e) => Names.Apply(in e);

    public void Apply(in NameRetired e)
    {
        if (e.Kind == NameKind.Venue) Sessions.Apply(in e);
        else Accounts.Apply(in e);
    }

    public void Apply(in AccountDefined e)
    {
        Accounts.Apply(in e);
        Positions.Apply(in e);
        Risk.Exposures.TouchAll();
    }

    public void Apply(in InstrumentDefined e)
    {
        Instruments.Apply(in e);
        Risk.Exposures.TouchAll();
    }

    public void Apply(in PositionImported e)
    {
        Positions.Apply(in e);
        Protections.Moved(new PositionKey(e.Account, e.Strategy, e.Symbol), e.At);
    }

    public void Apply(in PositionTransferred e)
    {
        Positions.Apply(in e);
        Reconciliation.Apply(in e);
        Protections.Moved(new PositionKey(e.Account, e.From, e.Symbol), e.At);
        Protections.Moved(new PositionKey(e.Account, e.To, e.Symbol), e.At);
    }

    public void Apply(in MarkSet e)
    {
        Marks.Apply(in e);
        Risk.Exposures.Apply(in e);
        Protections.Marked(e.Symbol, e.At);
    }

    public void Apply(in FxRateSet e)
    {
        Marks.Apply(in e);
        Risk.Exposures.TouchAll();
    }
}
