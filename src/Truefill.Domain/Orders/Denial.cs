namespace Truefill.Domain.Orders;

/// <summary>Why a request is refused; the default: it is not.</summary>
/// <param name="Detail">What the reason alone does not say; null: it says enough.</param>
internal readonly record struct Denial(DenyReason Reason, string? Detail = null);
