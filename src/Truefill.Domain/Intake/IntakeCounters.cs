using Truefill.Domain.State;

namespace Truefill.Domain.Intake;

/// <summary>
/// How many inputs ended in which way: received = applied + duplicate + ignored + dead lettered (+ queued outside).
/// </summary>
public sealed class IntakeCounters
{
    public long Applied { get; private set; }

    public long Duplicate { get; private set; }

    public long Ignored { get; private set; }

    public long DeadLettered { get; private set; }

    public long Settled => Applied + Duplicate + Ignored + DeadLettered;

    public void Apply(in InputSettled e)
    {
        switch (e.Outcome)
        {
            case InputOutcome.Applied: Applied++; break;
            case InputOutcome.Duplicate: Duplicate++; break;
            case InputOutcome.Ignored: Ignored++; break;
            case InputOutcome.DeadLettered: DeadLettered++; break;
        }
    }

    public void Save(IStateWriter writer)
    {
        writer.Signed(Applied);
        writer.Signed(Duplicate);
        writer.Signed(Ignored);
        writer.Signed(DeadLettered);
    }

    public void Load(IStateReader reader)
    {
        Applied = reader.Signed();
        Duplicate = reader.Signed();
        Ignored = reader.Signed();
        DeadLettered = reader.Signed();
    }
}
