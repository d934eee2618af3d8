using System;

namespace Truefill.Fix;

/// <summary>
/// What belongs to a repeating group: the tag that counts its entries, the tag each entry starts with, and all others
/// that may occur in an
/// entry, those of nested groups among them.
/// </summary>
public sealed class FixGroupDefinition
{
    private readonly int[] _members;

    public FixGroupDefinition(int countTag, int delimiterTag, params ReadOnlySpan<int> members)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countTag);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delimiterTag);
        CountTag = countTag;
        DelimiterTag = delimiterTag;
        _members = members.ToArray();
    }

    public int CountTag { get; }

    public int DelimiterTag { get; }

    public ReadOnlySpan<int> Members => _members;

    /// <summary>True for the tags that may follow the delimiter in an entry.</summary>
    public bool IsMember(int tag) => Array.IndexOf(_members, tag) >= 0;
}

/// <summary>
/// Iterates over the entries of a repeating group: <c>foreach (var fee in message.Group(FixGroups.MiscFees))</c>. A
/// foreach works on a
/// copy; ask <see cref="IsComplete"/> of the group itself, or iterate with MoveNext and look at <see cref="Status"/>.
/// </summary>
public ref struct FixGroup
{
    private readonly FixMessage _message;
    private readonly FixGroupDefinition _definition;
    private int _next;
    private int _read;
    private FixMessage _current;

    internal FixGroup(FixMessage message, FixGroupDefinition definition, int next, int count, FixRead status)
    {
        _message = message;
        _definition = definition;
        _next = next;
        Count = count;
        Status = status;
    }

    /// <summary>What the count field says; the message may hold fewer entries.</summary>
    public int Count { get; }

    /// <summary>
    /// Missing: no count field. Malformed: the count is not a number, or, once the iteration got there, there are fewer
    /// or more entries
    /// than it says.
    /// </summary>
    public FixRead Status { get; private set; }

    public readonly FixMessage Current => _current;

    public readonly FixGroup GetEnumerator() => this;

    /// <summary>The place after the last field of the entries read so far.</summary>
    internal readonly int Next => _next;

    public bool MoveNext()
    {
        if (Status != FixRead.Found) return false;
        var more = _next < _message.End && _message.TagAt(_next) == _definition.DelimiterTag;
        if (_read == Count || !more)
        {
            if (more || _read < Count) Status = FixRead.Malformed;
            return false;
        }

        var start = _next++;
        while (_next < _message.End && _definition.IsMember(_message.TagAt(_next))) _next++;
        _current = new FixMessage(_message, start, _next);
        _read++;
        return true;
    }

    /// <summary>Reads to the end without looking at the entries: true when there are as many as the count
    /// says.</summary>
    public bool IsComplete()
    {
        while (MoveNext())
        {
        }

        return Status == FixRead.Found;
    }
}

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

    /// <summary>All of them.</summary>
    public static ReadOnlySpan<FixGroupDefinition> All => Known;

    private static readonly FixGroupDefinition[] Known =
    [
        MiscFees, PartySubIds, Parties, Commissions, ContAmts, Allocs, ContraBrokers, TradingSessions, SecurityAltIds,
            Hops, MsgTypes,
        Positions, Legs,
    ];
}
