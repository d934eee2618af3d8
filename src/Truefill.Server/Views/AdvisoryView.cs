using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Advisories;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;

namespace Truefill.Server.Views;

/// <summary>An advisory: what was proposed, who decided, and the result of its execution once there is one.</summary>
public static class AdvisoryView
{
    public static void Write(Utf8JsonWriter json, Books books, AdvisoryExecution advisory)
    {
        json.WriteStartObject();
        WriteSnapshot(json, advisory.Snapshot);
        json.WriteString("snapshot_hash", advisory.SnapshotHash);
        json.WriteString("status", Words.Of(advisory.StageOf(books.Orders)));
        json.WriteString("proposed_by", advisory.ProposedBy);
        json.Time("proposed_at", advisory.ProposedAt);
        WriteDecision(json, advisory);
        WriteExecution(json, books, advisory);
        json.WriteEndObject();
    }

    /// <summary>The execution log: one object for each row.</summary>
    public static void WriteLog(Utf8JsonWriter json, Books books, AdvisoryExecution advisory)
    {
        json.WriteStartArray();
        foreach (AdvisoryLogRow row in AdvisoryLog.Of(advisory, books.Orders)) Write(json, books, in row);
        json.WriteEndArray();
    }

    internal static void WriteSnapshot(Utf8JsonWriter json, FrozenSnapshot snapshot)
    {
        json.WriteString("advisory_id", snapshot.AdvisoryId);
        json.WriteString("symbol", snapshot.Symbol);
        json.Number("reference_price", snapshot.ReferencePrice);
        json.Number("sl_offset_pct", snapshot.SlOffsetPct);
        json.Number("tp_offset_pct", snapshot.TpOffsetPct);
        json.Number("position_size", snapshot.PositionSize);
        json.Time("expiration_timestamp", snapshot.ExpirationTimestamp);
        json.WriteString("account", snapshot.Account);
        json.WriteString("strategy", snapshot.Strategy);
        json.WriteString("venue", snapshot.Venue);
    }

    internal static void WriteFill(Utf8JsonWriter json, in AdvisoryEnded result)
    {
        json.Number("final_fill_price", result.FillPrice);
        json.Number("final_sl", result.StopLoss);
        json.Number("final_tp", result.TakeProfit);
        json.Number("filled_size", result.FilledSize);
    }

    /// <param name="isForPerson">Of the report, or of what came after it: a late fill is in no report.</param>
    internal static void Write(Utf8JsonWriter json, ReconciliationReport report, bool isForPerson)
    {
        json.WriteStartObject();
        json.WriteString("status", Words.Of(report.Status));
        json.WriteBoolean("requires_manual_resolution", isForPerson);
        json.WriteStartArray("mismatches");
        foreach (string mismatch in report.Mismatches) json.WriteStringValue(mismatch);
        json.WriteEndArray();
        json.Number("internal_position_size", report.InternalPositionSize);
        json.Number("internal_sl", report.InternalSl);
        json.Number("internal_tp", report.InternalTp);
        json.Number("broker_position_size", report.BrokerPositionSize?.Value);
        json.Number("broker_sl", report.BrokerSl);
        json.Number("broker_tp", report.BrokerTp);
        json.WriteEndObject();
    }

    private static void WriteDecision(Utf8JsonWriter json, AdvisoryExecution advisory)
    {
        bool isDecided = advisory.IsApproved is not null;
        json.WriteString("decided_by", isDecided ? advisory.DecidedBy : null);
        json.Time("decided_at", advisory.DecidedAt);
        json.WriteString("decision_reason", isDecided ? advisory.DecisionReason : null);
    }

    private static void WriteExecution(Utf8JsonWriter json, Books books, AdvisoryExecution advisory)
    {
        bool isOrdered = !advisory.Order.IsNone;
        json.WriteString("executed_by", advisory.IsStarted ? advisory.StartedBy : null);
        json.Time("executed_at", advisory.StartedAt);
        json.WriteString("cl_ord_id", isOrdered ? books.Orders[advisory.Order].ClOrdId.ToString() : null);
        AdvisoryEnded result = advisory.Result ?? default;
        WriteFill(json, in result);
        json.Number("slippage_pct", advisory.SlippagePct);
        if (advisory.Result is null) json.WriteNull("total_duration_seconds");
        else json.Number("total_duration_seconds", Seconds(advisory.DurationNanos(books.Orders)));
        json.WriteString("error_message", result.Error);
        json.WriteBoolean("requires_manual_resolution", advisory.RequiresManualResolution);
        json.WritePropertyName("reconciliation_report");
        if (advisory.Report is { } report) Write(json, report, advisory.RequiresManualResolution);
        else json.WriteNullValue();
    }

    private static void Write(Utf8JsonWriter json, Books books, in AdvisoryLogRow row)
    {
        AdvisoryExecution advisory = row.Advisory;
        json.WriteStartObject();
        json.Time("timestamp", row.Timestamp);
        json.WriteString("event", Words.Of(row.Event));
        json.WriteString("advisory_id", advisory.Snapshot.AdvisoryId);
        switch (row.Event)
        {
            case AdvisoryEvent.ExecutionStart:
                json.WriteString("snapshot_hash", advisory.SnapshotHash);
                json.WriteString("kill_switch_state", Words.Of<KillSwitchState>(advisory.KillSwitchAtStart));
                json.WriteString("by", advisory.StartedBy);
                break;
            case AdvisoryEvent.OrderSubmitted:
                json.WriteString("order_id", books.Orders[advisory.Order].ClOrdId.ToString());
                json.WriteString("symbol", advisory.Snapshot.Symbol);
                json.Number("size", advisory.Snapshot.PositionSize);
                break;
            case AdvisoryEvent.Timeout:
                json.Number("elapsed_seconds", Seconds(row.ElapsedNanos));
                break;
            case AdvisoryEvent.KillSwitchAbort:
                json.WriteString("reason", row.Result!.Value.Error);
                break;
            case AdvisoryEvent.OrderFilled:
                WriteFilled(json, books, in row);
                break;
            case AdvisoryEvent.ExecutionResult:
                json.WriteString("status", Words.Of(row.Result!.Value.Stage));
                json.Number("total_duration_seconds", Seconds(row.ElapsedNanos));
                json.WriteString("error_message", row.Result.Value.Error);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteFilled(Utf8JsonWriter json, Books books, in AdvisoryLogRow row)
    {
        AdvisoryEnded result = row.Result!.Value;
        json.WriteString("order_id", books.Orders[row.Advisory.Order].ClOrdId.ToString());
        json.Number("fill_price", result.FillPrice);
        json.Number("size", result.FilledSize);
        json.Number("sl", result.StopLoss);
        json.Number("tp", result.TakeProfit);
        json.Number("slippage_pct", row.Advisory.SlippageOf(in result));
    }

    private static decimal Seconds(long nanos) => (decimal)nanos / UtcNanos.PerSecond;
}
