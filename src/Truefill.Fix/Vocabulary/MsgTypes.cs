using System;

namespace Truefill.Fix;

/// <summary>MsgType(35) values as the bytes on the wire.</summary>
public static class MsgTypes
{
    public static ReadOnlySpan<byte> Heartbeat => "0"u8;
    public static ReadOnlySpan<byte> TestRequest => "1"u8;
    public static ReadOnlySpan<byte> ResendRequest => "2"u8;
    public static ReadOnlySpan<byte> Reject => "3"u8;
    public static ReadOnlySpan<byte> SequenceReset => "4"u8;
    public static ReadOnlySpan<byte> Logout => "5"u8;
    public static ReadOnlySpan<byte> ExecutionReport => "8"u8;
    public static ReadOnlySpan<byte> OrderCancelReject => "9"u8;
    public static ReadOnlySpan<byte> Logon => "A"u8;
    public static ReadOnlySpan<byte> NewOrderSingle => "D"u8;
    public static ReadOnlySpan<byte> OrderCancelRequest => "F"u8;
    public static ReadOnlySpan<byte> OrderCancelReplaceRequest => "G"u8;
    public static ReadOnlySpan<byte> OrderStatusRequest => "H"u8;
    public static ReadOnlySpan<byte> DontKnowTrade => "Q"u8;
    public static ReadOnlySpan<byte> BusinessMessageReject => "j"u8;
    public static ReadOnlySpan<byte> OrderMassCancelRequest => "q"u8;
    public static ReadOnlySpan<byte> OrderMassCancelReport => "r"u8;
    public static ReadOnlySpan<byte> TradeCaptureReport => "AE"u8;
    public static ReadOnlySpan<byte> OrderMassStatusRequest => "AF"u8;
    public static ReadOnlySpan<byte> RequestForPositions => "AN"u8;
    public static ReadOnlySpan<byte> RequestForPositionsAck => "AO"u8;
    public static ReadOnlySpan<byte> PositionReport => "AP"u8;
}
