using System.Text.Json;
using Truefill.Server.Alerts;

namespace Truefill.Server.Views;

/// <summary>An alert as the API, the stream and webhooks show it.</summary>
public static class AlertView
{
    public static void Write(Utf8JsonWriter json, Alert alert)
    {
        json.WriteStartObject();
        json.WriteString("id", alert.Id);
        json.WriteString("kind", Words.Of(alert.Kind));
        json.WriteString("subject", alert.Subject);
        json.WriteString("severity", Words.Of(alert.Severity));
        json.WriteString("state", Words.Of(alert.State));
        json.WriteString("text", alert.Text);
        json.Time("raised_at", alert.RaisedAt);
        json.Time("acknowledged_at", alert.AcknowledgedAt);
        json.WriteString("acknowledged_by", alert.AcknowledgedBy);
        json.WriteString("acknowledge_reason", alert.AcknowledgeReason);
        json.Time("cleared_at", alert.ClearedAt);
        json.WriteString("runbook", RunbookOf(alert.Kind));
        json.WriteEndObject();
    }

    /// <summary>The page that says what to do.</summary>
    public static string RunbookOf(AlertKind kind) =>
        $"docs/runbooks/{Words.Of(kind).Replace('_', '-')}.md";
}
