namespace Truefill.Domain.Engine;

/// <summary>
/// The engine's own family. A new fact is a new member here, and so a compile error wherever it matters.
/// </summary>
public interface IEngineFacts
{
    void Apply(in EngineStarted e);

    void Apply(in EngineStopped e);

    void Apply(in ActionAudited e);
}
