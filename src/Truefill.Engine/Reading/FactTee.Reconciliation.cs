using Truefill.Domain.Reconciliation;

namespace Truefill.Engine.Reading;

/// <content>Comparisons with venues, and what differs.</content>
public sealed partial class FactTee
{
    public void Apply(in PositionListed e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in PositionsCompared e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in BreakOpened e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in BreakChanged e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in ProvisionalBooked e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in ProvisionalReplaced e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderDiffered e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderAgreed e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }
}
