using Truefill.Domain.Reconciliation;

namespace Truefill.Engine;

/// <content>Comparisons with venues, and what differs.</content>
internal sealed partial class FactRecorder
{
    public void Apply(in PositionListed e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in PositionsCompared e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in BreakOpened e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in BreakChanged e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in ProvisionalBooked e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in ProvisionalReplaced e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderDiffered e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderAgreed e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }
}
