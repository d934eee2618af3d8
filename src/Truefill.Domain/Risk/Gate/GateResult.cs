using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Limits;

namespace Truefill.Domain.Risk.Gate;

/// <summary>The first control that an order fails, with its figures.</summary>
/// <param name="Reason">None: it passes.</param>
/// <param name="Detail">What was measured against which limit.</param>
/// <param name="Trips">The limit stops trading until a person resets its kill switch.</param>
public readonly record struct GateResult(DenyReason Reason, string? Detail = null, LimitKind? Trips = null)
{
    public bool Passes => Reason == DenyReason.None;
}
