using Truefill.Domain.Reconciliation;

namespace Truefill.Domain.Tests.Orders;

/// <content>Comparisons with venues, and what differs.</content>
internal sealed partial class FactLog
{
    public void Apply(in PositionListed e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in PositionsCompared e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in BreakOpened e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in BreakChanged e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in ProvisionalBooked e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in ProvisionalReplaced e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderDiffered e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderAgreed e)
    {
        facts.Add(e);
        books.Apply(in e);
    }
}
