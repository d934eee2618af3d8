using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Books;
using Truefill.Venues.Simulated.Faults;

namespace Truefill.Venues.Tests.Simulated;

public class MarketProperties
{
    private const int Seeds = 40;
    private const int Steps = 600;

    private static readonly FaultSettings EveryFault = new()
    {
        Drop = 0.05m,
        Delay = 0.05m,
        Duplicate = 0.05m,
        Reorder = 0.05m,
        LoseAck = 0.05m,
        Reject = 0.05m,
        Bust = 0.1m,
        Correct = 0.1m,
        Disconnect = 0.005m,
        LieInSnapshot = 0.2m,
        Forget = 0.02m,
        Amnesia = 0.2m,
        Ban = 0.005m,
    };

    public static TheoryData<ulong> AllSeeds => [.. Enumerable.Range(1, Seeds).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void No_prints_size_is_used_twice_and_every_trade_is_at_a_print_after_arrival_within_its_limit(ulong seed)
    {
        RandomDay day = new RandomDay(seed).Run(Steps);

        ExecutionReport[] trades = [.. day.Venue.Reports.Trades];
        Assert.NotEmpty(trades);
        foreach (ExecutionReport trade in trades)
        {
            TradePrint print = day.Prints[trade.TransactTime.Value];
            Assert.Equal((print.Symbol, print.Price), (trade.SymbolName, trade.LastPx!.Value));
            Assert.True(trade.TransactTime > day.Arrivals[trade.ClOrdId.ToString()]);
            if (trade.Price is not { } limit) continue;
            Assert.True(trade.Side == Side.Buy ? trade.LastPx <= limit : trade.LastPx >= limit);
        }

        Assert.All(
            trades.GroupBy(t => t.TransactTime.Value),
            one => Assert.True(one.Sum(t => t.LastQty!.Value.Value) <= day.Prints[one.Key].Size.Value));
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void What_is_done_and_what_is_left_add_up_to_what_was_asked(ulong seed)
    {
        RandomDay day = new RandomDay(seed).Run(Steps);

        foreach (ExecutionReport report in day.Venue.Reports.Executions)
        {
            bool mayStillTrade = report.OrdStatus is OrdStatus.New or OrdStatus.PartiallyFilled or OrdStatus.Filled;
            Qty wanted = mayStillTrade ? report.OrderQty!.Value - report.CumQty!.Value : Qty.Zero;
            Assert.Equal(wanted, report.LeavesQty);
        }
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void An_order_that_is_in_the_market_is_never_passed_over_by_a_print_that_it_would_take(ulong seed)
    {
        RandomDay day = new RandomDay(seed).Run(Steps);

        foreach (IGrouping<long, ExecutionReport> one in day.Venue.Reports.Trades.GroupBy(t => t.TransactTime.Value))
        {
            TradePrint print = day.Prints[one.Key];
            Qty left = Qty.FromTrusted(print.Size.Value - one.Sum(t => t.LastQty!.Value.Value));
            if (!left.IsPositive) continue;
            Assert.All(one, t => Assert.Equal(Qty.Zero, t.LeavesQty));
        }
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void The_books_are_the_sum_of_the_executions(ulong seed)
    {
        RandomDay day = new RandomDay(seed, new SimulatedMarketSettings { Fees = new TradingFees(0.005m, 1, 0.0001m) })
            .Run(Steps);

        CompareBooks(day, [.. day.Venue.Reports.Trades]);
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Whatever_faults_hide_the_executions_that_are_asked_for_afterwards_are_the_books(ulong seed)
    {
        RandomDay day = new RandomDay(seed, new SimulatedMarketSettings { Faults = EveryFault }).Run(Steps);

        // Replies can be lost as well: several questions get through in the end.
        Dictionary<string, ExecutionReport> trades = [];
        for (int i = 0; i < 30; i++)
        {
            day.Venue.Wait(20_000_000 + i * 10_000);
            day.Venue.Market.Ask(
                new VenueQuery(i, QueryKind.Executions, default, default, "", "", default),
                day.Venue.Market.Now);
        }

        day.Venue.Wait(40_000_000);
        foreach (ExecutionReport report in day.Venue.Reports.Executions.Where(e => e.LastQty is not null))
            trades[report.ExecId.ToString()] = report;
        CompareBooks(day, [.. Standing(trades)]);
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Equal_seeds_give_equal_reports_byte_for_byte(ulong seed)
    {
        string first = new RandomDay(seed, new SimulatedMarketSettings { Faults = EveryFault }).Run(Steps).Venue.Reports.Transcript();
        string second = new RandomDay(seed, new SimulatedMarketSettings { Faults = EveryFault }).Run(Steps).Venue.Reports.Transcript();

        Assert.Equal(first, second);
    }

    // A bust or correction takes the place of the report that it refers to.
    private static IEnumerable<ExecutionReport> Standing(Dictionary<string, ExecutionReport> reports)
    {
        HashSet<string> replaced = [.. reports.Values.Where(r => !r.ExecRefId.IsNone).Select(r => r.ExecRefId.ToString())];
        return reports.Values.Where(r => r.ExecType != ExecType.TradeCancel && !replaced.Contains(r.ExecId.ToString()));
    }

    private static void CompareBooks(RandomDay day, ExecutionReport[] trades)
    {
        foreach (VenueAccount account in day.Venue.Market.Books.Accounts)
        {
            ExecutionReport[] own = [.. trades.Where(t => t.AccountName == account.Name)];
            foreach (Holding holding in account.Holdings)
            {
                decimal sum = own.Where(t => t.SymbolName == holding.Symbol)
                    .Sum(t => t.Side!.Value.Sign() * t.LastQty!.Value.Value);
                Assert.Equal(sum, holding.Qty.Value);
            }

            decimal paid = own.Sum(t =>
                t.Side!.Value.Sign() * t.LastQty!.Value.Value * t.LastPx!.Value.Value + (t.Fee?.Amount.Amount ?? 0));
            Assert.Equal(1_000_000m - paid, account.Cash[Currency.Usd]);
        }
    }
}
