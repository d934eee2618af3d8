namespace Truefill.Domain.Risk.Limits;

/// <summary>How many orders one scope lets through. <see cref="int.MaxValue"/>: any number.</summary>
internal readonly record struct CountLimits(ScopeLimits Scope, int OpenOrders, int PerSecond, int PerDay)
{
    /// <summary>Null: the scope counts nothing.</summary>
    public static CountLimits? Of(ScopeLimits scope)
    {
        CountLimits limits = new(
            scope,
            Read(scope, LimitKind.MaxOpenOrders),
            Read(scope, LimitKind.OrdersPerSecond),
            Read(scope, LimitKind.OrdersPerDay));
        bool counts = scope[LimitKind.MaxOpenOrders].HasValue || limits.CountsMessages;
        return counts ? limits : null;
    }

    public bool CountsMessages =>
        Scope[LimitKind.OrdersPerSecond].HasValue || Scope[LimitKind.OrdersPerDay].HasValue;

    private static int Read(ScopeLimits scope, LimitKind kind) =>
        scope[kind] is { } value ? (int)value : int.MaxValue;
}
