using System.Linq;
using Truefill.Domain.Advisories;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;

namespace Truefill.Domain.Tests.Advisories;

/// <summary>Document C, scenarios 1 to 5 and rules 2 to 4, with 147.98 where the document misprints.</summary>
public class ScenarioTests
{
    [Fact]
    public void Scenario_1_successful_execution()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        Assert.Equal(AdvisoryStage.Pending, rig.Stage);
        rig.At(15).Fill();
        AdvisoryEnded result = rig.The.Result!.Value;
        Assert.Equal(AdvisoryStage.Filled, result.Stage);
        Assert.Equal(151m, result.FillPrice!.Value.Value);
        Assert.Equal(147.98m, result.StopLoss!.Value.Value);
        Assert.Equal(155.53m, result.TakeProfit!.Value.Value);
        Assert.Equal(0.67m, rig.The.SlippagePct);
        Assert.Equal(15_000_000_000, rig.The.DurationNanos(rig.Books.Orders));
        Assert.Null(result.Error);
        Assert.Equal("StopLoss 100 147.98, TakeProfit 100 155.53", rig.Protection());
    }

    [Fact]
    public void Scenario_2_kill_switch_before_the_submission()
    {
        AdvisoryRig rig = new();
        rig.Propose();
        rig.Decide();
        rig.Kill();
        rig.Execute();
        Assert.Equal(AdvisoryStage.Rejected, rig.Stage);
        Assert.Contains("Kill switch", rig.The.Result!.Value.Error);
        Assert.Equal(0, rig.Books.Orders.Count);
    }

    [Fact]
    public void Scenario_3_timeout_without_a_fill()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        rig.At(30).Tick();
        Assert.Equal(RequestKind.Cancel, rig.Entry.Outstanding()!.Kind);
        rig.Wait(0.2m).Report(rig.Entry, ExecType.Canceled);
        rig.At(32).Tick();
        Assert.Equal(AdvisoryStage.FailedTimeout, rig.Stage);
        Assert.True(rig.The.DurationNanos(rig.Books.Orders) >= 30_000_000_000);
        rig.AnswerOrder(OrdStatus.Canceled, 0);
        rig.AnswerPositions(0);
        Assert.Equal(ReconciliationStatus.Matched, rig.The.Report!.Status);
        Assert.False(rig.The.RequiresManualResolution);
    }

    [Fact]
    public void Scenario_4_late_fill_after_the_timeout()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        rig.At(30).Tick();
        rig.At(30.5m).Fill();
        Assert.Equal(AdvisoryStage.ExecutedFullLate, rig.Stage);
        Assert.Equal("StopLoss 100 147.98, TakeProfit 100 155.53", rig.Protection());
        Assert.False(rig.The.Result!.Value.NeedsPerson);
    }

    [Theory]
    [InlineData(15, AdvisoryStage.Filled)]
    [InlineData(30, AdvisoryStage.Filled)]
    [InlineData(31, AdvisoryStage.ExecutedFullLate)]
    public void A_delayed_fill_is_judged_by_its_second(int second, AdvisoryStage stage)
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        if (second > 30) rig.At(30).Tick();
        rig.At(second).Fill();
        Assert.Equal(stage, rig.Stage);
        Assert.Equal("StopLoss 100 147.98, TakeProfit 100 155.53", rig.Protection());
    }

    [Fact]
    public void Scenario_5_reconciliation_mismatch()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Fill();
        rig.AcceptLegs();
        rig.AnswerOrder();
        rig.AnswerPositions(50);
        Assert.Equal(AdvisoryStage.Filled, rig.Stage);
        Assert.Equal(ReconciliationStatus.Mismatch, rig.The.Report!.Status);
        Assert.True(rig.The.Report.RequiresManualResolution);
        Assert.Equal(["Expected position 100.0, found 50.0 in broker"], rig.The.Report.Mismatches);
    }

    [Fact]
    public void Rule_2_levels_come_from_the_fill_and_never_from_the_reference_price()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Fill(price: 200);
        Assert.Equal("StopLoss 100 196, TakeProfit 100 206", rig.Protection());
    }

    [Fact]
    public void Levels_are_rounded_to_the_tick_before_they_are_sent_or_shown()
    {
        AdvisoryRig rig = new();
        rig.Instrument(tick: 0.05m);
        rig.Run().Fill();
        Assert.Equal("StopLoss 100 148, TakeProfit 100 155.55", rig.Protection());
        Assert.Equal(148m, rig.The.Result!.Value.StopLoss!.Value.Value);
    }

    [Fact]
    public void Levels_follow_the_average_of_several_fills()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Fill(50, 150);
        Assert.Equal(AdvisoryStage.PartiallyFilled, rig.Stage);
        rig.AcceptLegs();
        rig.Fill(50, 152);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 100 147.98, TakeProfit 100 155.53", rig.Protection());
    }

    [Fact]
    public void Rule_3_a_kill_switch_never_closes_a_filled_position_and_leaves_its_legs()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Fill();
        rig.AcceptLegs();
        rig.Kill(scope: KillScope.Global, target: "");
        rig.Tick();
        Assert.Equal(100m, rig.Books.Positions.All.Sum(p => p.Qty.Value));
        Assert.Equal("StopLoss 100 147.98, TakeProfit 100 155.53", rig.Protection());
        Assert.DoesNotContain(rig.Legs(), l => l.Chain.Count > 0);
    }

    [Fact]
    public void A_fill_under_an_active_kill_switch_is_booked_and_protected()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Kill();
        rig.Fill();
        Assert.Equal(AdvisoryStage.Filled, rig.Stage);
        Assert.Equal("StopLoss 100 147.98, TakeProfit 100 155.53", rig.Protection());
    }

    [Fact]
    public void A_kill_switch_after_the_submission_cancels_what_is_not_filled()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        rig.Kill();
        Assert.Equal(RequestKind.Cancel, rig.Entry.Outstanding()!.Kind);
        rig.Report(rig.Entry, ExecType.Canceled);
        Assert.Equal(AdvisoryStage.Cancelled, rig.Stage);
        Assert.True(rig.The.Result!.Value.IsKillSwitch);
    }

    [Fact]
    public void Canceled_by_a_person_before_any_fill_is_cancelled()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        rig.CancelBy(rig.Entry);
        rig.Report(rig.Entry, ExecType.Canceled);
        Assert.Equal(AdvisoryStage.Cancelled, rig.Stage);
        Assert.False(rig.The.Result!.Value.IsKillSwitch);
    }

    [Fact]
    public void Rejected_by_the_venue_is_failed_with_its_words()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Report(rig.Entry, ExecType.Rejected, text: "no shares to borrow");
        Assert.Equal(AdvisoryStage.Failed, rig.Stage);
        Assert.Contains("no shares to borrow", rig.The.Result!.Value.Error);
        Assert.Equal(0, rig.Books.Advisories.LiveCount);
    }

    [Fact]
    public void Held_for_a_venue_that_does_not_come_it_fails_at_its_expiry_and_is_never_sent()
    {
        AdvisoryRig rig = new AdvisoryRig(isOpen: false).Run();
        Assert.True(rig.Entry.IsHeld);
        rig.Wait(3599.9m);
        Assert.False(rig.IsDue);
        rig.Wait(1);
        Assert.True(rig.IsDue);
        rig.Open();
        Assert.Equal(AdvisoryStage.Failed, rig.Stage);
        Assert.Equal(OrderClosing.Aborted, rig.Entry.Closing);
        Assert.DoesNotContain(rig.Facts, f => f is OrderSubmitted);
    }

    [Fact]
    public void Time_spent_waiting_for_a_venue_is_not_part_of_the_timeout()
    {
        AdvisoryRig rig = new AdvisoryRig(isOpen: false).Run();
        rig.Wait(100).Open();
        rig.Wait(30).Fill();
        Assert.Equal(AdvisoryStage.Filled, rig.Stage);
        Assert.Equal(30_000_000_000, rig.The.DurationNanos(rig.Books.Orders));
    }
}
