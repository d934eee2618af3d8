using System.Threading.Tasks;
using Truefill.Domain.Orders;

namespace Truefill.Server.Tests.Venues;

/// <summary>
/// The engine with a venue of <c>type: fix</c>, against QuickFIX in C++ as the venue: whatever is refused, canceled,
/// replaced, busted or corrected, and whether or not the line is cut, the books are the venue's own.
/// </summary>
public sealed class FixVenueTests
{
    private const int Orders = 300;

    [Theory]
    [InlineData("FIX.4.2")]
    [InlineData("FIX.4.4")]
    [InlineData("FIX.5.0SP2")]
    public async Task A_day_of_orders_leaves_us_and_the_venue_with_the_same_books(string begin)
    {
        using FixDay day = await FixDay.Start(begin);
        await day.Enter(1, Orders);
        await day.Until(() => day.Venue.State("received") == Orders, "all orders arrive");
        await day.AmendWhatIsOpen();
        await day.UntilSettled();

        Assert.Equal(0, day.Venue.State("duplicates"));
        Assert.True(day.Count(order => order.Closing == OrderClosing.Rejected) > 10, "orders are rejected");
        Assert.True(day.Count(order => order.Closing == OrderClosing.Canceled) > 10, "orders are canceled");
        Assert.True(day.Executions(execution => execution.IsBusted) > 0, "trades are busted");
        Assert.True(day.Executions(execution => execution.IsCorrected) > 0, "trades are corrected");
        Assert.Equal(0, day.Service.Host.Read(replica => replica.Books.DeadLetters.LastId));
    }

    [Theory]
    [InlineData("FIX.4.2")]
    [InlineData("FIX.4.4")]
    public async Task A_line_that_is_cut_loses_and_doubles_nothing(string begin)
    {
        using FixDay day = await FixDay.Start(begin);
        await day.Enter(1, 100);
        day.Line.Cut();
        await day.Enter(101, 200);
        await day.Until(() => day.Venue.State("logons") >= 2, "the session comes back");
        await day.Enter(201, Orders);
        await day.UntilSettled();
        await day.AmendWhatIsOpen();
        await day.UntilSettled();

        Assert.Equal(0, day.Venue.State("duplicates"));
    }

    [Fact]
    public async Task After_a_restart_of_ours_the_session_and_the_books_go_on()
    {
        using FixDay day = await FixDay.Start("FIX.4.4");
        await day.Enter(1, 60);
        await day.Restart();
        await day.Enter(61, 120);
        await day.UntilSettled();
        await day.AmendWhatIsOpen();
        await day.UntilSettled();

        Assert.Equal(2, day.Venue.State("logons"));
        Assert.Equal(0, day.Venue.State("duplicates"));
    }
}
