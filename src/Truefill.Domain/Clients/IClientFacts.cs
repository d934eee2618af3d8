namespace Truefill.Domain.Clients;

/// <summary>
/// The family of clients whose messages are numbered. A new fact is a new member here, and so a compile error wherever
/// facts of this family matter.
/// </summary>
public interface IClientFacts
{
    void Apply(in ClientMessageTaken e);

    void Apply(in RequestDenied e);
}
