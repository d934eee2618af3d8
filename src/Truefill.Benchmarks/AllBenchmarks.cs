using System.Collections.Generic;
using Truefill.Benchmarks.Core;
using Truefill.Benchmarks.Fix;
using Truefill.Benchmarks.Followers;
using Truefill.Benchmarks.Gate;
using Truefill.Benchmarks.Http;
using Truefill.Benchmarks.Journal;
using Truefill.Benchmarks.Latency;
using Truefill.Benchmarks.Recovery;

namespace Truefill.Benchmarks;

/// <summary>Every benchmark there is, in the order of the report.</summary>
public static class AllBenchmarks
{
    public static IReadOnlyList<IBenchmark> List { get; } =
    [
        new CoreBenchmark(),
        new MemoryBenchmark(),
        new JournalSizeBenchmark(),
        new DurableThroughputBenchmark(),
        new DurableCommitBenchmark(),
        new FollowerBenchmark(),
        new RecoveryBenchmark(),
        new LatencyBenchmark(),
        new FixBenchmark(),
        new FixPositionBenchmark(),
        new FixSessionBenchmark(),
        new FixGatewayBenchmark(),
        new GateBenchmark(),
        new KillBenchmark(),
        new HttpBenchmark(),
        new HttpKillBenchmark(),
    ];
}
