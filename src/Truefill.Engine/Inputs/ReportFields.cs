namespace Truefill.Engine.Inputs;

/// <summary>
/// Which optional fields of an execution report follow in its record. Frozen: bit numbers are on disk.
/// </summary>
internal static class ReportFields
{
    public const uint Order = 1u << 0;
    public const uint ClOrdId = 1u << 1;
    public const uint OrigClOrdId = 1u << 2;
    public const uint OrderId = 1u << 3;
    public const uint ExecId = 1u << 4;
    public const uint ExecRefId = 1u << 5;
    public const uint Scope = 1u << 6;
    public const uint OrdStatus = 1u << 7;
    public const uint Account = 1u << 8;
    public const uint AccountName = 1u << 9;
    public const uint Symbol = 1u << 10;
    public const uint SymbolName = 1u << 11;
    public const uint Side = 1u << 12;
    public const uint OrdType = 1u << 13;
    public const uint TimeInForce = 1u << 14;
    public const uint OrderQty = 1u << 15;
    public const uint CumQty = 1u << 16;
    public const uint LeavesQty = 1u << 17;
    public const uint LastQty = 1u << 18;
    public const uint LastPx = 1u << 19;
    public const uint AvgPx = 1u << 20;
    public const uint Price = 1u << 21;
    public const uint StopPx = 1u << 22;
    public const uint Fee = 1u << 23;
    public const uint TransactTime = 1u << 24;
    public const uint VenueSeq = 1u << 25;
    public const uint PossDup = 1u << 26;
    public const uint Reason = 1u << 27;
    public const uint Text = 1u << 28;
    public const uint IsFix42 = 1u << 29;
}
