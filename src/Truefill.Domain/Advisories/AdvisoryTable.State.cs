using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.State;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Advisories;

public sealed partial class AdvisoryTable
{
    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)advisories.Count);
        foreach (AdvisoryExecution advisory in advisories) Save(writer, advisory);
    }

    public void Load(IStateReader reader)
    {
        advisories.Clear();
        byId.Clear();
        byOrder.Clear();
        live.Clear();
        for (int count = reader.ReadInt(); count > 0; count--) Add(Load(reader, advisories.Count + 1));
    }

    private static void Save(IStateWriter writer, AdvisoryExecution advisory)
    {
        Save(writer, advisory.Snapshot);
        writer.Write(advisory.ProposedBy);
        writer.Write(advisory.ProposedAt);
        writer.Byte(advisory.IsApproved is { } approved ? (byte)(approved ? 2 : 1) : (byte)0);
        writer.Write(advisory.ApprovedHash);
        writer.Write(advisory.DecidedBy);
        writer.Write(advisory.DecisionReason);
        writer.Write(advisory.DecidedAt);
        writer.Write(advisory.StartedAt);
        writer.Write(advisory.StartedBy);
        writer.Byte((byte)advisory.KillSwitchAtStart);
        writer.Unsigned((ulong)advisory.Order.Value);
        writer.Write(advisory.TimedOutAt);
        writer.Signed(advisory.QueryId);
        writer.Byte((byte)advisory.QueryKind);
        writer.Write(advisory.OrderFinding);
        writer.Write(advisory.ReconciledAt);
        writer.Unsigned((ulong)advisory.Results.Count);
        foreach (AdvisoryEnded result in advisory.Results) Save(writer, in result);
        writer.Bool(advisory.Report is not null);
        if (advisory.Report is { } report) Save(writer, report);
    }

    private static AdvisoryExecution Load(IStateReader reader, int number)
    {
        FrozenSnapshot snapshot = LoadSnapshot(reader);
        AdvisoryExecution advisory = new(number, snapshot, Text(reader), reader.ReadTime())
        {
            IsApproved = reader.Byte() switch { 0 => null, 1 => false, _ => true },
            ApprovedHash = Text(reader),
            DecidedBy = Text(reader),
            DecisionReason = Text(reader),
            DecidedAt = reader.ReadTime(),
            StartedAt = reader.ReadTime(),
            StartedBy = Text(reader),
            KillSwitchAtStart = (KillSwitchState)reader.Byte(),
            Order = new OrderHandle(reader.ReadInt()),
            TimedOutAt = reader.ReadTime(),
            QueryId = reader.Signed(),
            QueryKind = (QueryKind)reader.Byte(),
            OrderFinding = reader.ReadString(),
            ReconciledAt = reader.ReadTime(),
        };
        for (int count = reader.ReadInt(); count > 0; count--) advisory.Add(LoadResult(reader, number));
        if (reader.Bool()) advisory.Report = LoadReport(reader);
        return advisory;
    }

    private static void Save(IStateWriter writer, FrozenSnapshot snapshot)
    {
        writer.Write(snapshot.AdvisoryId);
        writer.Write(snapshot.Symbol);
        writer.Decimal(ExactDecimal.Normalize(snapshot.ReferencePrice.Value));
        writer.Decimal(ExactDecimal.Normalize(snapshot.SlOffsetPct));
        writer.Decimal(ExactDecimal.Normalize(snapshot.TpOffsetPct));
        writer.Decimal(ExactDecimal.Normalize(snapshot.PositionSize.Value));
        writer.Write(snapshot.ExpirationTimestamp);
        writer.Write(snapshot.Account);
        writer.Write(snapshot.Strategy);
        writer.Write(snapshot.Venue);
    }

    private static FrozenSnapshot LoadSnapshot(IStateReader reader) => new(
        Text(reader),
        Text(reader),
        Px.FromTrusted(reader.Decimal()),
        reader.Decimal(),
        reader.Decimal(),
        Qty.FromTrusted(reader.Decimal()),
        reader.ReadTime(),
        Text(reader),
        Text(reader),
        Text(reader));

    private static void Save(IStateWriter writer, in AdvisoryEnded result)
    {
        writer.Byte((byte)result.Stage);
        writer.Decimal(ExactDecimal.Normalize(result.FilledSize.Value));
        writer.Write(result.FillPrice);
        writer.Write(result.StopLoss);
        writer.Write(result.TakeProfit);
        writer.Write(result.Error);
        writer.Bool(result.IsKillSwitch);
        writer.Bool(result.NeedsPerson);
        writer.Write(result.At);
    }

    private static AdvisoryEnded LoadResult(IStateReader reader, int number) => new(
        number,
        (AdvisoryStage)reader.Byte(),
        reader.ReadQty(),
        reader.ReadPx(),
        reader.ReadPx(),
        reader.ReadPx(),
        reader.ReadString(),
        reader.Bool(),
        reader.Bool(),
        reader.ReadTime());

    private static void Save(IStateWriter writer, ReconciliationReport report)
    {
        writer.Byte((byte)report.Status);
        writer.Unsigned((ulong)report.Mismatches.Count);
        foreach (string mismatch in report.Mismatches) writer.Write(mismatch);
        writer.Decimal(ExactDecimal.Normalize(report.InternalPositionSize.Value));
        writer.Write(report.InternalSl);
        writer.Write(report.InternalTp);
        writer.Bool(report.BrokerPositionSize.HasValue);
        if (report.BrokerPositionSize is { } size) writer.Decimal(ExactDecimal.Normalize(size.Value));
        writer.Write(report.BrokerSl);
        writer.Write(report.BrokerTp);
    }

    private static ReconciliationReport LoadReport(IStateReader reader)
    {
        ReconciliationStatus status = (ReconciliationStatus)reader.Byte();
        List<string> mismatches = [];
        for (int count = reader.ReadInt(); count > 0; count--) mismatches.Add(Text(reader));
        return new ReconciliationReport(
            status,
            mismatches,
            reader.ReadQty(),
            reader.ReadPx(),
            reader.ReadPx(),
            reader.Bool() ? reader.ReadQty() : null,
            reader.ReadPx(),
            reader.ReadPx());
    }

    private static string Text(IStateReader reader) => reader.ReadString() ?? "";
}
