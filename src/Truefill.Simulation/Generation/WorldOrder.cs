using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Simulation.Generation;

/// <summary>A trade that the world's venue made, under the id of its latest version.</summary>
internal struct WorldTrade
{
    public ShortText Id;
    public int Scope;
    public decimal Quantity;
    public decimal Price;
    public Side Side;
    public string Account;
}

/// <summary>An order as its venue knows it. Used again for another order when this one is long over.</summary>
internal sealed class WorldOrder
{
    public const int MaxTrades = 6;

    public readonly WorldTrade[] Trades = new WorldTrade[MaxTrades];
    public int Serial;
    public int Account;
    public int Symbol;
    public int Venue;
    public string Strategy = "";
    public Side Side;
    public TimeInForce Life;
    public decimal Price;
    public decimal OrderQty;
    public decimal CumQty;
    public ShortText ClOrdId;
    public ShortText FirstClOrdId;
    public ShortText OrderId;
    public ShortText CancelId;
    public ShortText ReplaceId;
    public decimal ReplaceQty;
    public int TradeCount;
    public bool IsUsed;
    public bool IsObserved;
    public bool IsPhone;
    public bool IsBlackHole;
    public bool IsAccepted;
    public bool IsClosed;
    public bool IsDone;
    public bool IsSplit;
    public bool CancelPending;
    public bool ReplacePending;

    /// <summary>A report with the OrderID has been delivered.</summary>
    public bool OrderIdKnown;

    public decimal Leaves => IsClosed || CumQty >= OrderQty ? 0 : OrderQty - CumQty;

    public void Clear(int serial)
    {
        Serial = serial;
        OrderQty = CumQty = Price = ReplaceQty = 0;
        ClOrdId = FirstClOrdId = OrderId = CancelId = ReplaceId = default;
        TradeCount = 0;
        Strategy = "";
        IsUsed = true;
        IsObserved = IsPhone = IsBlackHole = IsAccepted = IsClosed = IsDone = IsSplit = false;
        CancelPending = ReplacePending = OrderIdKnown = false;
    }
}
