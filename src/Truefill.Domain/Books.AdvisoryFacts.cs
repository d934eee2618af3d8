using Truefill.Domain.Advisories;

namespace Truefill.Domain;

public sealed partial class Books
{
    public void Apply(in AdvisoryProposed e) => Advisories.Apply(in e);

    public void Apply(in AdvisoryDecided e) => Advisories.Apply(in e);

    public void Apply(in AdvisoryStarted e) => Advisories.Apply(in e);

    public void Apply(in AdvisoryOrdered e) => Advisories.Apply(in e);

    public void Apply(in AdvisoryTimedOut e) => Advisories.Apply(in e);

    public void Apply(in AdvisoryAsked e) => Advisories.Apply(in e);

    public void Apply(in AdvisoryEnded e) => Advisories.Apply(in e);

    public void Apply(in AdvisoryReconciled e) => Advisories.Apply(in e);
}
