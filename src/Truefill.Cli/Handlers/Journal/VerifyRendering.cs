using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Cli.Rendering;
using Truefill.Journal;
using Truefill.Server.Views;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>What was verified, as a document, tables and remarks.</summary>
internal static class VerifyRendering
{
    public static CommandResult Of(string path, VerifyOutcome outcome)
    {
        VerifyReport report = outcome.Report;
        TextTable summary = new([new("name"), new("value")]);
        summary.Add("verdict", Verdict(outcome))
            .Add("last_seq", $"{report.End.NextSeq - 1}")
            .Add("segments", $"{report.Segments.Count(segment => segment.Blocks > 0)}")
            .Add("blocks", $"{Sum(report, segment => (long)segment.Blocks)}")
            .Add("records", $"{Sum(report, segment => (long)segment.Records)}")
            .Add("bytes", $"{Sum(report, segment => segment.BlockBytes)}")
            .Add("state_hash", outcome.StateHash ?? "(not replayed)")
            .Add("seal", outcome.EqualsSeal switch
            {
                true => "equal",
                false => "DIFFERENT",
                null when outcome.SealedInAnotherForm => "of another version, not compared",
                null => "(none)",
            });
        if (outcome.Inputs is { } inputs)
            summary.Add("decided_again", outcome.Differs is { } seq ? $"DIFFERENT at {seq}" : $"{inputs}, equal");
        TextTable segments = new([
            new("segment"), new("blocks", true), new("records", true), new("bytes", true), new("first_seq", true),
            new("last_seq", true), new("findings", true)]);
        foreach (SegmentReport segment in report.Segments)
        {
            segments.Add(segment.File, $"{segment.Blocks}", $"{segment.Records}", $"{segment.BlockBytes}",
                $"{segment.FirstSeq}", $"{segment.LastSeq}", $"{segment.Findings.Count}");
        }

        return new CommandResult(json => Write(json, path, outcome), summary, segments);
    }

    /// <summary>One line per finding, and what to do about the first.</summary>
    public static IEnumerable<string> Findings(string path, VerifyOutcome outcome)
    {
        foreach (FindingAt found in outcome.Report.Findings)
            yield return new JournalCorruptException(found.File, found.Offset, found.Seq, found.Finding).Message;
        if (outcome.EqualsSeal == false)
            yield return "The facts do not lead to the sealed state: another build wrote or reads this journal.";
        foreach (FindingAt found in outcome.Report.Findings)
        {
            if (!SegmentName.TryParse(found.File, out ulong segment)) continue;
            if (found.Finding != JournalFinding.TornTail)
                yield return "try: restore a backup; or give up what follows: truefill journal repair --state-dir "
                    + $"{path} --segment {segment} --cut {found.Offset} --reason WHY";
            yield break;
        }
    }

    private static string Verdict(VerifyOutcome outcome) => outcome switch
    {
        { IsGood: false } => "DAMAGED",
        { Running: true } => "good, up to what is durable; a service is running",
        _ when outcome.Report.Findings.Any() => "good; the last write was never finished, the next start cuts it",
        _ => "good",
    };

    private static long Sum(VerifyReport report, System.Func<SegmentReport, long> of) => report.Segments.Sum(of);

    private static void Write(Utf8JsonWriter json, string path, VerifyOutcome outcome)
    {
        VerifyReport report = outcome.Report;
        json.WriteStartObject();
        json.WriteString("state_dir", path);
        json.WriteBoolean("good", outcome.IsGood);
        json.WriteBoolean("running", outcome.Running);
        json.WriteNumber("last_seq", report.End.NextSeq - 1);
        json.WriteNumber("blocks", Sum(report, segment => (long)segment.Blocks));
        json.WriteNumber("records", Sum(report, segment => (long)segment.Records));
        json.WriteNumber("bytes", Sum(report, segment => segment.BlockBytes));
        json.WriteString("state_hash", outcome.StateHash);
        json.WriteBoolean("sealed", report.Sealed);
        if (outcome.EqualsSeal is { } equal) json.WriteBoolean("seal_equal", equal);
        else json.WriteNull("seal_equal");
        if (outcome.Inputs is { } inputs)
        {
            json.WriteNumber("inputs_redecided", inputs);
            if (outcome.Differs is { } seq) json.WriteNumber("differs_at", seq);
            else json.WriteNull("differs_at");
        }

        json.WriteStartArray("segments");
        foreach (SegmentReport segment in report.Segments) Write(json, segment);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (FindingAt found in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("finding", Words.Of(found.Finding));
            json.WriteString("file", found.File);
            json.WriteNumber("offset", found.Offset);
            json.WriteNumber("seq", found.Seq);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SegmentReport segment)
    {
        json.WriteStartObject();
        json.WriteString("file", segment.File);
        json.WriteNumber("blocks", segment.Blocks);
        json.WriteNumber("records", segment.Records);
        json.WriteNumber("bytes", segment.BlockBytes);
        json.WriteNumber("raw_bytes", segment.RawBytes);
        json.WriteNumber("first_seq", segment.FirstSeq);
        json.WriteNumber("last_seq", segment.LastSeq);
        json.WriteEndObject();
    }
}
