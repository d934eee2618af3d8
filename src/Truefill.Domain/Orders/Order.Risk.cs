using Truefill.Domain.Quantities;

namespace Truefill.Domain.Orders;

public sealed partial class Order
{
    /// <summary>Somebody asked for it; false: the engine sent it to protect what another order did.</summary>
    public bool IsEntered => Leg == LegKind.None || Parent.IsNone;

    /// <summary>
    /// The take-profit of a pair that closes a position, entered as such: its stop-loss is the bracket's, and one
    /// cancels the other.
    /// </summary>
    public bool IsExit => Leg != LegKind.None && Parent.IsNone;

    /// <summary>
    /// What can still be executed at its worst: a replace under way or unknown may already have taken effect.
    /// </summary>
    public Qty WorstLeavesQty
    {
        get
        {
            return HasEnded ? Qty.Zero : Qty.FromTrusted(Exact.Max(Exact.Zero, MostAsked - executed));
        }
    }

    /// <summary>The largest quantity that is ordered, or asked for by a replace that nobody has answered.</summary>
    internal Exact MostAsked
    {
        get
        {
            Exact most = orderQty;
            if (detail is null) return most;
            for (int i = detail.FirstOutstanding; i < detail.Requests.Count; i++)
            {
                if (detail.Requests[i] is { IsOutstanding: true, Terms: { } asked })
                    most = Exact.Max(most, asked.OrderQty.Number);
            }

            return most;
        }
    }
}
