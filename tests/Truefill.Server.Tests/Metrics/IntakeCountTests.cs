using Truefill.Server.Metrics;

namespace Truefill.Server.Tests.Metrics;

/// <summary>A counter that may not fall.</summary>
public sealed class IntakeCountTests
{
    [Fact]
    public void What_has_left_the_inbox_and_is_not_settled_yet_stays_received()
    {
        IntakeCount count = new();
        Assert.Equal((105, 5), count.Read(settled: 100, waiting: 5));
        Assert.Equal((105, 5), count.Read(settled: 100, waiting: 0));
        Assert.Equal((105, 3), count.Read(settled: 102, waiting: 1));
        Assert.Equal((108, 3), count.Read(settled: 105, waiting: 3));
        Assert.Equal((108, 0), count.Read(settled: 108, waiting: 0));
    }
}
