using System.Linq;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Tests;

public sealed class NaiveModelOrderTests
{
    public static TheoryData<string> Scenarios => [.. FixScenarios.All.Keys];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Orders_live_as_the_FIX_matrices_say(string code) => new Script().Play(FixScenarios.All[code]);

    [Fact]
    public void Overfill_is_what_was_done_beyond_the_order_and_goes_with_a_bust()
    {
        Script script = new();
        script.Play("new X 100; New X; trade X 90 5 a; trade X 40 6 b");
        Assert.Equal(30, script.Order.Overfill);
        script.Play("bust c a => PartiallyFilled 100 40 60");
        Assert.Equal(0, script.Order.Overfill);
    }

    [Fact]
    public void A_trade_counts_once_however_often_it_comes()
    {
        Script script = new();
        script.Play("new X 100; New X");
        ExecutionReport trade = script.Trade("X", "a", 40, 5);
        Assert.Equal(Outcomes.Applied, script.Say(trade).Certain);
        Assert.Equal(Outcomes.Duplicate, script.Say(trade with { PossDup = true }).Certain);
        Assert.Equal(40, script.Order.CumQty);
    }

    [Fact]
    public void The_same_execution_id_with_other_content_is_a_dead_letter_and_books_nothing()
    {
        Script script = new();
        script.Play("new X 100; New X; trade X 40 5 a");
        Assert.Equal(Outcomes.DeadLettered, script.Say(script.Trade("X", "a", 41, 5)).Certain);
        Assert.Equal(40, script.Order.CumQty);
    }

    [Fact]
    public void A_busted_trade_that_comes_again_is_still_a_duplicate()
    {
        Script script = new();
        script.Play("new X 100; New X");
        ExecutionReport trade = script.Trade("X", "a", 40, 5);
        script.Say(trade);
        script.Say(script.Bust("b", "a"));
        Assert.Equal(Outcomes.Duplicate, script.Say(trade).Certain);
        Assert.Equal(0, script.Order.CumQty);
    }

    [Fact]
    public void A_bust_that_comes_before_its_trade_still_takes_it_away()
    {
        Script script = new();
        script.Play("new X 100; New X; bust b a; trade X 40 5 a => New 100 0 100");
        Assert.Equal(0, script.Position().Quantity);
    }

    [Fact]
    public void Corrections_that_come_before_what_they_correct_end_in_the_same_books()
    {
        Script script = new();
        script.Play("new X 100; New X; correct c b 30 7");
        Assert.True(script.Model.IsOpen(new PositionName("A", "s", "S")));
        script.Play("trade X 10 5 a; correct b a 20 6 => PartiallyFilled 100 30 70 7");
        Assert.False(script.Model.IsOpen(new PositionName("A", "s", "S")));
        Assert.Equal(30, script.Position().Quantity);
        Assert.Equal(-210, script.Position().NetCash);
    }

    [Fact]
    public void Two_corrections_of_the_first_id_leave_the_later_one()
    {
        Script script = new();
        script.Play("new X 100; New X; trade X 10 5 a; correct b a 20 6; correct c a 30 7 => PartiallyFilled 100 30 70");
    }

    [Fact]
    public void A_status_report_that_agrees_is_ignored()
    {
        Script script = new();
        script.Play("new X 100; New X");
        ExecutionReport status = script.Report(ExecType.OrderStatus, "X") with { OrdStatus = OrdStatus.New };
        Assert.False(script.Say(status).Allows(InputOutcome.Applied));
        Assert.True(script.Last.Allows(InputOutcome.Ignored));
    }

    [Fact]
    public void Facts_out_of_the_venues_order_are_accepted_either_way()
    {
        Script script = new();
        script.Play("new X 100; New X; replace Y X 80; replace Z Y 70");
        ExecutionReport first = script.Report(ExecType.Replaced, "Y") with { OrderQty = Script.Q(80) };
        script.Say(script.Report(ExecType.Replaced, "Z") with { OrderQty = Script.Q(70) });
        script.Say(first);
        ModelOrder order = script.Model.FindOrder("A", "X")!;
        Assert.Equal(
            [70, 80], script.Model.Assumptions.OrderReadings.Select(r => order.View(r).OrderQty).Distinct().Order());
    }

