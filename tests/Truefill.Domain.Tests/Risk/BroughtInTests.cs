using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Time;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>
/// A day's loss is what was made since it began: what was brought in or had no value by then is none of it.
/// </summary>
public sealed class BroughtInTests
{
    private readonly GateRig rig = new();
    private readonly AccountId account;

    public BroughtInTests()
    {
        account = rig.Deciding.Account("A");
        rig.Limit(LimitKind.MaxDailyLoss, 1000);
    }

    [Fact]
    public void An_opening_position_that_is_under_water_is_no_loss_of_the_day()
    {
        rig.Risk.Tick();
        rig.Mark(100);
        rig.Hold(100, 150);
        AssertLoss(0);
        rig.Mark(95);
        AssertLoss(500);
    }

    [Fact]
    public void An_opening_position_that_has_gained_allows_no_larger_loss()
    {
        rig.Risk.Tick();
        rig.Mark(100);
        rig.Hold(100, 50);
        AssertLoss(0);
        rig.Mark(89);
        AssertLoss(1100, isTripped: true);
    }

    [Fact]
    public void An_opening_position_without_a_mark_stands_for_its_price_until_the_first()
    {
        rig.Risk.Tick();
        rig.Hold(100, 150);
        AssertLoss(0);
        rig.Mark(100);
        AssertLoss(0);
        rig.Mark(95);
        AssertLoss(500);
    }

    [Fact]
    public void What_was_held_without_a_mark_when_the_day_began_is_measured_from_the_first_one()
    {
        rig.Hold(100, 150);
        rig.Risk.Tick();
        rig.Mark(100);
        AssertLoss(0);
        rig.Mark(97);
        AssertLoss(300);
    }

    [Fact]
    public void What_was_held_without_a_rate_when_the_day_began_is_measured_from_the_first_one()
    {
        rig.Instrument("IBM", 10, "EUR");
        rig.Hold(100, 150);
        rig.Risk.Tick();
        rig.Mark(100);
        AssertLoss(0);
        rig.Rate("EUR", "USD", 2);
        AssertLoss(0);
        rig.Mark(99.9m);
        AssertLoss(200);
    }

    [Fact]
    public void Trades_of_the_day_count_whole_although_what_was_held_before_had_no_mark()
    {
        rig.Hold(100, 150);
        rig.Risk.Tick();
        rig.New(Buy(10, 120));
        rig.Fill(rig.LastOrder, 10, 120);
        rig.Mark(100);
        AssertLoss(200);
    }

    [Fact]
    public void A_loss_that_was_realised_today_counts_before_there_is_a_mark()
    {
        rig.Risk.Tick();
        rig.New(Buy(100, 150));
        rig.Fill(rig.LastOrder, 100, 150);
        rig.New(Sell(50, 100));
        rig.Fill(rig.LastOrder, 50, 100);
        AssertLoss(2500, isTripped: true);
    }

    [Fact]
    public void An_opening_position_of_the_other_side_realises_nothing_of_today()
    {
        rig.Mark(120);
        rig.Hold(100, 100);
        rig.Risk.Tick();
        rig.Hold(-50, 150);
        AssertLoss(0);
        rig.Mark(110);
        AssertLoss(500);
    }

    [Fact]
    public void A_multiplier_that_is_defined_later_makes_no_loss_of_a_day()
    {
        rig.Mark(200);
        rig.Hold(10, 200);
        rig.Mark(199);
        rig.Risk.Tick();
        AssertLoss(0);
        rig.Instrument("IBM", 200, "USD");
        AssertLoss(0);
        Assert.Equal(-1990, rig.Books.BroughtIn.Of(account));
        rig.Mark(198.9m);
        AssertLoss(200);
    }

    [Fact]
    public void What_a_multiplier_makes_of_an_earlier_day_lets_no_larger_loss_pass()
    {
        rig.Hold(10, 190);
        rig.Mark(200);
        rig.Risk.Tick();
        rig.Instrument("IBM", 200, "USD");
        AssertLoss(0);
        rig.Mark(199.4m);
        AssertLoss(1200, isTripped: true);
    }

    [Fact]
    public void The_next_day_begins_with_what_the_first_mark_has_not_valued_yet()
    {
        rig.Risk.Tick();
        rig.Hold(100, 150);
        rig.Pass(86_400 * UtcNanos.PerSecond);
        rig.Risk.Tick();
        rig.Mark(100);
        AssertLoss(0);
    }

    [Fact]
    public void Books_that_were_saved_and_loaded_wait_for_the_same_first_mark()
    {
        rig.Hold(100, 150);
        rig.Risk.Tick();
        rig.Hold(100, 160);
        Books loaded = StateBytes.BooksOf(StateBytes.Of(rig.Books));
        rig.Mark(100);
        loaded.Apply(new MarkSet(
            rig.Deciding.Symbol("IBM"), Px.FromTrusted(100), rig.Deciding.Source, rig.Deciding.Now));
        loaded.Risk.Exposures.Settle(account);
        Assert.Equal(0, loaded.Risk.LossOf(account));
        Assert.Equal(rig.Books.BroughtIn.Of(account), loaded.BroughtIn.Of(account));
        Assert.Equal(-11_000, loaded.BroughtIn.Of(account));
    }

    private void AssertLoss(decimal loss, bool isTripped = false)
    {
        rig.Risk.Tick();
        Assert.Equal(loss, (decimal)rig.Books.Risk.LossOf(account));
        Assert.Equal(isTripped, rig.Books.KillSwitch.IsAnyEngaged);
    }
}
