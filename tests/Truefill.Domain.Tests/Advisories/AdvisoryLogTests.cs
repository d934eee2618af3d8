using System.Linq;
using Truefill.Domain.Advisories;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Tests.Advisories;

/// <summary>Document C, the execution logger and pattern 3.</summary>
public class AdvisoryLogTests
{
    [Fact]
    public void A_successful_execution_logs_its_start_submission_fill_and_result()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(15).Fill();
        Assert.Equal("ExecutionStart 0, OrderSubmitted 0, OrderFilled 15, ExecutionResult 15", Rows(rig));
    }

    [Fact]
    public void A_timeout_is_logged_with_the_seconds_elapsed()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(30).Tick();
        rig.At(32).Tick();
        Assert.Equal("ExecutionStart 0, OrderSubmitted 0, Timeout 30, ExecutionResult 32", Rows(rig));
    }

    [Fact]
    public void A_kill_switch_abort_is_logged_and_no_submission()
    {
        AdvisoryRig rig = new();
        rig.Propose();
        rig.Decide();
        rig.Kill();
        rig.Execute();
        Assert.Equal("ExecutionStart 0, KillSwitchAbort 0, ExecutionResult 0", Rows(rig));
    }

    [Fact]
    public void A_fill_after_the_failure_adds_rows_and_changes_none()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.At(32).Tick();
        rig.At(40).Fill();
        Assert.Equal(
            "ExecutionStart 0, OrderSubmitted 0, Timeout 32, ExecutionResult 32, OrderFilled 40, ExecutionResult 40",
            Rows(rig));
    }

    [Fact]
    public void Nothing_is_logged_before_the_execution()
    {
        AdvisoryRig rig = new();
        rig.Propose();
        Assert.Empty(AdvisoryLog.Of(rig.The, rig.Books.Orders));
    }

    [Fact]
    public void What_never_left_was_not_submitted()
    {
        AdvisoryRig rig = new AdvisoryRig(isOpen: false).Run();
        rig.CancelBy(rig.Entry);
        Assert.Equal(OrderClosing.Aborted, rig.Entry.Closing);
        Assert.Equal("ExecutionStart 0, ExecutionResult 0", Rows(rig));
    }

    private static string Rows(AdvisoryRig rig) => string.Join(", ", AdvisoryLog.Of(rig.The, rig.Books.Orders)
        .Select(r => $"{r.Event} {r.ElapsedNanos / 1_000_000_000}"));
}
