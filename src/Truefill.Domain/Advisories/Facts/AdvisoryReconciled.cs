using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <summary>The execution was compared with the broker, or could not be.</summary>
public readonly record struct AdvisoryReconciled(int Number, ReconciliationReport Report, UtcNanos At);
