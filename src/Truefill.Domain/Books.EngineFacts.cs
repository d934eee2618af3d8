using Truefill.Domain.Engine;
using Truefill.Domain.Intake;
using Truefill.Domain.Venues;

namespace Truefill.Domain;

public sealed partial class Books
{
    public void Apply(in InputSettled e) => Intake.Apply(in e);

    public void Apply(in DeadLettered e) => DeadLetters.Apply(in e);

    public void Apply(in DeadLetterClosed e) => DeadLetters.Apply(in e);

    public void Apply(in VenueDefined e) => Sessions.Apply(in e);

    public void Apply(in SessionOpened e) => Sessions.Apply(in e);

    public void Apply(in SessionClosed e) => Sessions.Apply(in e);

    public void Apply(in EngineStarted e)
    {
        Engine.Apply(in e);
        Sessions.CloseAll();
    }

    public void Apply(in EngineStopped e) => Engine.Apply(in e);

    // Who did it changes nothing in the books: the journal keeps it.
    public void Apply(in ActionAudited e)
    {
    }
}
