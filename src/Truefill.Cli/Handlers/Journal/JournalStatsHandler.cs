using System;
using System.Globalization;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Domain.Time;
using Truefill.Server.Offline;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>What the journal's bytes are spent on.</summary>
internal sealed class JournalStatsHandler : IHandler<JournalStatsOptions>
{
    public Task<ExitCode> RunAsync(JournalStatsOptions options, CommandContext context, CancellationToken cancel)
    {
        string path = StatePlace.OfFiles(context);
        JournalStatistics found = StatePlace.Read(path, JournalStatistics.Of);
        TextTable types = new([
            new("type"), new("count", true), new("bytes", true), new("bytes_each", true), new("share", true)]);
        foreach (RecordTypeCount type in found.Types)
        {
            types.Add(type.Type, $"{type.Count}", $"{type.Bytes}", Ratio(type.Bytes, type.Count, 1),
                Ratio(100 * type.Bytes, found.RecordBytes, 1) + " %");
        }

        context.Output.Write(new CommandResult(json => Write(json, path, found), types, Totals(found)));
        return Task.FromResult(ExitCode.Ok);
    }

    private static TextTable Totals(JournalStatistics found) => new TextTable([new("name"), new("value")])
        .Add("sequences", $"{found.FirstSeq} to {found.LastSeq}")
        .Add("segments", $"{found.Segments}")
        .Add("blocks", $"{found.Blocks}")
        .Add("records", $"{found.Records}, {Ratio(found.Records, found.Blocks, 1)} per block")
        .Add("inputs", $"{found.Inputs}")
        .Add("bytes on disk", $"{found.BytesOnDisk}, {Ratio(found.BytesOnDisk, found.Inputs, 1)} per input")
        .Add("of these raw", $"{found.RawBytes}, {Ratio(100 * found.RawBytes, found.BytesOnDisk, 1)} %")
        .Add("time", $"{found.FirstAt} to {found.LastAt}")
        .Add("inputs/s", Rate(found) ?? "-");

    private static void Write(Utf8JsonWriter json, string path, JournalStatistics found)
    {
        json.WriteStartObject();
        json.WriteString("state_dir", path);
        json.WriteNumber("first_seq", found.FirstSeq);
        json.WriteNumber("last_seq", found.LastSeq);
        json.WriteNumber("segments", found.Segments);
        json.WriteNumber("blocks", found.Blocks);
        json.WriteNumber("records", found.Records);
        json.WriteNumber("inputs", found.Inputs);
        json.WriteNumber("bytes_on_disk", found.BytesOnDisk);
        json.WriteNumber("record_bytes", found.RecordBytes);
        json.WriteNumber("raw_bytes", found.RawBytes);
        json.WriteString("raw_share", Ratio(found.RawBytes, found.BytesOnDisk, 4));
        json.WriteString("records_per_block", Ratio(found.Records, found.Blocks, 2));
        json.WriteString("bytes_per_input", Ratio(found.BytesOnDisk, found.Inputs, 2));
        json.WriteString("first_time", found.FirstAt.IsNone ? null : found.FirstAt.ToString());
        json.WriteString("last_time", found.LastAt.IsNone ? null : found.LastAt.ToString());
        json.WriteString("inputs_per_second", Rate(found));
        json.WriteStartArray("types");
        foreach (RecordTypeCount type in found.Types)
        {
            json.WriteStartObject();
            json.WriteString("type", type.Type);
            json.WriteNumber("count", type.Count);
            json.WriteNumber("bytes", type.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string? Rate(JournalStatistics found)
    {
        decimal seconds = (found.LastAt.Value - found.FirstAt.Value) / (decimal)UtcNanos.PerSecond;
        return seconds <= 0 ? null : Math.Round(found.Inputs / seconds, 2).ToString(CultureInfo.InvariantCulture);
    }

    private static string Ratio(long of, long all, int decimals) => all == 0
        ? "0"
        : Math.Round((decimal)of / all, decimals).ToString(CultureInfo.InvariantCulture);
}
