using System.Linq;
using Truefill.Server.Http;
using Truefill.Server.Http.Streaming;

namespace Truefill.Server.Tests.Http;

/// <summary>Who may listen while many do.</summary>
public sealed class StreamPlacesTests
{
    private readonly StreamPlaces places = new(
        new StreamOptions { ClientsMax = 10, ClientsReserved = 3, ClientsPerCaller = 4 });

    [Fact]
    public void One_caller_takes_no_more_than_a_share()
    {
        Assert.Equal(4, Take("ann", Role.Viewer, 6));
        Assert.Equal("you have 4 streams open already", places.TryTake(new Caller("ann", Role.Viewer)));
        Assert.Null(places.TryTake(new Caller("bob", Role.Viewer)));

        places.Free(new Caller("ann", Role.Viewer));
        Assert.Null(places.TryTake(new Caller("ann", Role.Viewer)));
        Assert.Equal(5, places.Taken);
    }

    [Fact]
    public void The_last_places_are_for_who_can_stop_trading()
    {
        Assert.Equal(7, Take("ann", Role.Viewer, 4) + Take("bob", Role.Trader, 4));
        Assert.Contains("role risk", places.TryTake(new Caller("cy", Role.Viewer)), System.StringComparison.Ordinal);
        Assert.Equal(3, Take("dan", Role.Risk, 1) + Take(null, Role.Admin, 4));
        Assert.Equal("10 streams are open already", places.TryTake(new Caller("dan", Role.Risk)));
    }

    private int Take(string? name, Role role, int times) =>
        Enumerable.Range(0, times).Count(_ => places.TryTake(new Caller(name, role)) is null);
}
