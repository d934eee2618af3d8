using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Tests;

public sealed class NaiveModelPositionTests
{
    // Bought 10 at 100, 10 at 120 and 10 at 110, then sold 15 at 130.
    [Theory]
    [InlineData(LotMethod.Fifo, 350, 1700)]
    [InlineData(LotMethod.Lifo, 250, 1600)]
    [InlineData(LotMethod.Average, 300, 1650)]
    [InlineData(LotMethod.Hifo, 200, 1550)]
    public void Each_method_closes_its_own_lots(LotMethod method, int realised, int cost)
    {
        Script script = new(method);
        script.Fills((10, 100), (10, 120), (10, 110), (-15, 130));
        PositionView view = script.Position();
        Assert.Equal(15, view.Quantity);
        Assert.Equal(1950 - 3300, view.NetCash);
        Assert.Equal(realised, view.Realised);
        Assert.Equal(cost, view.Cost);
    }

    [Theory]
    [InlineData(LotMethod.Fifo)]
    [InlineData(LotMethod.Lifo)]
    [InlineData(LotMethod.Average)]
    [InlineData(LotMethod.Hifo)]
    public void A_flip_through_zero_realises_all_of_the_old_side_and_opens_the_rest(LotMethod method)
    {
        Script script = new(method, multiplier: 50);
        script.Fills((3, 100), (2, 110), (-9, 120));
        PositionView view = script.Position();
        Assert.Equal(-4, view.Quantity);
        Assert.Equal((3 * 20 + 2 * 10) * 50, view.Realised);
        Assert.Equal(-4 * 120 * 50, view.Cost);
        Assert.Equal(120, view.AvgPx);
        script.Fills((4, 100));
        Assert.Equal(0, script.Position().Quantity);
        Assert.Equal(0, script.Position().Cost);
        Assert.Equal((80 + 80) * 50, script.Position().Realised);
    }

    [Fact]
    public void A_short_realises_by_the_closed_lots_side()
    {
        Script script = new(LotMethod.Hifo);
        script.Fills((-10, 100), (-10, 90), (10, 95));
        Assert.Equal(-50, script.Position().Realised);
        Assert.Equal(-1000, script.Position().Cost);
    }

    [Fact]
    public void The_average_pool_releases_its_share_rounded_half_even_at_ten_decimals()
    {
        Script script = new(LotMethod.Average);
        script.Fills((3, 1), (4, 2), (-1, 5));
        Rational released = new Rational(11, 7).RoundHalfEven(10);
        Assert.Equal(11 - released, script.Position().Cost);
        Assert.Equal(5 - released, script.Position().Realised);
    }

    [Fact]
    public void Trades_play_in_the_venues_time_not_in_the_order_they_came()
    {
        Script script = new();
        var early = script.Fill(10, 100);
        var late = script.Fill(10, 120);
        script.Say(InputKind.NormalisedExecution, late);
        script.Say(InputKind.NormalisedExecution, early);
        script.Fills((-10, 130));
        Assert.Equal(300, script.Position().Realised);
    }

    [Fact]
    public void A_bust_after_flat_plays_the_history_again_without_the_trade()
    {
        Script script = new();
        script.Say(InputKind.NormalisedExecution, script.Fill(10, 100, "a"));
        script.Fills((-10, 130));
        Assert.Equal(300, script.Position().Realised);
        script.Say(InputKind.NormalisedExecution, script.Fill(10, 100, "b") with
        {
            ExecType = ExecType.TradeCancel,
            ExecRefId = ExecId.FromTrusted("a"),
        });
        Assert.Equal(-10, script.Position().Quantity);
        Assert.Equal(0, script.Position().Realised);
    }

    [Fact]
    public void A_chain_of_corrections_and_a_bust_leave_nothing()
    {
        Script script = new();
        script.Play("new X 100; New X; trade X 10 5 a; correct b a 20 6; correct c b 30 7");
        Assert.Equal(30, script.Position().Quantity);
        script.Play("bust d c => New 100 0 100");
        Assert.Equal(0, script.Position().Quantity);
        Assert.Equal(0, script.Position().NetCash);
    }

    [Fact]
    public void A_correction_can_move_a_trade_to_another_account()
    {
        Script script = new();
        script.Play("new X 100; New X; trade X 10 5 a");
        script.Say(script.Correct("b", "a", 10, 5) with { AccountName = "B" });
        Assert.Equal(0, script.Position().Quantity);
        Assert.Equal(10, script.Position(account: "B").Quantity);
        Assert.Equal(10, script.Order.CumQty);
    }

    [Fact]
    public void A_trade_that_fits_no_order_is_in_suspense()
    {
        Script script = new();
        ExecutionReport trade = script.Trade("nobody", "a", 10, 5) with { Side = Side.Sell };
        Assert.Equal(Outcomes.Applied, script.Say(trade).Certain);
        Assert.Equal(-10, script.Position(SubLedgers.Suspense).Quantity);
    }

