namespace Truefill.Domain.Risk.Limits;

/// <summary>How many orders one scope lets through. <see cref="int.MaxValue"/>: any number.</summary>
internal readonly record struct CountLimits(ScopeLimits Scope, int OpenOrders, int PerSecond, int PerDay)
{
    /// <summary>Null: the scope counts nothing.</summary>
    public static CountLimits? Of(ScopeLimits scope)
    {
        bool counts = scope[LimitKind.MaxOpenOrders].HasValue || scope[LimitKind.OrdersPerSecond].HasValue
            || scope[LimitKind.OrdersPerDay].HasValue;
        if (!counts) return null;
        return new CountLimits(
            scope,
            Read(scope, LimitKind.MaxOpenOrders),
            Read(scope, LimitKind.OrdersPerSecond),
            Read(scope, LimitKind.OrdersPerDay));
    }

    private static int Read(ScopeLimits scope, LimitKind kind) =>
        scope[kind] is { } value ? (int)value : int.MaxValue;
}
