namespace Truefill.Domain.Risk;

/// <summary>The risk family. A new fact is a new member here, and so a compile error wherever it matters.</summary>
public interface IRiskFacts
{
    void Apply(in KillSwitchSet e);
}
