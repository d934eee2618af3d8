using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Tests.Risk;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Tests.Venues;

namespace Truefill.Domain.Tests.Orders;

public sealed class OpenOrderCountTests
{
    [Fact]
    public void Open_orders_of_each_scope_are_counted_as_they_open_and_end()
    {
        GateRig rig = new();
        foreach ((string account, string strategy, string symbol) in new[]
        {
            ("A", "S", "IBM"), ("A", "", "MSFT"), ("B", "S", "IBM"), ("B", "T", "AAPL"), ("A", "S", "IBM"),
        })
        {
            rig.New(GateRig.Buy(10, 10), account, strategy, symbol);
            AssertCounts(rig.Books);
        }

        Order[] orders = [.. rig.Books.Orders.All];
        rig.Fill(orders[0], 4, 10);
        AssertCounts(rig.Books);
        rig.Fill(orders[0], 6, 10);
        AssertCounts(rig.Books);
        rig.Report(orders[1], ExecType.Canceled);
        AssertCounts(rig.Books);
        rig.Report(orders[3], ExecType.Rejected);
        AssertCounts(rig.Books);
        Assert.Equal(2, rig.Books.Orders.OpenCountOf(KillScope.Global, 0));
    }

    [Fact]
    public void Order_that_was_held_is_counted_once_when_it_is_sent()
    {
        VenueRig rig = new();
        rig.Venues.Hold(new Domain.Venues.Commands.HoldTrading(OrderRig.VenueName, "ann", "wait"));
        Order held = rig.Submit("H");
        Assert.True(held.IsHeld);
        AssertCounts(rig.Books);
        rig.Venues.Resume(new Domain.Venues.Commands.ResumeTrading(OrderRig.VenueName, "ann", "go on"));
        Assert.False(held.IsHeld);
        AssertCounts(rig.Books);
        Assert.Equal(1, rig.Books.Orders.OpenCountOf(KillScope.Venue, held.Venue.Value));
    }

    [Fact]
    public void Books_that_are_loaded_count_as_those_that_were_saved()
    {
        GateRig rig = new();
        rig.New(GateRig.Buy(10, 10), "A", "S", "IBM");
        rig.New(GateRig.Buy(10, 10), "B", "T", "MSFT");
        Books copy = StateBytes.Reloaded(rig.Books);
        AssertCounts(copy);
        Assert.Equal(2, copy.Orders.OpenCountOf(KillScope.Global, 0));
    }

    [Fact]
    public void Target_that_nothing_has_yet_has_no_open_orders()
    {
        GateRig rig = new();
        rig.New(GateRig.Buy(10, 10));
        Assert.Equal(0, rig.Books.Orders.OpenCountOf(KillScope.Symbol, 1_000_000));
    }

    private static void AssertCounts(Books books)
    {
        OrderTable orders = books.Orders;
        Order[] open = [.. orders.Open];
        Assert.Equal(open.Length, orders.OpenCountOf(KillScope.Global, 0));
        foreach (Order order in orders.All)
        {
            Assert.Equal(
                open.Count(each => each.Venue == order.Venue), orders.OpenCountOf(KillScope.Venue, order.Venue.Value));
            Assert.Equal(
                open.Count(each => each.Account == order.Account),
                orders.OpenCountOf(KillScope.Account, order.Account.Value));
            Assert.Equal(
                open.Count(each => each.Strategy == order.Strategy),
                orders.OpenCountOf(KillScope.Strategy, order.Strategy.Value));
            Assert.Equal(
                open.Count(each => each.Symbol == order.Symbol),
                orders.OpenCountOf(KillScope.Symbol, order.Symbol.Value));
        }
    }
}