    [Fact]
    public void A_request_that_breaks_a_rule_makes_no_order()
    {
        Script script = new();
        script.Say(InputKind.NewOrderSingle, new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted("X"),
            Symbol = "S",
            Account = "A",
            Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Script.Q(1)),
        });
        Assert.Null(script.Model.FindOrder("A", "X"));
        Assert.True(script.Model.WasDenied(new OrderName("A", "X")));
    }

    [Fact]
    public void An_unanswered_order_stays_pending_new_until_somebody_resolves_it()
    {
        Script script = new();
        script.Play("new X 100");
        script.Say(InputKind.SessionClosed, new SessionChange("SIM1", "lost"));
        Assert.Equal(OrdStatus.PendingNew, script.Order.OrdStatus);
        script.Model.Assumptions.Settle(OpenQuestion.ResolutionCounts, yes: true);
        script.Say(InputKind.ResolveOrder, new ResolveOrder
        {
            ClOrdId = ClOrdId.FromTrusted("X"),
            As = Resolution.Canceled,
            By = "ops",
            Reason = "gone",
        });
        Assert.Equal(OrdStatus.Canceled, script.Order.OrdStatus);
    }

    [Fact]
    public void What_a_fact_does_is_either_applied_or_if_it_changes_nothing_ignored()
    {
        Script script = new();
        script.Play("new X 100; New X");
        Assert.True(script.Last.Allows(InputOutcome.Applied));
        Assert.False(script.Last.Allows(InputOutcome.Ignored));
        script.Play("New X");
        Assert.True(script.Last.Allows(InputOutcome.Ignored));
    }

    [Fact]
    public void A_correction_is_of_the_order_that_the_venue_calls_so_whatever_account_it_moves_the_trade_to()
    {
        Script script = new();
        script.Enter("X", 100);
        script.Say(InputKind.NewOrderSingle, new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted("X"),
            Symbol = "S",
            Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Script.Q(100)),
            Account = "B",
            Origin = OrderOrigin.Observed,
        });
        OrderId venueId = OrderId.FromTrusted("V1");
        script.Say(script.Report(ExecType.New, "X") with { OrderId = venueId });
        script.Say(script.Correct("c", "a", 40, 5) with { OrderId = venueId, AccountName = "B" });
        script.Say(script.Trade("X", "a", 30, 5) with { OrderId = venueId });
        OrderView other = script.Model.FindOrder("B", "X")!.View(script.Model.Assumptions.First);
        Assert.Equal(OrdStatus.PendingNew, other.OrdStatus);
        Assert.Equal(40, script.Order.CumQty);
    }

    [Theory]
    [InlineData(Side.Buy, OrdStatus.New)]
    [InlineData(Side.Sell, OrdStatus.PendingNew)]
    public void An_amendment_that_names_an_order_shows_that_the_venue_has_it_wherever_the_trade_is_booked(
        Side side, OrdStatus status)
    {
        Script script = new();
        script.Play("new X 100");
        script.Say(script.Trade("X", "a", 30, 5) with { Side = Side.Sell });
        Assert.Equal(OrdStatus.PendingNew, script.Order.OrdStatus);
        script.Say(script.Correct("c", "a", 30, 5) with { Side = side });
        Assert.Equal(status, script.Order.OrdStatus);
        Assert.Equal(0, script.Order.CumQty);
    }

    [Fact]
    public void A_split_that_was_plain_when_it_came_stays_one_when_more_of_what_it_split_is_heard_of()
    {
        Script script = new();
        script.Model.Assumptions.Settle(OpenQuestion.VenueOrderCounts, yes: true);
        script.Play("new X 100; New X; trade X 50 6 a");
        ExecutionReport late = script.Trade("X", "b", 50, 6);
        script.Play("Restated X 200 100 0 => PartiallyFilled 200 100 100");
        script.Say(late);
        Assert.Equal(200, script.Order.CumQty);
        script.Play("bust c a => PartiallyFilled 200 100 100");
    }
}
