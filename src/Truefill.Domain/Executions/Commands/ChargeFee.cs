using Truefill.Domain.Time;

namespace Truefill.Domain.Executions.Commands;

/// <summary>A charge that comes after its execution and names it by key.</summary>
/// <param name="At">When it was charged; none: now.</param>
public readonly record struct ChargeFee(ExecKey Exec, Fee Fee, UtcNanos At = default, long VenueSeq = 0);
