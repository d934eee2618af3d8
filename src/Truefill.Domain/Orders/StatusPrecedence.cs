using System;

namespace Truefill.Domain.Orders;

/// <summary>
/// Which OrdStatus(39) an order shows that is in several at once: the one with the highest precedence. Source: FIX 5.0
/// SP2 volume 4, Order State Change Matrices, table on page 55; Replaced (FIX 4.2 only) from FIX 4.2 appendix D.
/// </summary>
public static class StatusPrecedence
{
    /// <summary>From here on in <see cref="HighestFirst"/> no status is that of a pending request.</summary>
    internal const int FirstSettled = 2;

    /// <summary>
    /// Every status that an order can be in, highest precedence first; ties in the order in which they win.
    /// </summary>
    private static readonly OrdStatus[] Order =
    [
        OrdStatus.PendingCancel,
        OrdStatus.PendingReplace,
        OrdStatus.DoneForDay,
        OrdStatus.Calculated,
        OrdStatus.Filled,
        OrdStatus.Stopped,
        OrdStatus.Suspended,
        OrdStatus.Canceled,
        OrdStatus.Expired,
        OrdStatus.PartiallyFilled,
        OrdStatus.Replaced,
        OrdStatus.Rejected,
        OrdStatus.New,
        OrdStatus.PendingNew,
    ];

    public static ReadOnlySpan<OrdStatus> HighestFirst => Order;

    public static int Of(OrdStatus status) => status switch
    {
        OrdStatus.PendingCancel => 12,
        OrdStatus.PendingReplace => 11,
        OrdStatus.DoneForDay => 10,
        OrdStatus.Calculated => 9,
        OrdStatus.Filled => 8,
        OrdStatus.Stopped => 7,
        OrdStatus.Suspended => 6,
        OrdStatus.Canceled => 5,
        OrdStatus.Expired => 5,
        OrdStatus.PartiallyFilled => 4,
        OrdStatus.Replaced => 3,
        OrdStatus.Rejected => 2,
        OrdStatus.New => 2,
        OrdStatus.PendingNew => 2,
        OrdStatus.AcceptedForBidding => 0,
    };
}
