using System.Collections.Generic;

namespace Truefill.Benchmarks;

/// <summary>
/// Measures one subject. To add one: a class, and a line in <see cref="AllBenchmarks"/>.
/// </summary>
public interface IBenchmark
{
    /// <summary>The word of the command: <c>core</c>, <c>journal</c>. Several benchmarks may share one.</summary>
    string Group { get; }

    /// <summary>Gives its figures as they come. Throws when live and replayed state differ.</summary>
    IEnumerable<Figure> Run(BenchmarkRun run);
}
