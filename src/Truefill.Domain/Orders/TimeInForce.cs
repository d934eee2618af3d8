namespace Truefill.Domain.Orders;

/// <summary>TimeInForce(59). The numbers are FIX's characters.</summary>
public enum TimeInForce : byte
{
    Day = (byte)'0',
    GoodTillCancel = (byte)'1',
    AtTheOpening = (byte)'2',
    ImmediateOrCancel = (byte)'3',
    FillOrKill = (byte)'4',
    GoodTillCrossing = (byte)'5',
    GoodTillDate = (byte)'6',
    AtTheClose = (byte)'7',
}
