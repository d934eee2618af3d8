namespace Truefill.Fix;

/// <summary>
/// What is left to check of a message when its shape is known to be good: the values. Made by a validator for a shape
/// in which every field that is always required stands, in its part, known to the version. Benchmark: FixBenchmark.
/// </summary>
/// <param name="owner">Whose it is; another validator may find something else.</param>
/// <param name="conditional">Requirements that the shape leaves open: they depend on values.</param>
/// <param name="watched">The fields whose values are looked at, by their ordinals, in order.</param>
internal sealed class FixShapePlan(FixValidator owner, FixRequirement[] conditional, int[] watched)
{
    internal FixValidator Owner { get; } = owner;

    internal FixRequirement[] Conditional { get; } = conditional;

    internal int[] Watched { get; } = watched;

    /// <summary>The plan of another validator for the same shape.</summary>
    internal FixShapePlan? Older { get; set; }
}
