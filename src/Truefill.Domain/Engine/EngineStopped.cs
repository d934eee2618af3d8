using Truefill.Domain.Time;

namespace Truefill.Domain.Engine;

/// <summary>A clean stop; what is missing after a crash.</summary>
public readonly record struct EngineStopped(string Reason, UtcNanos At);
