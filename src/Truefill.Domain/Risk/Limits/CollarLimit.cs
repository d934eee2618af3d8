namespace Truefill.Domain.Risk.Limits;

/// <summary>How far from the mark a price may be, and which mark may be asked.</summary>
/// <param name="Fraction">Of the mark.</param>
/// <param name="MarkMaxAge">Nanoseconds; null: any age.</param>
/// <param name="WithoutMark">1: without such a mark the order is refused; 0: it passes; null: as the mode says.</param>
internal readonly record struct CollarLimit(decimal Fraction, long? MarkMaxAge, decimal? WithoutMark)
{
    public CollarLimit(ScopeLimits scope, decimal fraction)
        : this(fraction, (long?)scope[LimitKind.MarkMaxAge], scope[LimitKind.WithoutMark])
    {
    }

    /// <summary>Do both ask for the same mark?</summary>
    public bool IsFreshAs(CollarLimit other) => MarkMaxAge == other.MarkMaxAge && WithoutMark == other.WithoutMark;
}
