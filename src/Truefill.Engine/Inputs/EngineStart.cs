namespace Truefill.Engine.Inputs;

/// <summary>A process takes the journal over.</summary>
/// <param name="Held">Why trading is to be held until a person resumes it, else null.</param>
public sealed record EngineStart(long Epoch, string Build, string ConfigHash, string? Held);
