using System.Collections.Generic;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

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
        Revalue();
    }

    public void Apply(in InstrumentDefined e)
    {
        bool changes = Redefinition.ChangesAmounts(this, in e);
        List<(AccountId Account, Exact Pnl)> before = changes ? Redefinition.Measure(this, e.Symbol) : [];
        Instruments.Apply(in e);
        Revalue();
        Redefinition.BringIn(this, e.Symbol, before);
    }

    public void Apply(in PositionImported e)
    {
        PositionKey key = new(e.Account, e.Strategy, e.Symbol);
        Exact before = RealizedOf(key);
        Positions.Apply(in e);
        BringIn(in e, RealizedOf(key) - before);
        Protections.Moved(key, e.At);
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
        BroughtIn.Retry(e.Symbol);
        Risk.Apply(in e);
        Protections.Marked(e.Symbol, e.At);
    }

    public void Apply(in FxRateSet e)
    {
        Marks.Apply(in e);
        Revalue();
    }

    // Anything may be worth something else.
    private void Revalue()
    {
        BroughtIn.RetryAll();
        Risk.Revalue();
    }

    private Exact RealizedOf(in PositionKey key) =>
        Positions.TryGet(key, out Position position) ? position.PriceRealized : 0;

    // An opening lot was not traded today: what it is worth beyond its price was made before anybody measured.
    private void BringIn(in PositionImported e, Exact realized)
    {
        Exact cash = -(e.SignedQty.Number * e.Price.Number) - realized;
        BroughtIn.Add(e.Account, e.Symbol, e.SignedQty.Number, cash, realized);
        if (Risk.Days.TryGet(e.Account) is not null)
            Risk.BroughtToday.Add(e.Account, e.Symbol, e.SignedQty.Number, cash, realized);
    }
}
