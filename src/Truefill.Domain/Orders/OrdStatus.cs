namespace Truefill.Domain.Orders;

/// <summary>OrdStatus(39). The numbers are FIX's characters. Derived from an order's facts, never stored.</summary>
public enum OrdStatus : byte
{
    New = (byte)'0',
    PartiallyFilled = (byte)'1',
    Filled = (byte)'2',
    DoneForDay = (byte)'3',
    Canceled = (byte)'4',

    /// <summary>A status of its own in FIX 4.2 only; later versions go on as New or Partially Filled.</summary>
    Replaced = (byte)'5',
    PendingCancel = (byte)'6',
    Stopped = (byte)'7',
    Rejected = (byte)'8',
    Suspended = (byte)'9',
    PendingNew = (byte)'A',
    Calculated = (byte)'B',
    Expired = (byte)'C',
    AcceptedForBidding = (byte)'D',
    PendingReplace = (byte)'E',
}
