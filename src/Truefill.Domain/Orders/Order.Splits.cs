using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

public sealed partial class Order
{
    /// <summary>
    /// When what was executed was last counted in other units: prices from before that are in the old ones. None:
    /// never.
    /// </summary>
    internal UtcNanos SplitAt
    {
        get
        {
            UtcNanos last = default;
            if (detail is null) return last;
            foreach (QuantitySplit split in detail.Splits) last = UtcNanos.Max(last, split.At);
            return last;
        }
    }
}
