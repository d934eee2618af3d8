using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Truefill.Domain.Time;
using Truefill.Journal;
using Truefill.Server.Views;

namespace Truefill.Server.Reconciliation;

/// <summary>A comparison as it is shown and kept: both sides, and what it was made of.</summary>
/// <param name="Seq">The books as of this sequence.</param>
/// <param name="AsOf">The moment the broker's side is true at.</param>
/// <param name="Source">Where the broker's side came from.</param>
public sealed record ComparisonReport(
    ulong Seq, UtcNanos AsOf, UtcNanos MadeAt, string Source, IReadOnlyList<ComparedRow> Rows)
{
    /// <summary>Why nothing could be compared; null: it was.</summary>
    public string? Undetermined { get; init; }

    /// <summary>
    /// One row that differs makes the whole a break, whatever else could not be told; else one that could not be told
    /// makes it undetermined.
    /// </summary>
    public string Status => Undetermined is not null ? "indeterminate"
        : Rows.Any(row => row.Status is not (RowStatus.Matched or RowStatus.Indeterminate)) ? "break"
        : Rows.Any(row => row.Status == RowStatus.Indeterminate) ? "indeterminate"
        : "match";

    /// <summary>Writes it below the state directory, for whoever audits; returns the path.</summary>
    /// <param name="name">Tells it from others of the same moment.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string Keep(string stateDirectory, string name = "")
    {
        string folder = Path.Combine(stateDirectory, StateLayout.Reports);
        Directory.CreateDirectory(folder, Service.StateSession.PrivateDirectory);
        string stamp = MadeAt.ToDateTime().ToString(
            "yyyyMMdd'T'HHmmss'.'fffffff'Z'", CultureInfo.InvariantCulture);
        string path = Path.Combine(folder, $"positions-{stamp}{NamePart(name)}.json");
        using (FileStream file = new(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = Service.StateSession.PrivateFile,
        }))
        using (Utf8JsonWriter json = new(file, new JsonWriterOptions { Indented = true }))
            Write(json);
        return path;
    }

    // A venue's id may have characters that a file's name cannot have.
    private static string NamePart(string name) => name.Length == 0 ? "" : "-" + string.Concat(
        name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));

    public void Write(Utf8JsonWriter json, string? keptAt = null)
    {
        json.WriteStartObject();
        json.WriteString("status", Status);
        json.WriteBoolean("requires_manual_resolution", Status != "match");
        json.WriteNumber("seq", Seq);
        json.Time("as_of", AsOf);
        json.Time("made_at", MadeAt);
        json.WriteString("source", Source);
        if (Undetermined is not null) json.WriteString("detail", Undetermined);
        if (keptAt is not null) json.WriteString("report", keptAt);
        json.WriteStartArray("rows");
        foreach (ComparedRow row in Rows)
        {
            json.WriteStartObject();
            json.WriteString("account", row.Account);
            json.WriteString("symbol", row.Currency is null ? row.Symbol : null);
            if (row.Currency is not null) json.WriteString("currency", row.Currency);
            json.Number("expected", row.Expected);
            json.Number("broker", row.Broker);
            json.Number("diff", row.Diff);
            json.WriteString("status", Words.Of(row.Status));
            json.Number("expected_realized_pnl", row.ExpectedPnl);
            json.Number("broker_realized_pnl", row.BrokerPnl);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
