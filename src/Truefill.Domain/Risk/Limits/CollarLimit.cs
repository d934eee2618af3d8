namespace Truefill.Domain.Risk.Limits;

/// <summary>How far from the mark a price may be, and which mark may be asked.</summary>
/// <param name="Fraction">Of the mark.</param>
/// <param name="MarkMaxAge">Nanoseconds.</param>
/// <param name="WithoutMark">1: without such a mark the order is refused; 0: it passes; null: as the mode says.</param>
internal readonly record struct CollarLimit(decimal Fraction, long MarkMaxAge, decimal? WithoutMark);
