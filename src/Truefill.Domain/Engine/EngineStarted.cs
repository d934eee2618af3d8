using Truefill.Domain.Time;

namespace Truefill.Domain.Engine;

/// <summary>A process took the journal over. Epochs count up, once per start, and are part of every wire id.</summary>
/// <param name="Held">Why trading is held until a person resumes it, else null.</param>
public readonly record struct EngineStarted(long Epoch, string Build, string ConfigHash, string? Held, UtcNanos At);
