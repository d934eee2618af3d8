using Truefill.Domain.Quantities;

namespace Truefill.Domain.Reconciliation;

/// <summary>A correction that waits for the execution it stands for.</summary>
/// <param name="Left">Signed; what no execution has replaced yet.</param>
public readonly record struct Provisional(ProvisionalBooked Booked, Qty Left);
