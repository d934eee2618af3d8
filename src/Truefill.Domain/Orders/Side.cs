namespace Truefill.Domain.Orders;

/// <summary>Side(54), reduced to what moves a position. Sell short (5) and sell short exempt (6) are sells.</summary>
public enum Side : byte
{
    Buy = 1,
    Sell = 2,
    SellShort = 5,
}

public static class SideRules
{
    /// <summary>+1 for a buy, −1 for any sell.</summary>
    public static int Sign(this Side side) => side == Side.Buy ? 1 : -1;

    public static bool IsSell(this Side side) => side != Side.Buy;
}
