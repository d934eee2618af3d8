using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <summary>An advisory waits for a person's decision.</summary>
/// <param name="Number">Counts up from 1.</param>
/// <param name="By">Who proposed it.</param>
public readonly record struct AdvisoryProposed(int Number, FrozenSnapshot Snapshot, string By, UtcNanos At);
