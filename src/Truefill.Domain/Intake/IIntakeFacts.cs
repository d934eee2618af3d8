namespace Truefill.Domain.Intake;

/// <summary>
/// The intake family: what became of each input. A new fact is a new member here, and so a compile error wherever facts
/// of this family matter.
/// </summary>
public interface IIntakeFacts
{
    void Apply(in InputSettled e);

    void Apply(in DeadLettered e);

    void Apply(in DeadLetterClosed e);
}
