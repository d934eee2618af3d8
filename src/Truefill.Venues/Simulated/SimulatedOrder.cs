using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated.Scripts;

namespace Truefill.Venues.Simulated;

/// <summary>An order in the simulated venue's own books.</summary>
internal sealed class SimulatedOrder(SymbolBook book, string account, OrderId orderId)
{
    public SymbolBook Book { get; } = book;

    public string Account { get; } = account;

    public OrderId OrderId { get; } = orderId;

    /// <summary>ClOrdID(11) of the last request that the venue took.</summary>
    public ClOrdId WireId { get; set; }

    public ClOrdId LinkId { get; set; }

    public OrderTerms Terms { get; set; }

    public OrdStatus Status { get; set; }

    public Qty CumQty { get; set; }

    /// <summary>Σ quantity × price of its live trades.</summary>
    public decimal TradedValue { get; set; }

    /// <summary>How many units one unit of its first trades has become by splits.</summary>
    public long SplitFactor { get; set; } = 1;

    /// <summary>Cancels, and replaces, that are reported pending and not decided.</summary>
    public int PendingCancels { get; set; }

    /// <inheritdoc cref="PendingCancels"/>
    public int PendingReplaces { get; set; }

    /// <summary>What a report says: pending goes before all else that is so of an open order.</summary>
    public OrdStatus ShownStatus => !IsOpen ? Status
        : PendingCancels > 0 ? OrdStatus.PendingCancel
        : PendingReplaces > 0 ? OrdStatus.PendingReplace
        : Status;

    public bool PaidPerOrder { get; set; }

    /// <summary>It fills only against what is printed after this.</summary>
    public UtcNanos ActiveSince { get; set; }

    /// <summary>Place in time among orders of one price; lower is earlier.</summary>
    public long Priority { get; set; }

    /// <summary>Greater is nearer to trading, whatever the side; see <see cref="OrderQueue"/>.</summary>
    public decimal SortKey { get; set; }

    /// <summary>Where it rests; null: nowhere.</summary>
    public OrderQueue? Queue { get; set; }

    /// <summary>Its place among the open orders of its symbol; null: it is not open.</summary>
    public LinkedListNode<SimulatedOrder>? Place { get; set; }

    public bool IsTriggered { get; set; }

    /// <summary>Answers by the book; null: it is the market's.</summary>
    public ScriptedOrder? Script { get; set; }

    /// <summary>Look-ups deny that it exists.</summary>
    public bool IsDenied { get; set; }

    public bool IsOpen => Status is OrdStatus.New or OrdStatus.PartiallyFilled;

    public bool IsImmediate => Terms.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill;

    public bool IsBuy => Terms.Side == Side.Buy;

    public bool AwaitsTrigger => !IsTriggered && Terms.OrdType is (OrdType.Stop or OrdType.StopLimit);

    public Qty LeavesQty => IsOpen ? Terms.OrderQty - CumQty : Qty.Zero;

    public Px AvgPx =>
        CumQty.IsZero ? Px.Zero : Px.FromTrusted(ExactDecimal.RoundToMaxDecimals(TradedValue / CumQty.Value));
}
