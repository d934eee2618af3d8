using System;
using System.IO;

namespace Truefill.Benchmarks;

/// <summary>How much to measure, and where.</summary>
/// <param name="Scale">1: the sizes that the floors are stated for; less: a fraction of them.</param>
/// <param name="Rounds">Repetitions; the best counts.</param>
/// <param name="Directory">On the disk to measure.</param>
/// <param name="Progress">Takes a line for people.</param>
public sealed record BenchmarkRun(double Scale, int Rounds, string Directory, Action<string> Progress)
{
    public const int UsualRounds = 5;

    /// <summary>The size at full scale cut down to this run's, but never below the least.</summary>
    public int Size(int full, int least) => Math.Max(least, (int)(full * Scale));

    /// <summary>A new directory of this run's own, removed by its owner.</summary>
    internal TemporaryDirectory NewDirectory() =>
        new(Path.Combine(Directory, "truefill-bench-" + Guid.NewGuid().ToString("N")));
}
