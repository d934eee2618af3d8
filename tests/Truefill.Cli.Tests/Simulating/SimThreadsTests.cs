using System;
using System.Threading;
using Truefill.Cli.Handlers.Simulating;

namespace Truefill.Cli.Tests.Simulating;

public sealed class SimThreadsTests
{
    [Fact]
    public void No_more_stories_are_simulated_at_once_than_there_are_processors() =>
        Assert.Equal(Environment.ProcessorCount, SimHandler.Threads(CancellationToken.None).MaxDegreeOfParallelism);
}