    [Fact]
    public void A_trade_that_names_nothing_is_a_dead_letter()
    {
        Script script = new();
        ExecutionReport trade = script.Trade("nobody", "a", 10, 5) with { AccountName = null, SymbolName = null };
        Assert.Equal(Outcomes.DeadLettered, script.Say(trade).Certain);
    }

    [Fact]
    public void An_unknown_symbol_may_be_booked_or_not_and_the_model_follows()
    {
        Script script = new();
        ExecutionReport trade = script.Trade("nobody", "a", 10, 5) with { Side = Side.Buy, SymbolName = "T" };
        Prediction prediction = script.Say(trade);
        Assert.True(prediction.Allows(InputOutcome.Applied) && prediction.Allows(InputOutcome.DeadLettered));
        Assert.True(script.Model.Settle(in prediction, InputOutcome.DeadLettered));
        Assert.Equal(0, script.Model.Position(new PositionName("A", SubLedgers.Suspense, "T")).Quantity);
    }

    [Fact]
    public void Numbers_that_no_trade_can_have_are_dead_letters()
    {
        Script script = new();
        script.Play("new X 100; New X");
        Assert.Equal(Outcomes.DeadLettered, script.Say(script.Trade("X", "a", 0, 5)).Certain);
        Assert.Equal(Outcomes.DeadLettered, script.Say(script.Trade("X", "b", -1, 5)).Certain);
        Assert.Equal(Outcomes.DeadLettered, script.Say(script.Trade("X", "c", 999_999_999_999m, 999_999_999_999.999_999m)).Certain);
        Assert.Equal(Outcomes.DeadLettered, script.Say(script.Trade("X", "d", 1, 5) with { ExecId = default }).Certain);
    }

    [Fact]
    public void A_traded_fee_and_a_later_charge_add_up_by_currency()
    {
        Script script = new();
        script.Say(InputKind.NormalisedExecution, script.Fill(1, 5, "f") with { Venue = "SIM1", Fee = UsdFee(2) });
        script.Say(InputKind.ChargeFee, new ChargedFee(new VenueId(1), 0, ExecId.FromTrusted("f"), UsdFee(-3)));
        Assert.Equal(-1, script.Model.Fees(new PositionName("A", "s", "S"), default)["USD"]);
    }

    [Fact]
    public void The_last_version_that_states_a_kind_of_charge_says_what_it_is()
    {
        Script script = new();
        Fee tax = UsdFee(4) with { Kind = FeeKind.Tax };
        script.Play("new X 100; New X");
        script.Say(script.Trade("X", "1", 10, 5) with { Fee = UsdFee(2), FurtherFees = [tax, tax] });
        script.Say(script.Correct("2", "1", 9, 5) with { Fee = tax });
        script.Say(script.Correct("3", "2", 9, 5));
        Reading settled = default(Reading).With(OpenQuestion.CorrectionInheritsFee);
        Assert.Equal(6, script.Model.Fees(new PositionName("A", "s", "S"), settled)["USD"]);
    }

    [Fact]
    public void The_same_execution_on_two_channels_counts_once()
    {
        Script script = new();
        script.Play("new X 100; New X; trade X 10 5 a");
        script.Say(InputKind.NormalisedExecution, script.Fill(10, 5, "a") with { Venue = "SIM1", Strategy = "" });
        Assert.Equal(Outcomes.Duplicate, script.Last.Certain);
    }

    [Fact]
    public void A_day_scoped_reference_means_the_latest_execution_up_to_its_day()
    {
        Script script = new();
        script.Play("new X 100; New X");
        script.Say(script.Trade("X", "1", 10, 5) with { Scope = 1 });
        script.Say(script.Trade("X", "1", 20, 5) with { Scope = 2 });
        script.Say(script.Bust("2", "1") with { Scope = 3 });
        Assert.Equal(10, script.Order.CumQty);
    }

    [Fact]
    public void Realised_and_unrealised_are_the_same_total_under_every_method()
    {
        Script script = new();
        script.Fills((10, 100), (5, 90), (-12, 95), (-8, 105), (20, 99), (-7, 101), (3, 98));
        Rational[] totals = [.. System.Enum.GetValues<LotMethod>().Select(method =>
        {
            PositionView view = script.Model.Position(new PositionName("A", "s", "S"), method, default);
            return view.Realised + view.Quantity * 103 - view.Cost;
        })];
        Assert.Single(totals.Distinct());
    }

    [Fact]
    public void A_transfer_moves_quantity_and_leaves_the_account_as_it_was()
    {
        Script script = new();
        script.Fills((10, 100));
        script.Say(InputKind.TransferPosition, new MovedPosition("A", "S", "s", "t", Script.Q(4)));
        Assert.Equal(6, script.Position().Quantity);
        Assert.Equal(4, script.Position("t").Quantity);
    }

    private static Fee UsdFee(decimal amount) => new(new Money(amount, Currency.Usd), FeeKind.Commission);
}
