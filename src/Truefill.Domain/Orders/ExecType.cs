namespace Truefill.Domain.Orders;

/// <summary>
/// ExecType(150): what one report says. The numbers are FIX's characters. FIX 4.2's ExecTransType(20) is folded in by
/// the adapter: Cancel (1) becomes <see cref="TradeCancel"/>, Correct (2) <see cref="TradeCorrect"/>, Status (3)
/// <see cref="OrderStatus"/>; its partial fill and fill (1, 2) become <see cref="Trade"/>.
/// </summary>
public enum ExecType : byte
{
    New = (byte)'0',
    DoneForDay = (byte)'3',
    Canceled = (byte)'4',
    Replaced = (byte)'5',
    PendingCancel = (byte)'6',
    Stopped = (byte)'7',
    Rejected = (byte)'8',
    Suspended = (byte)'9',
    PendingNew = (byte)'A',
    Calculated = (byte)'B',
    Expired = (byte)'C',
    Restated = (byte)'D',
    PendingReplace = (byte)'E',
    Trade = (byte)'F',
    TradeCorrect = (byte)'G',
    TradeCancel = (byte)'H',
    OrderStatus = (byte)'I',
}
