using Truefill.Domain.Time;

namespace Truefill.Domain.Risk.Limits;

/// <summary>What a limit bounds. Numbers are frozen.</summary>
public enum LimitKind : byte
{
    /// <summary>Largest quantity of one order.</summary>
    MaxOrderQty = 1,

    /// <summary>Largest value of one order, in the account's currency.</summary>
    MaxOrderNotional = 2,

    /// <summary>Largest distance of a price from the mark, as a fraction of the mark.</summary>
    PriceCollar = 3,

    /// <summary>An older mark counts as none; nanoseconds.</summary>
    MarkMaxAge = 4,

    /// <summary>1: without a fresh mark an order is refused; 0: it passes.</summary>
    WithoutMark = 5,

    /// <summary>Largest position in one symbol, long or short, with what works at its worst.</summary>
    MaxPosition = 6,

    /// <summary>Largest sum of the values of all positions, in the account's currency.</summary>
    MaxGrossExposure = 7,

    /// <summary>Largest value of long minus short, in the account's currency.</summary>
    MaxNetExposure = 8,
    MaxOpenOrders = 9,
    OrdersPerSecond = 10,
    OrdersPerDay = 11,

    /// <summary>An order equal to one entered within this time is refused; nanoseconds.</summary>
    DuplicateWindow = 12,

    /// <summary>More equal orders than this within <see cref="RepeatedWindow"/> stop their strategy.</summary>
    RepeatedExecutions = 13,

    /// <summary>Nanoseconds.</summary>
    RepeatedWindow = 14,

    /// <summary>Largest loss of an account's day, realised and open, in its currency.</summary>
    MaxDailyLoss = 15,

    /// <summary>1: an order that would trade with one of our own is refused.</summary>
    SelfTrade = 16,

    /// <summary>1: nobody may enter orders for the symbol.</summary>
    Restricted = 17,
    CancelsPerSecond = 18,
    CancelsPerDay = 19,
}

/// <summary>Which of two values of a limit lets less through.</summary>
public static class LimitKinds
{
    /// <summary>One more than the highest number.</summary>
    public const int Count = 20;

    /// <summary>
    /// What holds where nobody states a value although the limit that it is part of is on; null: the limit is off then.
    /// </summary>
    public static decimal? DefaultOf(this LimitKind kind, bool isLive) => kind switch
    {
        LimitKind.MarkMaxAge => 60 * UtcNanos.PerSecond,
        LimitKind.WithoutMark => isLive ? 1 : 0,
        LimitKind.RepeatedWindow => UtcNanos.PerSecond,
        _ => null,
    };

    /// <summary>Is the first at least as tight as the second? Null is off, the loosest.</summary>
    public static bool IsAsTight(this LimitKind kind, decimal? value, decimal? than) =>
        than is null || (value is not null && (kind.GrowsTighter() ? value >= than : value <= than));

    /// <summary>Whole numbers only, or 0 and 1 only, or any number that is not negative.</summary>
    public static bool Allows(this LimitKind kind, decimal value) => kind switch
    {
        LimitKind.WithoutMark or LimitKind.SelfTrade or LimitKind.Restricted => value is 0 or 1,
        LimitKind.MaxOpenOrders or LimitKind.OrdersPerSecond or LimitKind.OrdersPerDay or LimitKind.CancelsPerSecond
            or LimitKind.CancelsPerDay or LimitKind.RepeatedExecutions => IsCount(value),
        LimitKind.MarkMaxAge or LimitKind.DuplicateWindow or LimitKind.RepeatedWindow =>
            value is >= 0 and <= long.MaxValue && value == decimal.Truncate(value),
        LimitKind.MaxOrderQty or LimitKind.MaxOrderNotional or LimitKind.PriceCollar or LimitKind.MaxPosition
            or LimitKind.MaxGrossExposure or LimitKind.MaxNetExposure or LimitKind.MaxDailyLoss => value >= 0,
    };

    private static bool IsCount(decimal value) =>
        value is >= 0 and <= int.MaxValue && value == decimal.Truncate(value);

    private static bool GrowsTighter(this LimitKind kind) => kind is LimitKind.WithoutMark
        or LimitKind.DuplicateWindow or LimitKind.RepeatedWindow or LimitKind.SelfTrade or LimitKind.Restricted;
}
