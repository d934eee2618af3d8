using System.Globalization;

namespace Truefill.Benchmarks;

/// <summary>What a figure, or its ratio to the reference, must not fall short of or exceed.</summary>
/// <param name="IsAtLeast">False: at most.</param>
/// <param name="OfRatio">The bound is on the ratio to the reference, which holds on every machine.</param>
public readonly record struct Bound(double Limit, bool IsAtLeast, bool OfRatio)
{
    public static Bound AtLeast(double limit) => new(limit, IsAtLeast: true, OfRatio: false);

    public static Bound AtMost(double limit) => new(limit, IsAtLeast: false, OfRatio: false);

    public static Bound RatioAtLeast(double limit) => new(limit, IsAtLeast: true, OfRatio: true);

    public static Bound RatioAtMost(double limit) => new(limit, IsAtLeast: false, OfRatio: true);

    /// <summary>False also where the ratio is not known, because the reference could not run.</summary>
    public bool Holds(Figure figure)
    {
        if ((OfRatio ? figure.Ratio : figure.Value) is not { } value) return false;
        return IsAtLeast ? value >= Limit : value <= Limit;
    }

    public override string ToString() =>
        (IsAtLeast ? ">= " : "<= ") + Limit.ToString("#,0.##", CultureInfo.InvariantCulture) + (OfRatio ? "x" : "");
}
