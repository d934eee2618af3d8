using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Simulated;

/// <summary>A trade as it stands, through all its corrections.</summary>
internal sealed class TradeRecord(SimulatedOrder order, ExecId execId, Qty qty, Px px)
{
    private readonly long splitBefore = order.SplitFactor;

    public SimulatedOrder Order { get; } = order;

    /// <summary>ExecID(17) of the last report on it: what the next one refers to.</summary>
    public ExecId ExecId { get; set; } = execId;

    public Qty Qty { get; set; } = qty;

    public Px Px { get; set; } = px;

    public bool IsBusted { get; set; }

    /// <summary>What it counts in its order: as many times its quantity as the order has been split since.</summary>
    public Qty QtyInOrder => InOrder(Qty);

    /// <summary>What a quantity of this trade counts in its order.</summary>
    public Qty InOrder(Qty qty) => Qty.FromTrusted(qty.Value * (Order.SplitFactor / splitBefore));
}
