using Truefill.Domain.Advisories;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Advisories;

/// <summary>The process dies at each stage of an execution and goes on from its stored state.</summary>
public class AdvisoryCrashTests
{
    [Fact]
    public void After_the_proposal_and_after_the_approval()
    {
        AdvisoryRig rig = new();
        rig.Propose();
        rig.Crash();
        Assert.Equal(AdvisoryStage.Proposed, rig.Stage);
        rig.Decide();
        rig.Crash();
        Assert.Equal(AdvisoryStage.Approved, rig.Stage);
        rig.Execute();
        Assert.Equal(AdvisoryStage.Submitted, rig.Stage);
    }

    [Fact]
    public void While_the_order_is_with_the_venue_it_is_not_sent_again()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(5).Crash();
        Assert.Equal(1, rig.Books.Orders.Count);
        Assert.True(rig.Entry.IsUnknown);
        Assert.Equal(DenyReason.AdvisoryNotPending, rig.Execute());
        rig.At(10).Fill();
        Assert.Equal(AdvisoryStage.Filled, rig.Stage);
        Assert.Equal("StopLoss 100 147.98, TakeProfit 100 155.53", rig.Protection());
    }

    [Fact]
    public void A_timeout_that_passed_while_the_process_was_down_is_taken_at_once()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        rig.At(100).Crash();
        Assert.Equal(AdvisoryStage.FailedTimeout, rig.Stage);
        Assert.Equal(RequestKind.Cancel, rig.Entry.Outstanding()!.Kind);
    }

    [Fact]
    public void In_the_grace_for_a_late_fill()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        rig.At(30).Tick();
        rig.At(30.2m).Crash();
        rig.At(30.5m).Fill();
        Assert.Equal(AdvisoryStage.ExecutedFullLate, rig.Stage);
    }

    [Fact]
    public void After_the_fill_the_legs_are_neither_lost_nor_doubled()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Fill();
        rig.Crash();
        rig.Tick();
        Assert.Equal("StopLoss 100 147.98, TakeProfit 100 155.53", rig.Protection());
        Assert.Equal(3, rig.Books.Orders.Count);
    }

    [Fact]
    public void Between_question_and_answer_the_reconciliation_is_indeterminate()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Fill();
        rig.AcceptLegs();
        rig.AnswerOrder();
        rig.Crash();
        Assert.Equal(ReconciliationStatus.Indeterminate, rig.The.Report!.Status);
        Assert.Null(rig.Asked(QueryKind.Positions));
        Assert.DoesNotContain(rig.Books.Queries.Pending, asked => asked.Order == rig.Entry.Handle);
    }

    [Fact]
    public void After_the_result_everything_is_as_it_was()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Fill();
        rig.AcceptLegs();
        rig.AnswerOrder();
        rig.AnswerPositions(50);
        rig.Crash();
        Assert.Equal(AdvisoryStage.Filled, rig.Stage);
        Assert.Equal(["Expected position 100.0, found 50.0 in broker"], rig.The.Report!.Mismatches);
        rig.Report(rig.Entry, ExecType.TradeCancel, exec: "E1");
        Assert.DoesNotContain(rig.Books.Queries.Pending, asked => asked.Order == rig.Entry.Handle);
    }

    [Fact]
    public void Stored_and_loaded_state_is_the_same_at_every_stage()
    {
        AdvisoryRig rig = new();
        Same(rig);
        rig.Propose();
        Same(rig);
        rig.Decide();
        rig.Execute();
        Same(rig);
        rig.Fill(40);
        Same(rig);
        rig.AcceptLegs();
        rig.At(30).Tick();
        Same(rig);
        rig.At(32).Tick();
        Same(rig);
        rig.AnswerOrder(OrdStatus.PartiallyFilled, 50);
        Same(rig);
        rig.AnswerPositions(40);
        Same(rig);
    }

    private static void Same(AdvisoryRig rig)
    {
        byte[] state = rig.State();
        Assert.Equal(state, rig.Reload());
    }
}
