namespace Truefill.Engine.Inputs;

/// <summary>A process takes the journal over.</summary>
/// <param name="Held">Why trading is to be held until a person resumes it, else null.</param>
/// <param name="Cold">
/// What was held and never sent is dropped; what is with a venue stays registered for its fills.
/// </param>
public sealed record EngineStart(long Epoch, string Build, string ConfigHash, string? Held, bool Cold = false);
