using Truefill.Domain.Names;

namespace Truefill.Domain.Positions;

/// <summary>What a position is kept by.</summary>
public readonly record struct PositionKey(AccountId Account, StrategyId Strategy, SymbolId Symbol);
