using System;

namespace Truefill.Engine.Inputs;

/// <summary>Which optional fields of an execution report follow in its record. Frozen: bit numbers are on disk.</summary>
[Flags]
internal enum ReportFields : uint
{
    None = 0,
    Order = 1 << 0,
    ClOrdId = 1 << 1,
    OrigClOrdId = 1 << 2,
    OrderId = 1 << 3,
    ExecId = 1 << 4,
    ExecRefId = 1 << 5,
    Scope = 1 << 6,
    OrdStatus = 1 << 7,
    Account = 1 << 8,
    AccountName = 1 << 9,
    Symbol = 1 << 10,
    SymbolName = 1 << 11,
    Side = 1 << 12,
    OrdType = 1 << 13,
    TimeInForce = 1 << 14,
    OrderQty = 1 << 15,
    CumQty = 1 << 16,
    LeavesQty = 1 << 17,
    LastQty = 1 << 18,
    LastPx = 1 << 19,
    AvgPx = 1 << 20,
    Price = 1 << 21,
    StopPx = 1 << 22,
    Fee = 1 << 23,
    TransactTime = 1 << 24,
    VenueSeq = 1 << 25,
    PossDup = 1 << 26,
    Reason = 1 << 27,
    Text = 1 << 28,
    IsFix42 = 1 << 29,
}
