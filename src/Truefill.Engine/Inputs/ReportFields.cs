namespace Truefill.Engine.Inputs;

/// <summary>
/// Which fields of an execution report are there, and which of them its record spells out. Frozen: bit numbers are on
/// disk. Those that differ from venue to venue come first, because a set is written as its difference from a usual one.
/// </summary>
internal static class ReportFields
{
    public const uint Order = 1u << 0;
    public const uint AvgPx = 1u << 1;
    public const uint PossDup = 1u << 2;
    public const uint Price = 1u << 3;
    public const uint AccountName = 1u << 4;
    public const uint TimeInForce = 1u << 5;
    public const uint OrdType = 1u << 6;
    public const uint OrderQty = 1u << 7;
    public const uint ClOrdId = 1u << 8;
    public const uint OrderId = 1u << 9;
    public const uint ExecId = 1u << 10;
    public const uint OrdStatus = 1u << 11;
    public const uint SymbolName = 1u << 12;
    public const uint Side = 1u << 13;
    public const uint CumQty = 1u << 14;
    public const uint LeavesQty = 1u << 15;
    public const uint LastQty = 1u << 16;
    public const uint LastPx = 1u << 17;
    public const uint TransactTime = 1u << 18;
    public const uint VenueSeq = 1u << 19;
    public const uint OrigClOrdId = 1u << 20;
    public const uint ExecRefId = 1u << 21;
    public const uint Scope = 1u << 22;
    public const uint Account = 1u << 23;
    public const uint Symbol = 1u << 24;
    public const uint StopPx = 1u << 25;
    public const uint Fee = 1u << 26;
    public const uint Reason = 1u << 27;
    public const uint Text = 1u << 28;
    public const uint IsFix42 = 1u << 29;
    public const uint FurtherFees = 1u << 30;

    /// <summary>The multiplier and the currency of a trade, of which one may be none. The last bit.</summary>
    public const uint Contract = 1u << 31;

    /// <summary>What a FIX session's report of a trade has.</summary>
    public const uint Usual = AvgPx | Price | AccountName | TimeInForce | OrdType | OrderQty | ClOrdId | OrderId
        | ExecId | OrdStatus | SymbolName | Side | CumQty | LeavesQty | LastQty | LastPx | TransactTime | VenueSeq;

    /// <summary>What can be left out of the record where the order says the same; see <see cref="AsKnown"/>.</summary>
    public const uint Knowable = Order | AvgPx | Price | AccountName | TimeInForce | OrdType | OrderQty | ClOrdId
        | OrderId | SymbolName | Side | CumQty | LeavesQty | Account | Symbol | StopPx;

    /// <summary>Whose it is, as far as it is written at all.</summary>
    public const uint Ids = Order | ClOrdId | OrigClOrdId | OrderId | ExecId | ExecRefId | Scope | Account | AccountName
        | Symbol | SymbolName;

    /// <summary>What kind of order it is about, and its numbers.</summary>
    public const uint Terms = Side | OrdType | TimeInForce | OrderQty | CumQty | LeavesQty | LastQty | LastPx | AvgPx
        | Price | StopPx;

    public const uint Rest = Fee | FurtherFees | TransactTime | VenueSeq | Reason | Text | Contract;

    /// <summary>With these and an order a report is a trade, whose terms its fact can refer to.</summary>
    public const uint Trade = ExecId | LastQty | LastPx;

    public static bool Has(this uint fields, uint field) => (fields & field) != 0;
}
