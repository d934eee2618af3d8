using System;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Orders;

public sealed partial class Order
{
    /// <summary>
    /// What can still be executed at its worst: a replace under way or unknown may already have taken effect.
    /// </summary>
    public Qty WorstLeavesQty
    {
        get
        {
            if (HasEnded) return Qty.Zero;
            decimal most = orderQty;
            if (detail is not null)
            {
                for (int i = detail.FirstOutstanding; i < detail.Requests.Count; i++)
                    if (detail.Requests[i] is { IsOutstanding: true, Terms: { } asked })
                        most = Math.Max(most, asked.OrderQty.Value);
            }

            return Qty.FromTrusted(Math.Max(0m, most - executed));
        }
    }
}
