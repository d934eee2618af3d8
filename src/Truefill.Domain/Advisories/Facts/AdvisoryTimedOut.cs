using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <summary>The order was not filled within the timeout: it is canceled, and the grace for a late fill runs.</summary>
public readonly record struct AdvisoryTimedOut(int Number, UtcNanos At);
