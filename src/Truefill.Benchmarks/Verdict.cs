namespace Truefill.Benchmarks;

/// <summary>What a figure comes to.</summary>
public enum Verdict
{
    /// <summary>Nothing was demanded of it.</summary>
    Measured,
    Missed,

    /// <summary>
    /// The floor on the ratio holds; the absolute one, for a current server processor, does not here.
    /// </summary>
    FloorByRatio,
    Floor,
    Goal,
}
