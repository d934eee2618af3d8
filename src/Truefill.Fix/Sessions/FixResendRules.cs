using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace Truefill.Fix;

/// <summary>What is done with a message that the counterparty asks for again.</summary>
public enum FixResend : byte
{
    /// <summary>It is skipped by SequenceReset(4) with GapFillFlag(123): the host hears of it and asks or acts
    /// anew.</summary>
    GapFill,

    /// <summary>It is sent under its old number with PossDupFlag(43)=Y.</summary>
    PossDup,
}

/// <summary>
/// Which messages are sent again. Never as new ones: an order that the market has moved away from must not come to life
/// because a line was down.
/// </summary>
public sealed record FixResendRules
{
    // Before the default rules, which take it.
    private static FrozenSet<string> StandardOrderMsgTypes { get; } = FrozenSet.ToFrozenSet(
        ["D", "E", "F", "G", "K", "L", "q", "s", "t", "u", "AB", "AC", "BN", "CA", "DI"], StringComparer.Ordinal);

    public static FixResendRules Default { get; } = new();

    /// <summary>NewOrderSingle(D), OrderCancelRequest(F) and whatever else makes or changes orders.</summary>
    public FixResend Orders { get; init; } = FixResend.GapFill;

    /// <summary>Orders older than this are gap-filled whatever <see cref="Orders"/> says.</summary>
    public TimeSpan OrdersMaxAge { get; init; } = TimeSpan.MaxValue;

    /// <summary>ExecutionReport(8) and all that is not an order.</summary>
    public FixResend Others { get; init; } = FixResend.PossDup;

    /// <summary>MsgType(35) of what makes or changes orders.</summary>
    public IReadOnlySet<string> OrderMsgTypes { get; init; } = StandardOrderMsgTypes;

    /// <param name="msgType">MsgType(35).</param>
    /// <param name="ageNanos">Since its OrigSendingTime(122); negative when the clock went back.</param>
    internal FixResend For(string msgType, long ageNanos)
    {
        if (!OrderMsgTypes.Contains(msgType)) return Others;
        var old = OrdersMaxAge != TimeSpan.MaxValue && ageNanos > FixNanos.Of(OrdersMaxAge);
        return old ? FixResend.GapFill : Orders;
    }
}
