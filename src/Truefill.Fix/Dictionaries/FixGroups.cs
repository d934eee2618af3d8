using System;

namespace Truefill.Fix;

/// <summary>The groups of the messages that an order passes through.</summary>
public static class FixGroups
{
    public static FixGroupDefinition MiscFees { get; } = new(
        Tags.NoMiscFees, Tags.MiscFeeAmt, Tags.MiscFeeCurr, Tags.MiscFeeType, Tags.MiscFeeBasis, 2216, 2712, 2713);

    public static FixGroupDefinition PartySubIds { get; } =
        new(Tags.NoPartySubIDs, Tags.PartySubID, Tags.PartySubIDType);

    public static FixGroupDefinition Parties { get; } = new(
        Tags.NoPartyIDs, Tags.PartyID, Tags.PartyIDSource, Tags.PartyRole, 2376, Tags.NoPartySubIDs, Tags.PartySubID,
            Tags.PartySubIDType);

    public static FixGroupDefinition Commissions { get; } = new(
        Tags.NoCommissions,
        Tags.CommissionAmount,
        Tags.CommissionAmountType,
        2725,
        Tags.CommissionBasis,
        Tags.CommissionCurrency,
        2922,
        Tags.CommissionUnitOfMeasure,
        2645,
        Tags.CommissionRate,
        Tags.CommissionSharedIndicator,
        Tags.CommissionAmountShared,
        Tags.CommissionLegRefID,
        Tags.CommissionDesc,
        2651,
        2652);

    public static FixGroupDefinition ContAmts { get; } =
        new(Tags.NoContAmts, Tags.ContAmtType, Tags.ContAmtValue, Tags.ContAmtCurr);

    public static FixGroupDefinition Allocs { get; } = new(
        Tags.NoAllocs, Tags.AllocAccount, 661, Tags.AllocQty, 467, 736, 539, 524, 525, 538, 804, 545, 805);

    public static FixGroupDefinition ContraBrokers { get; } =
        new(Tags.NoContraBrokers, Tags.ContraBroker, 337, 437, 438, 655);

    public static FixGroupDefinition TradingSessions { get; } = new(
        Tags.NoTradingSessions, Tags.TradingSessionID, Tags.TradingSessionSubID);

    public static FixGroupDefinition SecurityAltIds { get; } = new(
        Tags.NoSecurityAltID, Tags.SecurityAltID, Tags.SecurityAltIDSource);

    public static FixGroupDefinition Hops { get; } =
        new(Tags.NoHops, Tags.HopCompID, Tags.HopSendingTime, Tags.HopRefID);

    public static FixGroupDefinition MsgTypes { get; } = new(
        Tags.NoMsgTypes, Tags.RefMsgType, Tags.MsgDirection, Tags.RefApplVerID, Tags.RefApplExtID,
            Tags.RefCstmApplVerID, Tags.DefaultVerIndicator);

    public static FixGroupDefinition Positions { get; } = new(
        Tags.NoPositions, Tags.PosType, Tags.LongQty, Tags.ShortQty, Tags.PosQtyStatus, 976);

    public static FixGroupDefinition Legs { get; } = new(
        Tags.NoLegs,
        Tags.LegSymbol,
        601, Tags.LegSecurityID, 603, 604, 605, 606, 607, 608, 609, 764, 610, 611, 248, 249, 250, 251, 252, 253, 257,
            599, 596, 597, 598,
        254, 612, 942, 613, 614, 615, 616, 617, 618, 619, 620, 621, 622, Tags.LegRatioQty, Tags.LegSide, 556, 740, 739,
            955, 956, 687,
        685, 690, 683, 688, 689, 564, 565, 539, 524, 525, 538, 804, 545, 805, Tags.LegRefID, 566, 587, 588,
            Tags.LegLastPx, 990);

    public static FixGroupDefinition LegSecurityAltIds { get; } = new(Tags.NoLegSecurityAltID, 605, 606);

