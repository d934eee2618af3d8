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
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Report(order, end);
        rig.Forget();
        Assert.Equal(InputOutcome.Applied, rig.Fill(order, 40));
        Assert.Equal([ReportRule.LateExecution], rig.Violations());
        OrderRig.Shows(order, status, 100, 40, 0);
        Assert.True(order.HasViolated(ReportRule.LateExecution) && !order.IsOpen);
    }

    [Fact]
    public void A_late_fill_of_everything_fills_a_canceled_order()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Report(order, ExecType.Canceled);
        rig.Fill(order, 100);
        OrderRig.Shows(order, OrdStatus.Filled, 100, 100, 0);
    }

    [Fact]
    public void An_overfill_is_booked_and_the_excess_is_its_own_number()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Fill(order, 80);
        Assert.Empty(rig.Violations());
        rig.Fill(order, 50);
        Assert.Equal([ReportRule.Overfill], rig.Violations());
        OrderRig.Shows(order, OrdStatus.Filled, 100, 130, 0);
        Assert.Equal(30, order.OverfillQty.Value);
        rig.Fill(order, 1, exec: "late");
        Assert.Equal(31, order.OverfillQty.Value);
        rig.Bust(order, "late");
        Assert.Equal(30, order.OverfillQty.Value);
    }

    [Fact]
    public void A_chain_of_a_hundred_replaces_keeps_every_id()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        string last = "X";
        for (int i = 1; i <= 100; i++)
        {
            Assert.Equal(DenyReason.None, rig.Replace(last, "R" + i, quantity: 100 + i));
            rig.Report(order, ExecType.PendingReplace, "R" + i);
            OrderRig.Shows(order, OrdStatus.PendingReplace, 99 + i, 0, 99 + i);
            ExecutionReport report = rig.About(order, ExecType.Replaced, "R" + i);
            report.OrderId = OrderId.FromTrusted("V" + i);
            rig.Send(report);
            last = "R" + i;
        }

        OrderRig.Shows(order, OrdStatus.New, 200, 0, 200);
        foreach (OrderRequest request in order.Chain)
        {
            Assert.Equal(order.Handle, rig.Books.Orders.Find(request.Id).Order);
            Assert.Equal(order.Handle, rig.Books.Orders.FindWire(rig.Venue, order.WireIdOf(request)).Order);
            Assert.Equal(
                order.Handle, rig.Books.Orders.FindOrderId(rig.Venue, OrderId.FromTrusted("V" + request.Number)).Order);
            Assert.Equal(RequestState.Accepted, request.State);
        }

        Assert.Equal(order.WireIdOf(order.Chain[99]), order.WireIdInForce);
        Assert.Empty(rig.Violations());
    }

    [Fact]
    public void A_fill_that_crosses_cancel_and_replace_leaves_both_answers_their_meaning()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(quantity: 150);
        rig.Cancel();
        rig.Fill(order, 30);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 30, 70);
        Assert.True(order.HasRequestInFlight);
        rig.Report(order, ExecType.PendingReplace, "R");
        rig.Report(order, ExecType.PendingCancel, "C");
        OrderRig.Shows(order, OrdStatus.PendingCancel, 100, 30, 70);
        rig.Report(order, ExecType.Replaced, "R");
        OrderRig.Shows(order, OrdStatus.PendingCancel, 150, 30, 120);
        rig.Refuse(order, "C");
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 150, 30, 120);
        Assert.Equal("too late", order.Text);
        Assert.False(order.HasRequestInFlight);
    }

    [Fact]
    public void A_trade_under_the_id_of_a_replace_and_of_its_quantity_shows_that_it_was_made()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(quantity: 150);
        ExecutionReport fill = UnderReplace(rig, order, 120, ordered: 150);
        Assert.Equal(InputOutcome.Applied, rig.Send(fill));
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 150, 120, 30);
        Assert.Equal(RequestState.Accepted, order.Chain[0].State);
        Assert.Empty(rig.Violations());

        // Its own report comes late, and says nothing new; a copy of the trade does not either.
        ExecutionReport replaced = rig.About(order, ExecType.Replaced, "R");
        replaced.TransactTime = rig.Deciding.Now.AddNanos(-1);
        Assert.Equal(InputOutcome.Ignored, rig.Send(replaced));
        Assert.NotEqual(InputOutcome.Applied, rig.Send(fill));
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 150, 120, 30);
        rig.Report(order, ExecType.Canceled);
        OrderRig.Shows(order, OrdStatus.Canceled, 150, 120, 0);
        Assert.True(order.OverfillQty.IsZero);
    }

    [Fact]
    public void A_late_trade_under_the_id_of_a_replace_does_not_bring_back_terms_that_were_changed_since()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(quantity: 150);
        ExecutionReport late = UnderReplace(rig, order, 30, ordered: 150);
        rig.Tick();
        ExecutionReport restated = rig.About(order, ExecType.Restated);
        restated.OrderQty = OrderRig.Q(120);
        rig.Send(restated);
        Assert.Equal(InputOutcome.Applied, rig.Send(late));
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 120, 30, 90);
        Assert.Equal(RequestState.Accepted, order.Chain[0].State);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(140, null)]
    [InlineData(null, null)]
    [InlineData(150, OrdStatus.PendingReplace)]
    public void A_trade_under_the_id_of_a_replace_does_not_answer_it_alone(int? ordered, OrdStatus? status)
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(quantity: 150);
        rig.Send(UnderReplace(rig, order, 30, ordered) with { OrdStatus = status });
        Assert.Equal(RequestState.Requested, order.Chain[0].State);
        Assert.Equal(100, order.OrderQty.Value);
    }

    [Fact]
    public void A_cancel_that_ends_the_order_overtakes_the_replace()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(quantity: 150);
        rig.Cancel();
        rig.Report(order, ExecType.Canceled, "C");
        OrderRig.Shows(order, OrdStatus.Canceled, 100, 0, 0);
        Assert.Equal([RequestState.Overtaken, RequestState.Accepted], order.Chain.Select(r => r.State));
        Assert.Equal(InputOutcome.Ignored, rig.Refuse(order, "R", toReplace: true));
        Assert.Equal(InputOutcome.Ignored, rig.Report(order, ExecType.Replaced, "R"));
        OrderRig.Shows(order, OrdStatus.Canceled, 100, 0, 0);
    }

    [Fact]
    public void A_replace_of_the_same_instant_as_the_end_that_comes_after_it_still_says_how_much_was_ordered()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(quantity: 150);
        rig.Cancel();
        ExecutionReport replaced = rig.About(order, ExecType.Replaced, "R");
        replaced.OrderQty = OrderRig.Q(150);
        ExecutionReport canceled = rig.About(order, ExecType.Canceled, "C");
        rig.Send(canceled);
        Assert.Equal(InputOutcome.Applied, rig.Send(replaced));
        OrderRig.Shows(order, OrdStatus.Canceled, 150, 0, 0);
    }

    [Fact]
    public void A_reject_of_a_request_in_an_execution_report_refuses_the_request_only()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(quantity: 150);
        rig.Forget();
        rig.Report(order, ExecType.Rejected, "R");
        Assert.Equal("ReplaceRejected", rig.FactsSinceLast());
        OrderRig.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    [Fact]
    public void A_replace_below_what_is_executed_means_no_more()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(quantity: 50);
        rig.Fill(order, 60);
        rig.Report(order, ExecType.Replaced, "R");
        OrderRig.Shows(order, OrdStatus.Filled, 60, 60, 0);
        Assert.Equal(Qty.Zero, order.OverfillQty);
    }

    [Fact]
    public void A_pending_request_that_nobody_made_is_shown_and_flagged()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        ExecutionReport report = rig.About(order, ExecType.PendingCancel);
        report.ClOrdId = OrderRig.Id("theirs");
        report.OrigClOrdId = order.WireId;
        rig.Send(report);
        OrderRig.Shows(order, OrdStatus.PendingCancel, 100, 0, 100);
        Assert.Equal([ReportRule.UnknownRequest], rig.Violations());
        Assert.Equal(InputOutcome.Ignored, rig.Send(report));
        rig.Report(order, ExecType.Canceled);
        Assert.Equal(OrdStatus.Canceled, order.OrdStatus);
    }

    [Fact]
    public void A_split_restates_what_was_executed_and_a_later_bust_takes_the_same_share_away()
    {
        OrderRig rig = new();
        Order order = rig.Place(life: TimeInForce.GoodTillCancel);
        rig.Fill(order, 20, price: 50, exec: "before");
        rig.Report(order, ExecType.DoneForDay);
        OrderRig.Shows(order, OrdStatus.DoneForDay, 100, 20, 80);
        ExecutionReport split = rig.About(order, ExecType.Restated);
        (split.Reason, split.OrderQty, split.CumQty) = (0, OrderRig.Q(200), OrderRig.Q(40));
        rig.Send(split);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 200, 40, 160);
        Assert.Equal(25, order.AvgPx.Value);
        rig.Tick();
        rig.Fill(order, 10, price: 26);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 200, 50, 150);
        rig.Bust(order, "before");
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 200, 10, 190);
        Assert.Equal(26, order.AvgPx.Value);
        Assert.Empty(rig.Violations());
    }

    [Fact]
    public void Suspended_ends_when_the_order_is_reported_working_but_not_by_an_old_copy()
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false);
        ExecutionReport first = rig.About(order, ExecType.New);
        rig.Send(first);
        rig.Report(order, ExecType.Suspended);
        OrderRig.Shows(order, OrdStatus.Suspended, 100, 0, 100);
        first.PossDup = true;
        Assert.Equal(InputOutcome.Duplicate, rig.Send(first));
        Assert.Equal(OrdStatus.Suspended, order.OrdStatus);
        Assert.Equal(InputOutcome.Applied, rig.Report(order, ExecType.New));
        Assert.Equal(OrdStatus.New, order.OrdStatus);
    }

    [Fact]
    public void A_trade_resumes_nothing_though_it_brings_a_new_OrderID_and_a_new_acknowledgement_does()
    {
        OrderRig rig = new();
        Order order = rig.Place(life: TimeInForce.GoodTillCancel);
        rig.Report(order, ExecType.DoneForDay);
        ExecutionReport trade = Trade(rig, order, 10);
        trade.OrderId = OrderId.FromTrusted("day two");
        rig.Send(trade);
        OrderRig.Shows(order, OrdStatus.DoneForDay, 100, 10, 90);
        Assert.Equal(trade.OrderId, order.OrderId);
        ExecutionReport accepted = rig.About(order, ExecType.New);
        accepted.OrderId = OrderId.FromTrusted("day three");
        rig.Send(accepted);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 10, 90);
        Assert.Equal(["O1", "day two"], order.EarlierOrderIds.Select(id => id.ToString()));
    }

    [Fact]
    public void A_completing_fill_that_says_partially_filled_is_tolerated()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        ExecutionReport report = Trade(rig, order, 100);
        (report.OrdStatus, report.CumQty, report.LeavesQty, report.AvgPx) = (OrdStatus.PartiallyFilled, Qty.Zero, Qty.Zero, Px.Zero);
        rig.Send(report);
        OrderRig.Shows(order, OrdStatus.Filled, 100, 100, 0);
        Assert.Equal(10, order.AvgPx.Value);
        Assert.Empty(rig.Violations());
    }

    [Fact]
    public void A_status_behind_what_is_known_is_recorded_and_not_applied()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Fill(order, 100);
        ExecutionReport report = rig.About(order, ExecType.PendingNew);
        report.OrdStatus = OrdStatus.PendingNew;
        rig.Forget();
        Assert.Equal(InputOutcome.Ignored, rig.Send(report));
        Assert.Equal([ReportRule.InvalidRegression], rig.Violations());
        OrderRig.Shows(order, OrdStatus.Filled, 100, 100, 0);
    }

    [Fact]
    public void Quantities_that_do_not_add_up_are_recorded_and_bend_nothing()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        ExecutionReport report = Trade(rig, order, 30);
        report.CumQty = OrderRig.Q(50);
        rig.Send(report);
        Assert.Equal([ReportRule.QuantityBreak], rig.Violations());
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 30, 70);
    }

    [Fact]
    public void A_trade_of_the_other_side_or_symbol_is_not_the_orders()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        ExecutionReport report = Trade(rig, order, 30);
        report.Side = Side.Sell;
        rig.Forget();
        Assert.Equal(InputOutcome.Applied, rig.Send(report));
        Assert.Equal("ReportViolated TradeBooked", rig.FactsSinceLast());
        report.ExecId = ExecId.FromTrusted("other");
        (report.Side, report.SymbolName) = (Side.Buy, "MSFT");
        rig.Send(report);
        Assert.Equal("TradeBooked", rig.FactsSinceLast());
        OrderRig.Shows(order, OrdStatus.New, 100, 0, 100);
        Assert.True(order.HasViolated(ReportRule.ContentMismatch));
    }

    [Fact]
    public void An_order_reported_by_the_venue_alone_is_adopted_into_the_manual_sub_ledger()
    {
        OrderRig rig = new();
        ExecutionReport report = Foreign(rig, ExecType.New);
        Assert.Equal(InputOutcome.Applied, rig.Send(report));
        Assert.Equal("OrderAdopted OrderAccepted", rig.FactsSinceLast());
        Assert.Equal(OrderOrigin.Adopted, rig.The.Origin);
        Assert.Equal(SubLedgers.Manual, rig.Books.Names.Of(rig.The.Strategy));
        OrderRig.Shows(rig.The, OrdStatus.New, 60, 0, 60);
        Assert.Equal(InputOutcome.Ignored, rig.Send(report));
        Assert.Equal(1, rig.Books.Orders.Count);
        rig.Cancel("theirs", "mine");
        rig.Report(rig.The, ExecType.Canceled, "mine");
        Assert.Equal([RequestState.Accepted], rig.The.Chain.Select(r => r.State));
    }

    [Fact]
    public void An_adopted_order_without_a_ClOrdID_goes_by_its_OrderID()
    {
        OrderRig rig = new();
        ExecutionReport report = Foreign(rig, ExecType.New);
        report.ClOrdId = default;
        rig.Send(report);
        Assert.Equal(OrderRig.Id("V77"), rig.The.ClOrdId);
        Assert.True(rig.Books.Orders.Find(OrderRig.Id("V77")).IsFound);
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
        OrderRig rig = new();
        Assert.Equal(outcome, rig.Send(Foreign(rig, type)));
        Assert.Equal(facts, rig.FactsSinceLast());
        Assert.Equal(0, rig.Books.Orders.Count);
    }

    [Fact]
    public void A_cancel_reject_of_an_unknown_order_is_settled_when_the_venue_does_not_know_it_either()
    {
        OrderRig rig = new();
        OrderCancelReject reject =
            new() { Venue = rig.Venue, ClOrdId = OrderRig.Id("C"), OrigClOrdId = OrderRig.Id("Q"), Reason = 1 };
        Assert.Equal(InputOutcome.Ignored, rig.Orders.Report(in reject));
        reject = reject with { Reason = 0 };
        Assert.Equal(InputOutcome.DeadLettered, rig.Orders.Report(in reject));
        Assert.Contains("OrigClOrdID(41)=Q", rig.Last<DeadLettered>().Detail);
    }

    [Fact]
    public void An_id_that_two_accounts_use_is_told_apart_by_account_or_OrderID()
    {
        OrderRig rig = new();
        foreach (string account in new[] { "A", "B" })
            rig.New(OrderRig.Request() with { Account = account, Origin = OrderOrigin.Observed });
        ExecutionReport report = new()
        {
            Venue = rig.Venue,
            ExecType = ExecType.New,
            ClOrdId = OrderRig.Id("X"),
            OrderId = OrderId.FromTrusted("V1"),
            AccountName = "B",
        };
        rig.Send(report);
        report.AccountName = null;
        report.ExecType = ExecType.Canceled;
        rig.Send(report);
        Assert.Equal([OrdStatus.PendingNew, OrdStatus.Canceled], rig.Books.Orders.All.Select(o => o.OrdStatus));
        report.OrderId = default;
        Assert.Equal(InputOutcome.DeadLettered, rig.Send(report));
    }

    private static ExecutionReport Trade(OrderRig rig, Order order, decimal quantity)
    {
        ExecutionReport report = rig.About(order, ExecType.Trade);
        (report.LastQty, report.LastPx) = (OrderRig.Q(quantity), OrderRig.P(10));
        return report;
    }

    private static ExecutionReport Foreign(OrderRig rig, ExecType type) => new()
    {
        Venue = rig.Venue,
        ExecType = type,
        ClOrdId = OrderRig.Id("theirs"),
        OrderId = OrderId.FromTrusted("V77"),
        ExecId = ExecId.FromTrusted("E77"),
        SymbolName = "TSLA",
        Side = Side.Sell,
        OrderQty = OrderRig.Q(60),
        LastQty = OrderRig.Q(10),
        LastPx = OrderRig.P(9),
        OrdStatus = OrdStatus.New,
    };

    [Fact]
    public void A_correction_is_of_the_order_that_has_the_venues_id_whatever_account_it_moves_the_trade_to()
    {
        OrderRig rig = new(isWhole: true);
        foreach (string account in (string[])["A", "B"])
            Assert.Equal(DenyReason.None, rig.New(
                OrderRig.Request() with
                {
                    Account = account,
                    Venue = OrderRig.VenueName,
                    Origin = OrderOrigin.Observed,
                }));
        Order order = rig.The;
        Order other = rig.Books.Orders[new OrderHandle(2)];
        rig.Send(rig.About(order, ExecType.New) with { AccountName = "A" });
        ExecutionReport trade =
            rig.About(order, ExecType.Trade) with { LastQty = OrderRig.Q(30), LastPx = OrderRig.P(10) };
        rig.Send(rig.About(order, ExecType.TradeCorrect) with
        {
            ExecRefId = trade.ExecId,
            LastQty = OrderRig.Q(40),
            LastPx = OrderRig.P(10),
            AccountName = "B",
        });
        rig.Send(trade with { AccountName = "A" });
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 40, 60);
        OrderRig.Shows(other, OrdStatus.PendingNew, 100, 0, 100);
    }

    [Theory]
    [InlineData(Side.Buy, OrdStatus.New)]
    [InlineData(Side.Sell, OrdStatus.PendingNew)]
    public void An_amendment_that_names_an_order_shows_that_the_venue_has_it_wherever_the_trade_is_booked(
        Side side, OrdStatus status)
    {
        OrderRig rig = new(isWhole: true);
        Order order = rig.Place(isAccepted: false);
        ExecutionReport trade = rig.About(order, ExecType.Trade) with
        {
            LastQty = OrderRig.Q(30),
            LastPx = OrderRig.P(10),
            Side = Side.Sell,
            SymbolName = "IBM",
            AccountName = "A",
        };
        Assert.Equal(InputOutcome.Applied, rig.Send(trade));
        OrderRig.Shows(order, OrdStatus.PendingNew, 100, 0, 100);
        rig.Send(rig.About(order, ExecType.TradeCorrect) with
        {
            ExecRefId = trade.ExecId,
            LastQty = OrderRig.Q(30),
            LastPx = OrderRig.P(10),
            Side = side,
            SymbolName = "IBM",
        });
        OrderRig.Shows(order, status, 100, 0, 100);
    }

    [Fact]
    public void A_split_stays_one_when_more_of_what_it_split_is_heard_of()
    {
        OrderRig rig = new();
        Order order = rig.Place(life: TimeInForce.GoodTillCancel);
        rig.Fill(order, 50, exec: "a");
        ExecutionReport late =
            rig.About(order, ExecType.Trade) with { LastQty = OrderRig.Q(50), LastPx = OrderRig.P(10) };
        rig.Tick();
        rig.Send(rig.About(order, ExecType.Restated) with
        {
            OrderQty = OrderRig.Q(200),
            CumQty = OrderRig.Q(100),
            Reason = 0,
        });
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 200, 100, 100);
        rig.Send(late);
        OrderRig.Shows(order, OrdStatus.Filled, 200, 200, 0);
        rig.Bust(order, "a");
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 200, 100, 100);
    }

    private static ExecutionReport UnderReplace(OrderRig rig, Order order, decimal quantity, decimal? ordered)
    {
        ExecutionReport fill = rig.About(order, ExecType.Trade, "R");
        fill.LastQty = OrderRig.Q(quantity);
        fill.LastPx = OrderRig.P(10);
        fill.OrderQty = ordered is { } stated ? OrderRig.Q(stated) : null;
        return fill;
    }
}
