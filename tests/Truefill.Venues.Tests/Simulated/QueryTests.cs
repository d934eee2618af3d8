using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

public class QueryTests
{
    private readonly Venue venue = new();

    [Fact]
    public void Open_orders_are_status_reports_as_of_the_venues_time()
    {
        venue.Send(0, Venue.Order("open", 100, 181m));
        venue.Send(0, Venue.Order("done", 100));
        venue.Print(10, 182m, 500);

        VenueAnswer answer = venue.Ask(QueryKind.OpenOrders);
        Assert.Equal((AnswerStatus.Complete, Venue.At(15)), (answer.Status, answer.AsOf));
        ExecutionReport order = answer.Orders.Single();
        Assert.Equal((ExecType.OrderStatus, "open", OrdStatus.New), (order.ExecType, order.ClOrdId.ToString(), order.OrdStatus));
    }

    [Fact]
    public void An_order_is_found_by_each_id_that_it_ever_had()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Send(10, Venue.Replacement("r", in order, 50, 180m));
        venue.Wait(20);

        Assert.Equal("r", venue.Ask(QueryKind.Order, "a").Orders.Single().ClOrdId.ToString());
        Assert.Equal("r", venue.Ask(QueryKind.Order, "r").Orders.Single().ClOrdId.ToString());
    }

    [Fact]
    public void A_refused_order_is_found_as_refused()
    {
        venue.Send(0, Venue.Order("zero", 0));
        venue.Wait(10);

        Assert.Equal(OrdStatus.Rejected, venue.Ask(QueryKind.Order, "zero").Orders.Single().OrdStatus);
    }

    [Fact]
    public void What_never_came_is_not_found_and_a_question_never_overtakes_a_request()
    {
        Assert.Equal(AnswerStatus.NotFound, venue.Ask(QueryKind.Order, "never").Status);

        venue.Market.Send(Venue.Order("just sent", 100, 181m), venue.Market.Now);
        Assert.Equal(AnswerStatus.Complete, venue.Ask(QueryKind.Order, "just sent").Status);
    }

    [Fact]
    public void When_old_orders_are_no_longer_kept_a_look_up_does_not_deny_them()
    {
        Venue forgetful = new(new SimulatedMarketSettings { ClosedOrdersKept = 10 });
        for (int i = 0; i < 50; i++) forgetful.Send(i, Venue.Order("o" + i, 0));
        forgetful.Wait(100);

        Assert.Equal(AnswerStatus.Partial, forgetful.Ask(QueryKind.Order, "o0").Status);
        Assert.Equal(AnswerStatus.Complete, forgetful.Ask(QueryKind.Order, "o49").Status);
    }

    [Fact]
    public void Executions_since_a_time_come_again_as_they_were_and_marked()
    {
        venue.Send(0, Venue.Order("a", 100));
        venue.Print(10, 181m, 40);
        venue.Print(20, 182m, 60);
        ExecutionReport second = venue.Reports.Last;
        venue.Reports.Clear();

        Assert.Equal(AnswerStatus.Complete, venue.Ask(QueryKind.Executions, since: 15).Status);
        Assert.Equal(second with { PossDup = true }, venue.Reports.Executions.Single());
    }

    [Fact]
    public void When_old_executions_are_no_longer_kept_the_answer_says_that_it_is_cut()
    {
        Venue forgetful = new(new SimulatedMarketSettings { ExecutionsKept = 3 });
        forgetful.Send(0, Venue.Order("a", 100));
        for (int i = 0; i < 5; i++) forgetful.Print(10 + i, 181m, 10);

        Assert.Equal(AnswerStatus.Partial, forgetful.Ask(QueryKind.Executions, since: 0).Status);
        Assert.Equal(AnswerStatus.Complete, forgetful.Ask(QueryKind.Executions, since: 12).Status);
    }

    [Fact]
    public void Positions_and_balances_are_the_venues_own_books()
    {
        venue.Send(0, Venue.Order("a", 100));
        venue.Print(10, 181m, 100);
        venue.Send(11, Venue.Order("b", -130));
        venue.Print(20, 183m, 130);
        venue.Send(21, Venue.Order("open", 10, 100m));
        venue.Wait(30);

        VenuePosition position = venue.Ask(QueryKind.Positions).Positions.Single();
        Assert.Equal((-30m, 183m), (position.Qty.Value, position.AvgPx!.Value.Value));
        VenueBalance balance = venue.Ask(QueryKind.Balances).Balances.Single();
        decimal cash = 1_000_000m - 100 * 181m + 130 * 183m;
        Assert.Equal(("A", cash, cash - 1000m), (balance.Account, balance.Cash.Amount, balance.BuyingPower!.Value));
        Assert.Equal(Currency.Usd, balance.Cash.Currency);
    }
}
