using System.Linq;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Tests.Orders;

/// <summary>
/// What the matrices do not show: late fills, overfills, crossing requests of our own, unusual engines.
/// </summary>
public class LifeTests
{
    [Theory]
    [InlineData(ExecType.Canceled, OrdStatus.Canceled)]
    [InlineData(ExecType.Expired, OrdStatus.Expired)]
    [InlineData(ExecType.DoneForDay, OrdStatus.DoneForDay)]
    [InlineData(ExecType.Calculated, OrdStatus.Calculated)]
    [InlineData(ExecType.Rejected, OrdStatus.PartiallyFilled)]
    public void A_late_fill_counts_leaves_nothing_open_and_is_flagged(ExecType end, OrdStatus status)
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Report(order, end);
        desk.Then();
        Assert.Equal(InputOutcome.Applied, desk.Fill(order, 40));
        Assert.Equal([ReportRule.LateExecution], desk.Violations());
        Desk.Shows(order, status, 100, 40, 0);
        Assert.True(order.HasViolated(ReportRule.LateExecution) && !order.IsOpen);
    }

    [Fact]
    public void A_late_fill_of_everything_fills_a_canceled_order()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Report(order, ExecType.Canceled);
        desk.Fill(order, 100);
        Desk.Shows(order, OrdStatus.Filled, 100, 100, 0);
    }

    [Fact]
    public void An_overfill_is_booked_and_the_excess_is_its_own_number()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Fill(order, 80);
        Assert.Empty(desk.Violations());
        desk.Fill(order, 50);
        Assert.Equal([ReportRule.Overfill], desk.Violations());
        Desk.Shows(order, OrdStatus.Filled, 100, 130, 0);
        Assert.Equal(30, order.OverfillQty.Value);
        desk.Fill(order, 1, exec: "late");
        Assert.Equal(31, order.OverfillQty.Value);
        desk.Bust(order, "late");
        Assert.Equal(30, order.OverfillQty.Value);
    }

    [Fact]
    public void A_chain_of_a_hundred_replaces_keeps_every_id()
    {
        Desk desk = new();
        Order order = desk.Place();
        string last = "X";
        for (int i = 1; i <= 100; i++)
        {
            Assert.Equal(DenyReason.None, desk.Replace(last, "R" + i, quantity: 100 + i));
            desk.Report(order, ExecType.PendingReplace, "R" + i);
            Desk.Shows(order, OrdStatus.PendingReplace, 99 + i, 0, 99 + i);
            ExecutionReport report = desk.About(order, ExecType.Replaced, "R" + i);
            report.OrderId = OrderId.FromTrusted("V" + i);
            desk.Send(report);
            last = "R" + i;
        }

        Desk.Shows(order, OrdStatus.New, 200, 0, 200);
        foreach (OrderRequest request in order.Chain)
        {
            Assert.Equal(order.Handle, desk.Books.Orders.Find(request.Id).Order);
            Assert.Equal(order.Handle, desk.Books.Orders.FindWire(desk.Venue, order.WireIdOf(request)).Order);
            Assert.Equal(order.Handle, desk.Books.Orders.FindOrderId(desk.Venue, OrderId.FromTrusted("V" + request.Number)).Order);
            Assert.Equal(RequestState.Accepted, request.State);
        }

        Assert.Equal(order.WireIdOf(order.Chain[99]), order.WireIdInForce);
        Assert.Empty(desk.Violations());
    }

    [Fact]
    public void A_fill_that_crosses_cancel_and_replace_leaves_both_answers_their_meaning()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(quantity: 150);
        desk.Cancel();
        desk.Fill(order, 30);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 100, 30, 70);
        Assert.True(order.HasRequestInFlight);
        desk.Report(order, ExecType.PendingReplace, "R");
        desk.Report(order, ExecType.PendingCancel, "C");
        Desk.Shows(order, OrdStatus.PendingCancel, 100, 30, 70);
        desk.Report(order, ExecType.Replaced, "R");
        Desk.Shows(order, OrdStatus.PendingCancel, 150, 30, 120);
        desk.Refuse(order, "C");
        Desk.Shows(order, OrdStatus.PartiallyFilled, 150, 30, 120);
        Assert.Equal("too late", order.Text);
        Assert.False(order.HasRequestInFlight);
    }

    [Fact]
    public void A_trade_under_the_id_of_a_replace_and_of_its_quantity_shows_that_it_was_made()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(quantity: 150);
        ExecutionReport fill = UnderReplace(desk, order, 120, ordered: 150);
        Assert.Equal(InputOutcome.Applied, desk.Send(fill));
        Desk.Shows(order, OrdStatus.PartiallyFilled, 150, 120, 30);
        Assert.Equal(RequestState.Accepted, order.Chain[0].State);
        Assert.Empty(desk.Violations());

        // Its own report comes late, and says nothing new; a copy of the trade does not either.
        ExecutionReport replaced = desk.About(order, ExecType.Replaced, "R");
        replaced.TransactTime = desk.Deciding.Now.AddNanos(-1);
        Assert.Equal(InputOutcome.Ignored, desk.Send(replaced));
        Assert.NotEqual(InputOutcome.Applied, desk.Send(fill));
        Desk.Shows(order, OrdStatus.PartiallyFilled, 150, 120, 30);
        desk.Report(order, ExecType.Canceled);
        Desk.Shows(order, OrdStatus.Canceled, 150, 120, 0);
        Assert.True(order.OverfillQty.IsZero);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(140, null)]
    [InlineData(null, null)]
    [InlineData(150, OrdStatus.PendingReplace)]
    public void A_trade_under_the_id_of_a_replace_does_not_answer_it_alone(int? ordered, OrdStatus? status)
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(quantity: 150);
        desk.Send(UnderReplace(desk, order, 30, ordered) with { OrdStatus = status });
        Assert.Equal(RequestState.Requested, order.Chain[0].State);
        Assert.Equal(100, order.OrderQty.Value);
    }

    [Fact]
    public void A_cancel_that_ends_the_order_overtakes_the_replace()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(quantity: 150);
        desk.Cancel();
        desk.Report(order, ExecType.Canceled, "C");
        Desk.Shows(order, OrdStatus.Canceled, 100, 0, 0);
        Assert.Equal([RequestState.Overtaken, RequestState.Accepted], order.Chain.Select(r => r.State));
        Assert.Equal(InputOutcome.Ignored, desk.Refuse(order, "R", toReplace: true));
        Assert.Equal(InputOutcome.Ignored, desk.Report(order, ExecType.Replaced, "R"));
        Desk.Shows(order, OrdStatus.Canceled, 100, 0, 0);
    }

    [Fact]
    public void A_replace_of_the_same_instant_as_the_end_that_comes_after_it_still_says_how_much_was_ordered()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(quantity: 150);
        desk.Cancel();
        ExecutionReport replaced = desk.About(order, ExecType.Replaced, "R");
        replaced.OrderQty = Desk.Q(150);
        ExecutionReport canceled = desk.About(order, ExecType.Canceled, "C");
        desk.Send(canceled);
        Assert.Equal(InputOutcome.Applied, desk.Send(replaced));
        Desk.Shows(order, OrdStatus.Canceled, 150, 0, 0);
    }

    [Fact]
    public void A_reject_of_a_request_in_an_execution_report_refuses_the_request_only()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(quantity: 150);
        desk.Then();
        desk.Report(order, ExecType.Rejected, "R");
        Assert.Equal("ReplaceRejected", desk.Then());
        Desk.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    [Fact]
    public void A_replace_below_what_is_executed_means_no_more()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(quantity: 50);
        desk.Fill(order, 60);
        desk.Report(order, ExecType.Replaced, "R");
        Desk.Shows(order, OrdStatus.Filled, 60, 60, 0);
        Assert.Equal(Qty.Zero, order.OverfillQty);
    }

    [Fact]
    public void A_pending_request_that_nobody_made_is_shown_and_flagged()
    {
        Desk desk = new();
        Order order = desk.Place();
        ExecutionReport report = desk.About(order, ExecType.PendingCancel);
        report.ClOrdId = Desk.Id("theirs");
        report.OrigClOrdId = order.WireId;
        desk.Send(report);
        Desk.Shows(order, OrdStatus.PendingCancel, 100, 0, 100);
        Assert.Equal([ReportRule.UnknownRequest], desk.Violations());
        Assert.Equal(InputOutcome.Ignored, desk.Send(report));
        desk.Report(order, ExecType.Canceled);
        Assert.Equal(OrdStatus.Canceled, order.OrdStatus);
    }

    [Fact]
    public void A_split_restates_what_was_executed_and_a_later_bust_takes_the_same_share_away()
    {
        Desk desk = new();
        Order order = desk.Place(life: TimeInForce.GoodTillCancel);
        desk.Fill(order, 20, price: 50, exec: "before");
        desk.Report(order, ExecType.DoneForDay);
        Desk.Shows(order, OrdStatus.DoneForDay, 100, 20, 80);
        ExecutionReport split = desk.About(order, ExecType.Restated);
        (split.Reason, split.OrderQty, split.CumQty) = (0, Desk.Q(200), Desk.Q(40));
        desk.Send(split);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 200, 40, 160);
        Assert.Equal(25, order.AvgPx.Value);
        desk.Tick();
        desk.Fill(order, 10, price: 26);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 200, 50, 150);
        desk.Bust(order, "before");
        Desk.Shows(order, OrdStatus.PartiallyFilled, 200, 10, 190);
        Assert.Equal(26, order.AvgPx.Value);
        Assert.Empty(desk.Violations());
    }

    [Fact]
    public void Suspended_ends_when_the_order_is_reported_working_but_not_by_an_old_copy()
    {
        Desk desk = new();
        Order order = desk.Place(isAccepted: false);
        ExecutionReport first = desk.About(order, ExecType.New);
        desk.Send(first);
        desk.Report(order, ExecType.Suspended);
        Desk.Shows(order, OrdStatus.Suspended, 100, 0, 100);
        first.PossDup = true;
        Assert.Equal(InputOutcome.Duplicate, desk.Send(first));
        Assert.Equal(OrdStatus.Suspended, order.OrdStatus);
        Assert.Equal(InputOutcome.Applied, desk.Report(order, ExecType.New));
        Assert.Equal(OrdStatus.New, order.OrdStatus);
    }

    [Fact]
    public void A_trade_resumes_nothing_though_it_brings_a_new_OrderID_and_a_new_acknowledgement_does()
    {
        Desk desk = new();
        Order order = desk.Place(life: TimeInForce.GoodTillCancel);
        desk.Report(order, ExecType.DoneForDay);
        ExecutionReport trade = Trade(desk, order, 10);
        trade.OrderId = OrderId.FromTrusted("day two");
        desk.Send(trade);
        Desk.Shows(order, OrdStatus.DoneForDay, 100, 10, 90);
        Assert.Equal(trade.OrderId, order.OrderId);
        ExecutionReport accepted = desk.About(order, ExecType.New);
        accepted.OrderId = OrderId.FromTrusted("day three");
        desk.Send(accepted);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 100, 10, 90);
        Assert.Equal(["O1", "day two"], order.EarlierOrderIds.Select(id => id.ToString()));
    }

    [Fact]
    public void A_completing_fill_that_says_partially_filled_is_tolerated()
    {
        Desk desk = new();
        Order order = desk.Place();
        ExecutionReport report = Trade(desk, order, 100);
        (report.OrdStatus, report.CumQty, report.LeavesQty, report.AvgPx) = (OrdStatus.PartiallyFilled, Qty.Zero, Qty.Zero, Px.Zero);
        desk.Send(report);
        Desk.Shows(order, OrdStatus.Filled, 100, 100, 0);
        Assert.Equal(10, order.AvgPx.Value);
        Assert.Empty(desk.Violations());
    }

    [Fact]
    public void A_status_behind_what_is_known_is_recorded_and_not_applied()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Fill(order, 100);
        ExecutionReport report = desk.About(order, ExecType.PendingNew);
        report.OrdStatus = OrdStatus.PendingNew;
        desk.Then();
        Assert.Equal(InputOutcome.Ignored, desk.Send(report));
        Assert.Equal([ReportRule.InvalidRegression], desk.Violations());
        Desk.Shows(order, OrdStatus.Filled, 100, 100, 0);
    }

    [Fact]
    public void Quantities_that_do_not_add_up_are_recorded_and_bend_nothing()
    {
        Desk desk = new();
        Order order = desk.Place();
        ExecutionReport report = Trade(desk, order, 30);
        report.CumQty = Desk.Q(50);
        desk.Send(report);
        Assert.Equal([ReportRule.QuantityBreak], desk.Violations());
        Desk.Shows(order, OrdStatus.PartiallyFilled, 100, 30, 70);
    }

    [Fact]
    public void A_trade_of_the_other_side_or_symbol_is_not_the_orders()
    {
        Desk desk = new();
        Order order = desk.Place();
        ExecutionReport report = Trade(desk, order, 30);
        report.Side = Side.Sell;
        desk.Then();
        Assert.Equal(InputOutcome.Applied, desk.Send(report));
        Assert.Equal("ReportViolated TradeBooked", desk.Then());
        report.ExecId = ExecId.FromTrusted("other");
        (report.Side, report.SymbolName) = (Side.Buy, "MSFT");
        desk.Send(report);
        Assert.Equal("TradeBooked", desk.Then());
        Desk.Shows(order, OrdStatus.New, 100, 0, 100);
        Assert.True(order.HasViolated(ReportRule.ContentMismatch));
    }

    [Fact]
    public void An_order_reported_by_the_venue_alone_is_adopted_into_the_manual_sub_ledger()
    {
        Desk desk = new();
        ExecutionReport report = Foreign(desk, ExecType.New);
        Assert.Equal(InputOutcome.Applied, desk.Send(report));
        Assert.Equal("OrderAdopted OrderAccepted", desk.Then());
        Assert.Equal(OrderOrigin.Adopted, desk.The.Origin);
        Assert.Equal(SubLedgers.Manual, desk.Books.Names.Of(desk.The.Strategy));
        Desk.Shows(desk.The, OrdStatus.New, 60, 0, 60);
        Assert.Equal(InputOutcome.Ignored, desk.Send(report));
        Assert.Equal(1, desk.Books.Orders.Count);
        desk.Cancel("theirs", "mine");
        desk.Report(desk.The, ExecType.Canceled, "mine");
        Assert.Equal([RequestState.Accepted], desk.The.Chain.Select(r => r.State));
    }

    [Fact]
    public void An_adopted_order_without_a_ClOrdID_goes_by_its_OrderID()
    {
        Desk desk = new();
        ExecutionReport report = Foreign(desk, ExecType.New);
        report.ClOrdId = default;
        desk.Send(report);
        Assert.Equal(Desk.Id("V77"), desk.The.ClOrdId);
        Assert.True(desk.Books.Orders.Find(Desk.Id("V77")).IsFound);
    }

    [Theory]
    [InlineData(ExecType.OrderStatus, InputOutcome.Ignored, "")]
    [InlineData(ExecType.Trade, InputOutcome.Applied, "TradeBooked ReportViolated")]
    [InlineData(ExecType.Canceled, InputOutcome.DeadLettered, "DeadLettered")]
    [InlineData(ExecType.Rejected, InputOutcome.DeadLettered, "DeadLettered")]
    [InlineData(ExecType.Expired, InputOutcome.DeadLettered, "DeadLettered")]
    [InlineData(ExecType.TradeCancel, InputOutcome.DeadLettered, "DeadLettered")]
    public void What_else_is_reported_of_an_unknown_order_makes_none(ExecType type, InputOutcome outcome, string facts)
    {
        Desk desk = new();
        Assert.Equal(outcome, desk.Send(Foreign(desk, type)));
        Assert.Equal(facts, desk.Then());
        Assert.Equal(0, desk.Books.Orders.Count);
    }

    [Fact]
    public void A_cancel_reject_of_an_unknown_order_is_settled_when_the_venue_does_not_know_it_either()
    {
        Desk desk = new();
        OrderCancelReject reject = new() { Venue = desk.Venue, ClOrdId = Desk.Id("C"), OrigClOrdId = Desk.Id("Q"), Reason = 1 };
        Assert.Equal(InputOutcome.Ignored, desk.Orders.Report(in reject));
        reject = reject with { Reason = 0 };
        Assert.Equal(InputOutcome.DeadLettered, desk.Orders.Report(in reject));
        Assert.Contains("OrigClOrdID(41)=Q", desk.Last<DeadLettered>().Detail);
    }

    [Fact]
    public void An_id_that_two_accounts_use_is_told_apart_by_account_or_OrderID()
    {
        Desk desk = new();
        foreach (string account in new[] { "A", "B" })
            desk.New(Desk.Request() with { Account = account, Origin = OrderOrigin.Observed });
        ExecutionReport report = new()
        {
            Venue = desk.Venue,
            ExecType = ExecType.New,
            ClOrdId = Desk.Id("X"),
            OrderId = OrderId.FromTrusted("V1"),
            AccountName = "B",
        };
        desk.Send(report);
        report.AccountName = null;
        report.ExecType = ExecType.Canceled;
        desk.Send(report);
        Assert.Equal([OrdStatus.PendingNew, OrdStatus.Canceled], desk.Books.Orders.All.Select(o => o.OrdStatus));
        report.OrderId = default;
        Assert.Equal(InputOutcome.DeadLettered, desk.Send(report));
    }

    private static ExecutionReport Trade(Desk desk, Order order, decimal quantity)
    {
        ExecutionReport report = desk.About(order, ExecType.Trade);
        (report.LastQty, report.LastPx) = (Desk.Q(quantity), Desk.P(10));
        return report;
    }

    private static ExecutionReport Foreign(Desk desk, ExecType type) => new()
    {
        Venue = desk.Venue,
        ExecType = type,
        ClOrdId = Desk.Id("theirs"),
        OrderId = OrderId.FromTrusted("V77"),
        ExecId = ExecId.FromTrusted("E77"),
        SymbolName = "TSLA",
        Side = Side.Sell,
        OrderQty = Desk.Q(60),
        LastQty = Desk.Q(10),
        LastPx = Desk.P(9),
        OrdStatus = OrdStatus.New,
    };

    [Fact]
    public void A_correction_is_of_the_order_that_has_the_venues_id_whatever_account_it_moves_the_trade_to()
    {
        Desk desk = new(isWhole: true);
        foreach (string account in (string[])["A", "B"])
            Assert.Equal(DenyReason.None, desk.New(
                Desk.Request() with { Account = account, Venue = Desk.VenueName, Origin = OrderOrigin.Observed }));
        Order order = desk.The;
        Order other = desk.Books.Orders[new OrderHandle(2)];
        desk.Send(desk.About(order, ExecType.New) with { AccountName = "A" });
        ExecutionReport trade = desk.About(order, ExecType.Trade) with { LastQty = Desk.Q(30), LastPx = Desk.P(10) };
        desk.Send(desk.About(order, ExecType.TradeCorrect) with
        {
            ExecRefId = trade.ExecId,
            LastQty = Desk.Q(40),
            LastPx = Desk.P(10),
            AccountName = "B",
        });
        desk.Send(trade with { AccountName = "A" });
        Desk.Shows(order, OrdStatus.PartiallyFilled, 100, 40, 60);
        Desk.Shows(other, OrdStatus.PendingNew, 100, 0, 100);
    }

    [Theory]
    [InlineData(Side.Buy, OrdStatus.New)]
    [InlineData(Side.Sell, OrdStatus.PendingNew)]
    public void An_amendment_that_names_an_order_shows_that_the_venue_has_it_wherever_the_trade_is_booked(
        Side side, OrdStatus status)
    {
        Desk desk = new(isWhole: true);
        Order order = desk.Place(isAccepted: false);
        ExecutionReport trade = desk.About(order, ExecType.Trade) with
        {
            LastQty = Desk.Q(30),
            LastPx = Desk.P(10),
            Side = Side.Sell,
            SymbolName = "IBM",
            AccountName = "A",
        };
        Assert.Equal(InputOutcome.Applied, desk.Send(trade));
        Desk.Shows(order, OrdStatus.PendingNew, 100, 0, 100);
        desk.Send(desk.About(order, ExecType.TradeCorrect) with
        {
            ExecRefId = trade.ExecId,
            LastQty = Desk.Q(30),
            LastPx = Desk.P(10),
            Side = side,
            SymbolName = "IBM",
        });
        Desk.Shows(order, status, 100, 0, 100);
    }

    [Fact]
    public void A_split_stays_one_when_more_of_what_it_split_is_heard_of()
    {
        Desk desk = new();
        Order order = desk.Place(life: TimeInForce.GoodTillCancel);
        desk.Fill(order, 50, exec: "a");
        ExecutionReport late = desk.About(order, ExecType.Trade) with { LastQty = Desk.Q(50), LastPx = Desk.P(10) };
        desk.Tick();
        desk.Send(desk.About(order, ExecType.Restated) with
        {
            OrderQty = Desk.Q(200),
            CumQty = Desk.Q(100),
            Reason = 0,
        });
        Desk.Shows(order, OrdStatus.PartiallyFilled, 200, 100, 100);
        desk.Send(late);
        Desk.Shows(order, OrdStatus.Filled, 200, 200, 0);
        desk.Bust(order, "a");
        Desk.Shows(order, OrdStatus.PartiallyFilled, 200, 100, 100);
    }

    private static ExecutionReport UnderReplace(Desk desk, Order order, decimal quantity, decimal? ordered)
    {
        ExecutionReport fill = desk.About(order, ExecType.Trade, "R");
        fill.LastQty = Desk.Q(quantity);
        fill.LastPx = Desk.P(10);
        fill.OrderQty = ordered is { } stated ? Desk.Q(stated) : null;
        return fill;
    }
}
