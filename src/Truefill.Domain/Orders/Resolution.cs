namespace Truefill.Domain.Orders;

/// <summary>How an unknown request ended.</summary>
public enum Resolution : byte
{
    Canceled = 1,
    Rejected = 2,
    Filled = 3,

    /// <summary>The venue shows that the request took effect.</summary>
    Accepted = 4,
}
