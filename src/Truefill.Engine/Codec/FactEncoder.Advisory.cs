using Truefill.Domain.Advisories;

namespace Truefill.Engine.Codec;

public sealed partial class FactEncoder
{
    public void Apply(in AdvisoryProposed e)
    {
        fields.Begin((byte)FactType.AdvisoryProposed, 1);
        fields.Put(e.Number);
        fields.Put(e.Snapshot);
        fields.Put(e.By);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in AdvisoryDecided e)
    {
        fields.Begin((byte)FactType.AdvisoryDecided, 1);
        fields.Put(e.Number);
        fields.Put(e.IsApproved);
        fields.Put(e.SnapshotHash);
        fields.Put(e.By);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in AdvisoryStarted e)
    {
        fields.Begin((byte)FactType.AdvisoryStarted, 1);
        fields.Put(e.Number);
        fields.Put((byte)e.KillSwitch);
        fields.Put(e.By);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in AdvisoryOrdered e)
    {
        fields.Begin((byte)FactType.AdvisoryOrdered, 1);
        fields.Put(e.Number);
        fields.Put(e.Order);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in AdvisoryTimedOut e)
    {
        fields.Begin((byte)FactType.AdvisoryTimedOut, 1);
        fields.Put(e.Number);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in AdvisoryAsked e)
    {
        fields.Begin((byte)FactType.AdvisoryAsked, 1);
        fields.Put(e.Number);
        fields.Put((byte)e.Kind);
        fields.Put(e.QueryId);
        fields.Put(e.OrderFinding);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in AdvisoryEnded e)
    {
        fields.Begin((byte)FactType.AdvisoryEnded, 1);
        fields.Put(e.Number);
        fields.Put((byte)e.Stage);
        fields.Put(e.FilledSize);
        fields.Put(e.FillPrice);
        fields.Put(e.StopLoss);
        fields.Put(e.TakeProfit);
        fields.Put(e.Error);
        fields.Put(e.IsKillSwitch);
        fields.Put(e.NeedsPerson);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in AdvisoryReconciled e)
    {
        ReconciliationReport report = e.Report;
        fields.Begin((byte)FactType.AdvisoryReconciled, 1);
        fields.Put(e.Number);
        fields.Put((byte)report.Status);
        fields.Put(report.Mismatches.Count);
        foreach (string mismatch in report.Mismatches) fields.Put(mismatch);
        fields.Put(report.InternalPositionSize);
        fields.Put(report.InternalSl);
        fields.Put(report.InternalTp);
        fields.Put(report.BrokerPositionSize);
        fields.Put(report.BrokerSl);
        fields.Put(report.BrokerTp);
        fields.Put(e.At);
        fields.End();
    }
}
