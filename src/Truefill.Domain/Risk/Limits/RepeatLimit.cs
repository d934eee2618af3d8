using Truefill.Domain.Time;

namespace Truefill.Domain.Risk.Limits;

/// <summary>How often the same may be done again within a time, in nanoseconds.</summary>
internal readonly record struct RepeatLimit(int Times, long Window)
{
    public RepeatLimit(ScopeLimits scope, decimal times)
        : this((int)times, (long)(scope[LimitKind.RepeatedWindow] ?? UtcNanos.PerSecond))
    {
    }
}
