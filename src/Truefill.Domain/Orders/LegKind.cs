namespace Truefill.Domain.Orders;

/// <summary>What an order is to the position it protects. Numbers are frozen.</summary>
public enum LegKind : byte
{
    /// <summary>An order for its own sake.</summary>
    None = 0,
    StopLoss = 1,
    TakeProfit = 2,
}
