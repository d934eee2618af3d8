using System.Collections.Generic;
using System.Linq;

namespace Truefill.Benchmarks;

/// <summary>One measured number, with what it is to be compared with.</summary>
/// <param name="Name">Group and figure, such as <c>core.fill</c>.</param>
public sealed record Figure(string Name, double Value, string Unit)
{
    /// <summary>What the reference is, measured in the same run; null: there is none.</summary>
    public string? Reference { get; init; }

    /// <summary>In the same unit. Null: it could not be measured here.</summary>
    public double? ReferenceValue { get; init; }

    public double? Ratio => ReferenceValue is { } reference and not 0 ? Value / reference : null;

    /// <summary>On the thread that is measured; null: not counted.</summary>
    public double? AllocatedBytesPerOp { get; init; }

    public IReadOnlyList<Bound> Floors { get; init; } = [];

    public IReadOnlyList<Bound> Goals { get; init; } = [];

    /// <summary>
    /// Absolute numbers are what a current server processor reaches; where there is a floor on the ratio, it alone
    /// decides, because it holds on any machine. A ratio without its reference decides nothing.
    /// </summary>
    public bool HoldsFloor
    {
        get
        {
            bool byRatio = Ratio is not null && Floors.Any(floor => floor.OfRatio);
            return Floors.Where(floor => floor.OfRatio == byRatio || (!byRatio && !floor.OfRatio))
                .All(floor => (floor.OfRatio && Ratio is null) || floor.Holds(this));
        }
    }

    public Verdict Verdict => Floors.Count == 0 ? Verdict.Measured
        : !HoldsFloor ? Verdict.Missed
        : !Floors.All(floor => floor.Holds(this)) ? Verdict.FloorByRatio
        : Goals.Count > 0 && Goals.All(goal => goal.Holds(this)) ? Verdict.Goal
        : Verdict.Floor;
}
