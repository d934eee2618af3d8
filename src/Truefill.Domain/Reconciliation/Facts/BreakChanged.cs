using Truefill.Domain.Time;

namespace Truefill.Domain.Reconciliation;

/// <summary>A person explained, assigned or resolved a break, or both sides agree again.</summary>
/// <param name="Owner">Who looks after it from here on; empty: nobody in particular.</param>
/// <param name="By">A person, or <c>engine</c> when both sides agree again.</param>
public readonly record struct BreakChanged(
    int Id, BreakState State, string Owner, string By, string Reason, UtcNanos At);
