using Truefill.Domain.Clients;
using Truefill.Domain.Risk;

namespace Truefill.Engine;

/// <content>Limits and their days, and what clients ask for.</content>
internal sealed partial class FactRecorder
{
    public void Apply(in LimitSet e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in RiskConfigured e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in RiskDaysDefined e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in LimitTripped e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in RiskDayStarted e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in ClientMessageTaken e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in RequestDenied e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }
}
