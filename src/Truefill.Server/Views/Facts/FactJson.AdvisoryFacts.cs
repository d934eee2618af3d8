using Truefill.Domain.Advisories;

namespace Truefill.Server.Views.Facts;

/// <content>Advisories; what the numbers of the document are called there, they are called here.</content>
public sealed partial class FactJson
{
    public void Apply(in AdvisoryProposed e)
    {
        Begin("advisory_proposed");
        AdvisoryView.WriteSnapshot(json, e.Snapshot);
        json.WriteString("snapshot_hash", e.Snapshot.SnapshotHash());
        json.WriteString("by", e.By);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in AdvisoryDecided e)
    {
        BeginAdvisory("advisory_decided", e.Number);
        json.WriteBoolean("approved", e.IsApproved);
        json.WriteString("snapshot_hash", e.SnapshotHash);
        json.WriteString("by", e.By);
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in AdvisoryStarted e)
    {
        BeginAdvisory("advisory_started", e.Number);
        json.WriteString("kill_switch", Words.Of(e.KillSwitch));
        json.WriteString("by", e.By);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in AdvisoryOrdered e)
    {
        BeginAdvisory("advisory_ordered", e.Number);
        WriteOrder(e.Order);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in AdvisoryTimedOut e)
    {
        BeginAdvisory("advisory_timed_out", e.Number);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in AdvisoryAsked e)
    {
        BeginAdvisory("advisory_asked", e.Number);
        json.WriteString("query", Words.Of(e.Kind));
        json.WriteNumber("query_id", e.QueryId);
        json.WriteString("order_finding", e.OrderFinding);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in AdvisoryEnded e)
    {
        BeginAdvisory("advisory_ended", e.Number);
        json.WriteString("status", Words.Of(e.Stage));
        AdvisoryView.WriteFill(json, in e);
        json.WriteString("error_message", e.Error);
        json.WriteBoolean("kill_switch", e.IsKillSwitch);
        json.WriteBoolean("needs_person", e.NeedsPerson);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in AdvisoryReconciled e)
    {
        BeginAdvisory("advisory_reconciled", e.Number);
        json.WritePropertyName("reconciliation_report");
        AdvisoryView.Write(json, e.Report, e.Report.RequiresManualResolution);
        json.Time("at", e.At);
        End();
    }

    private void BeginAdvisory(string type, int number)
    {
        Begin(type);
        json.WriteString("advisory_id", books.Advisories.All[number - 1].Snapshot.AdvisoryId);
    }
}
