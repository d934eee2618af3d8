using System.Linq;
using Truefill.Domain.Advisories;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using BreakClass = Truefill.Domain.Reconciliation.BreakClass;
using BreakState = Truefill.Domain.Reconciliation.BreakState;
using PositionBreak = Truefill.Domain.Reconciliation.PositionBreak;

namespace Truefill.Domain.Tests.Advisories;

/// <summary>Document C, "What happens if fill is delayed?", rule 5 and the settled timeline.</summary>
public class TimeoutTests
{
    [Theory]
    [InlineData("15", AdvisoryStage.Filled)]
    [InlineData("30", AdvisoryStage.Filled)]
    [InlineData("30.000000001", AdvisoryStage.ExecutedFullLate)]
    [InlineData("31", AdvisoryStage.ExecutedFullLate)]
    [InlineData("32", AdvisoryStage.ExecutedFullLate)]
    [InlineData("32.000000001", AdvisoryStage.FailedTimeout)]
    public void A_fill_counts_by_the_time_it_is_received_whether_or_not_the_engine_was_woken(string at, AdvisoryStage stage)
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(AdvisoryRig.D(at)).Fill();
        Assert.Equal(stage, rig.Stage);
    }

    [Fact]
    public void A_fill_at_the_very_instant_of_the_timeout_is_in_time_even_after_the_cancel_went_out()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(30).Tick();
        rig.Fill();
        Assert.Equal(AdvisoryStage.Filled, rig.Stage);
    }

    [Fact]
    public void Nothing_is_due_before_the_deadlines_and_each_is_due_at_its_instant()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        Assert.False(rig.At(29.999999999m).IsDue);
        Assert.True(rig.At(30).IsDue);
        rig.Tick();
        rig.Report(rig.Entry, ExecType.Canceled);
        Assert.False(rig.At(31.999999999m).IsDue);
        Assert.True(rig.At(32).IsDue);
        rig.Tick();
        Assert.Equal(AdvisoryStage.FailedTimeout, rig.Stage);
    }

    [Fact]
    public void The_timeout_is_a_constant_of_30_seconds() =>
        Assert.Equal(30_000_000_000, AdvisoryDesk.TimeoutNanos);

    [Fact]
    public void At_30_seconds_the_cancel_goes_out_once()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(30).Tick();
        rig.At(31).Tick();
        Assert.Single(rig.Entry.Chain);
    }

    [Fact]
    public void A_cancel_that_is_refused_is_asked_again_until_the_order_has_ended()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        rig.At(30).Tick();
        rig.Refuse(rig.Entry);
        Assert.False(rig.At(31.9m).IsDue);
        rig.At(32.1m).Tick();
        Assert.Equal(2, rig.Entry.Chain.Count);
        Assert.Equal(AdvisoryStage.FailedTimeout, rig.Stage);
        Assert.Contains("unknown", rig.The.Result!.Value.Error);
    }

    [Fact]
    public void An_order_that_the_venue_rejects_after_the_timeout_failed()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(30).Tick();
        rig.At(31).Report(rig.Entry, ExecType.Rejected, text: "closed");
        AdvisoryEnded result = rig.The.Result!.Value;
        Assert.Equal((AdvisoryStage.Failed, "The venue rejected the order: closed"), (result.Stage, result.Error));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_order_that_comes_back_after_the_result_is_canceled(bool afterRestart)
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(30).Tick();
        rig.At(32).Tick();
        rig.At(33).Close();
        rig.At(34).Tick();
        rig.Open();
        Assert.Equal(DenyReason.None, rig.Resolve(rig.Entry, Resolution.Rejected));
        rig.At(60).Tick();
        Assert.Equal(0, rig.Books.Advisories.LiveCount);
        if (afterRestart) rig.Crash();
        rig.At(70).Report(rig.Entry, ExecType.New);
        Assert.True(rig.Entry.IsOpen);
        Assert.Equal(RequestKind.Cancel, rig.Entry.Outstanding()!.Kind);
        Assert.Equal(AdvisoryStage.FailedTimeout, rig.Stage);
    }

    [Theory]
    [InlineData(ExecType.Restated)]
    [InlineData(ExecType.Replaced)]
    public void An_order_that_the_venue_makes_larger_after_the_result_is_canceled(ExecType how)
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(30).Tick();
        rig.At(31).Fill();
        rig.Refuse(rig.Entry);
        rig.AcceptLegs();
        rig.AnswerOrder();
        rig.AnswerPositions(100);
        Assert.Null(rig.Entry.Outstanding());
        Assert.Equal((AdvisoryStage.ExecutedFullLate, 0), (rig.Stage, rig.Books.Advisories.LiveCount));
        rig.At(70).Restate(rig.Entry, 150, type: how);
        Assert.True(rig.Entry.IsOpen);
        Assert.Equal(RequestKind.Cancel, rig.Entry.Outstanding()?.Kind);
    }

    [Fact]
    public void A_partial_fill_at_the_timeout_is_kept_and_protected()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(10).Fill(40);
        rig.AcceptLegs();
        rig.At(30).Tick();
        rig.Report(rig.Entry, ExecType.Canceled);
        rig.At(32).Tick();
        AdvisoryEnded result = rig.The.Result!.Value;
        Assert.Equal((AdvisoryStage.PartiallyFilled, 40m), (result.Stage, result.FilledSize.Value));
        Assert.Equal("StopLoss 40 147.98, TakeProfit 40 155.53", rig.Protection());
    }

    [Fact]
    public void A_fill_after_the_failure_is_booked_protected_and_left_to_a_person()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(30).Tick();
        rig.At(32).Tick();
        rig.At(45).Fill();
        Assert.Equal(AdvisoryStage.FailedTimeout, rig.Stage);
        Assert.Equal(100m, rig.Books.Positions.All.Single().Qty.Value);
        Assert.Equal("StopLoss 100 147.98, TakeProfit 100 155.53", rig.Protection());
        AdvisoryEnded result = rig.The.Result!.Value;
        Assert.True(result.NeedsPerson && rig.The.RequiresManualResolution);
        Assert.Equal(100m, result.FilledSize.Value);
        Assert.Equal("100 filled after the result", result.Error);
        PositionBreak open = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal(
            (BreakClass.LateFill, BreakState.Open, 0m, 100m),
            (open.Latest.Class, open.State, open.Latest.Expected.Value, open.Latest.Found.Value));
    }

    [Fact]
    public void Late_fills_of_two_advisories_are_two_breaks_and_none_is_of_a_position()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Propose(rig.Snapshot("ADV-002"));
        rig.Decide(id: "ADV-002");
        rig.Execute(id: "ADV-002");
        Order other = rig.Books.Orders[rig.Books.Advisories.TryGet("ADV-002")!.Order];
        rig.At(30).Tick();
        rig.At(33).Tick();
        rig.At(45).Fill(40);
        rig.Fill(other, 30);
        rig.Fill(60);
        Assert.Equal(
            [(rig.Entry.Handle, 0m, 100m), (other.Handle, 0m, 30m)],
            rig.Books.Reconciliation.Breaks.Select(b =>
                (b.Latest.Order.Order, b.Latest.Expected.Value, b.Latest.Found.Value)));
        Assert.Equal(2, rig.Books.Reconciliation.UnresolvedCount);
    }

    [Fact]
    public void A_bust_after_the_result_is_left_to_a_person()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Fill(exec: "X1");
        rig.AcceptLegs();
        rig.Report(rig.Entry, ExecType.TradeCancel, exec: "X1");
        AdvisoryEnded result = rig.The.Result!.Value;
        Assert.Equal((AdvisoryStage.Filled, 0m, true), (result.Stage, result.FilledSize.Value, result.NeedsPerson));
    }

    [Fact]
    public void An_outcome_that_is_unknown_at_32_seconds_is_a_failed_timeout_and_stays_unknown()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(5).Close();
        rig.At(32).Tick();
        Assert.Equal(AdvisoryStage.FailedTimeout, rig.Stage);
        Assert.True(rig.Entry.IsUnknown);
        Assert.Contains("unknown", rig.The.Result!.Value.Error);
        Assert.Equal(ReconciliationStatus.Indeterminate, rig.The.Report!.Status);
    }

    [Fact]
    public void An_order_that_outlived_the_timeout_on_a_dead_line_is_canceled_when_the_line_is_back()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        rig.At(5).Close();
        rig.At(40).Tick();
        Assert.Empty(rig.Entry.Chain);
        rig.At(50).Open();
        Assert.Equal(RequestKind.Cancel, rig.Entry.Outstanding()!.Kind);
    }

    [Fact]
    public void What_a_person_says_was_filled_is_waited_for_until_the_timeout_and_is_no_cancel()
    {
        AdvisoryRig rig = new AdvisoryRig(AdvisoryRig.Plain & ~VenueCapabilities.NotFoundIsFinal).Run();
        rig.Close();
        Assert.Equal(DenyReason.None, rig.Resolve(rig.Entry, Resolution.Filled));
        Assert.Null(rig.The.Result);
        rig.At(33).Tick();
        Assert.Equal(AdvisoryStage.FailedTimeout, rig.Stage);
        Assert.Contains("a person says", rig.The.Result!.Value.Error);
        Assert.True(rig.The.Result!.Value.NeedsPerson);
    }

    [Fact]
    public void Fill_that_comes_after_a_person_said_so_is_a_fill()
    {
        AdvisoryRig rig = new AdvisoryRig(AdvisoryRig.Plain & ~VenueCapabilities.NotFoundIsFinal).Run();
        rig.Close();
        rig.Resolve(rig.Entry, Resolution.Filled);
        rig.At(20).Fill();
        Assert.Equal(AdvisoryStage.Filled, rig.Stage);
    }
}