    public static FixGroupDefinition LegStipulations { get; } = new(Tags.NoLegStipulations, 688, 689);

    /// <summary>Parties of a leg or of an allocation.</summary>
    public static FixGroupDefinition NestedParties { get; } = new(
        Tags.NoNestedPartyIDs, 524, 525, 538, Tags.NoNestedPartySubIDs, 545, 805);

    public static FixGroupDefinition NestedPartySubIds { get; } = new(Tags.NoNestedPartySubIDs, 545, 805);

    public static FixGroupDefinition Underlyings { get; } = new(
        Tags.NoUnderlyings, Tags.UnderlyingSymbol,
        312, 309, 305, 457, 458, 459, 462, 463, 310, 763, 313, 542, 241, 242, 243, 244, 245, 246, 256, 595, 592, 593,
            594, 247, 316,
        941, 317, 436, 435, 308, 306, 362, 363, 307, 364, 365, 877, 878, 318, 879, 810, 882, 883, 884, 885, 886, 887,
            888, 889, 972,
        975, 973, 974, 998, 1000, 1038, 1039, 1044, 1045, 1046);

    public static FixGroupDefinition UnderlyingSecurityAltIds { get; } =
        new(Tags.NoUnderlyingSecurityAltID, 458, 459);

    public static FixGroupDefinition UnderlyingStipulations { get; } = new(Tags.NoUnderlyingStips, 888, 889);

    public static FixGroupDefinition Stipulations { get; } =
        new(Tags.NoStipulations, Tags.StipulationType, Tags.StipulationValue);

    public static FixGroupDefinition Events { get; } = new(Tags.NoEvents, Tags.EventType, 866, 1145, 867, 868);

    public static FixGroupDefinition TrdRegTimestamps { get; } = new(
        Tags.NoTrdRegTimestamps, Tags.TrdRegTimestamp, 770, 771, 1033, 1034, 1035);

    public static FixGroupDefinition InstrumentParties { get; } = new(
        Tags.NoInstrumentParties, 1019, 1050, 1051, Tags.NoInstrumentPartySubIDs, 1053, 1054);

    public static FixGroupDefinition InstrumentPartySubIds { get; } =
        new(Tags.NoInstrumentPartySubIDs, 1053, 1054);

    public static FixGroupDefinition TargetParties { get; } = new(Tags.NoTargetPartyIDs, 1462, 1463, 1464);

    public static FixGroupDefinition StrategyParameters { get; } = new(Tags.NoStrategyParameters, 958, 959, 960);

    /// <summary>The fills of one ExecutionReport(8), from 5.0 SP1 on.</summary>
    public static FixGroupDefinition Fills { get; } = new(
        Tags.NoFills, 1363, 1364, 1365, 1443, 1414, 1415, 1416, 1417, 1413, 1412, 1411);

    public static FixGroupDefinition RateSources { get; } = new(Tags.NoRateSources, 1446, 1447, 1448);

    /// <summary>Text(58) in News(B) and Email(C).</summary>
    public static FixGroupDefinition LinesOfText { get; } = new(Tags.NoLinesOfText, Tags.Text, 354, 355);

    /// <summary>All of them.</summary>
    public static ReadOnlySpan<FixGroupDefinition> All => Known;

    private static readonly FixGroupDefinition[] Known =
    [
        MiscFees, PartySubIds, Parties, Commissions, ContAmts, Allocs, ContraBrokers, TradingSessions, SecurityAltIds,
            Hops, MsgTypes,
        Positions, Legs, LegSecurityAltIds, LegStipulations, NestedParties, NestedPartySubIds, Underlyings,
            UnderlyingSecurityAltIds,
        UnderlyingStipulations, Stipulations, Events, TrdRegTimestamps, InstrumentParties, InstrumentPartySubIds,
            TargetParties,
        StrategyParameters, Fills, RateSources, LinesOfText,
    ];
}
