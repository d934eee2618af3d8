using Truefill.Domain.Executions;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>
/// What a position was charged for one kind in one currency; negative when more was received than paid.
/// </summary>
public readonly record struct PositionFee(FeeKind Kind, Money Amount);
