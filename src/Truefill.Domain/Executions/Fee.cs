using Truefill.Domain.Quantities;

namespace Truefill.Domain.Executions;

/// <summary>What a charge is for.</summary>
public enum FeeKind : byte
{
    Commission = 1,
    Tax = 2,
    Exchange = 3,
    Other = 4,
}

/// <summary>
/// A charge, positive when paid and negative when received (rebate), in its own currency or traded asset.
/// </summary>
public readonly record struct Fee(Money Amount, FeeKind Kind);
