namespace Truefill.Domain.Reconciliation.Commands;

/// <summary>Asks for a comparison now.</summary>
/// <param name="Venue">Empty: every venue that can be asked.</param>
public sealed record Reconcile(string Venue, string By);

/// <summary>
/// A person has a break booked as a correction in <c>@provisional</c>, which resolves it. The execution that explains
/// it replaces the correction when it arrives.
/// </summary>
/// <param name="Price">
/// Null: the symbol's mark, else the average price of what the account holds of it, else that of the venue's list.
/// </param>
public sealed record CorrectBreak(int Id, Quantities.Px? Price, string By, string Reason);

/// <summary>A person explains, assigns or resolves a break.</summary>
/// <param name="State">Null: it stays, only the owner changes.</param>
/// <param name="Owner">Null: stays.</param>
public sealed record ChangeBreak(int Id, BreakState? State, string? Owner, string By, string Reason);
