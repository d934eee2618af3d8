using Truefill.Domain.Time;

namespace Truefill.Engine.Reading;

/// <summary>Where and when an execution entered the journal.</summary>
public readonly record struct ExecutionStamp(ulong Seq, UtcNanos At);
