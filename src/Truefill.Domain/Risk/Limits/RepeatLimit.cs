namespace Truefill.Domain.Risk.Limits;

/// <summary>How often the same may be done again within a time, in nanoseconds.</summary>
internal readonly record struct RepeatLimit(int Times, long Window);
