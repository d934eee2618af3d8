namespace Truefill.Domain.Reconciliation.Commands;

/// <summary>Asks for a comparison now.</summary>
/// <param name="Venue">Empty: every venue that can be asked.</param>
public sealed record Reconcile(string Venue, string By);

/// <summary>A person explains, assigns or resolves a break.</summary>
/// <param name="State">Null: it stays, only the owner changes.</param>
/// <param name="Owner">Null: stays.</param>
public sealed record ChangeBreak(int Id, BreakState? State, string? Owner, string By, string Reason);
