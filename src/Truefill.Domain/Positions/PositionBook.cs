namespace Truefill.Domain.Positions;

/// <summary>Positions by (account, strategy, symbol): a projection of executions and entries.</summary>
public sealed class PositionBook
{
}
