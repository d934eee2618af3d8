using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk;

/// <summary>
/// A limit has a new value: from the configuration, where that says another than before, else by a person.
/// </summary>
/// <param name="Configured">What the configuration says, the loosest that a person can set; null: off.</param>
/// <param name="InForce">What holds from now on; null: off.</param>
/// <param name="By">Who set it; <c>configuration</c> where it was that.</param>
public readonly record struct LimitSet(
    LimitScope Scope,
    LimitKind Kind,
    decimal? Configured,
    decimal? InForce,
    string By,
    string Reason,
    UtcNanos At);
