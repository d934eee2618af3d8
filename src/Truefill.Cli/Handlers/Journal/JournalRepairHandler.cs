using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Journal;
using Truefill.Server.Following;
using Truefill.Server.Offline;
using Truefill.Server.Service;
using Truefill.Server.Views;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>
/// Ends a damaged journal at a block before the damage. Who did it and why goes to <c>repairs.log</c>; the next start
/// is held, and its first record in the journal says the same.
/// </summary>
internal sealed class JournalRepairHandler : IHandler<JournalRepairOptions>
{
    public Task<ExitCode> RunAsync(JournalRepairOptions options, CommandContext context, CancellationToken cancel)
    {
        string path = StatePlace.OfFiles(context);
        if (options.Cut is null && !options.Watermark) return Task.FromResult(Advise(path, context));
        if (options.Cut is not null && (options.Watermark || options.Segment is null or 0))
            throw new CliException(ExitCode.Usage, "--cut needs --segment; --watermark goes alone", context.Command);
        if (options.Reason is null) throw new CliException(ExitCode.Usage, "say why", hint: "--reason R");
        string by = context.Person ?? context.Environment.UserName;
        context.Confirm(options.Watermark
            ? $"The watermark of {path} is written anew"
            : $"The journal of {path} ends in segment {options.Segment} at {options.Cut}; what follows is given up");
        RepairResult result = StatePlace.Guard(path, () => Repair(path, options, by));
        TextTable table = new([new("last_seq", true), new("cut_bytes", true), new("copy"), new("moved")]);
        table.Add($"{result.End.NextSeq - 1}", $"{result.CutBytes}", result.Copy,
            string.Join(' ', result.MovedSegments));
        context.Output.Write(new CommandResult(json => Write(json, result, by, options.Reason), table));
        context.Note("the next start comes up held; try: truefill journal verify --state-dir " + path);
        return Task.FromResult(ExitCode.Ok);
    }

    // Held first: a repair that is cut off half way must not be traded on. It can be run again.
    private static RepairResult Repair(string path, JournalRepairOptions options, string by)
    {
        // The lock keeps a service out, and keeps this out while one runs.
        using StateSession session = StateSession.Open(path, stateId: null);
        string? heldBefore = session.HeldReason;
        StateSession.MarkHeld(
            session.Path, $"a journal repair by {by} was begun and not finished, run it again: {options.Reason}");
        try
        {
            RepairResult result = Repair(session, options);
            Log(session.Path, result, by, options.Reason!);
            StateSession.MarkHeld(
                session.Path,
                $"journal repaired by {by}, ends at sequence {result.End.NextSeq - 1}: {options.Reason}");
            return result;
        }
        catch (JournalCorruptException)
        {
            // It was refused, and nothing was changed.
            if (heldBefore is null) session.ClearHeld();
            else StateSession.MarkHeld(session.Path, heldBefore);
            throw;
        }
    }

    private static RepairResult Repair(StateSession session, JournalRepairOptions options)
    {
        var journal = new JournalOptions { Genesis = session.Genesis };
        if (options.Cut is not { } offset)
            return new RepairResult(JournalRepair.RebuildWatermark(session.Journal, journal), 0, null, []);
        RepairResult result = JournalRepair.Cut(session.Journal, journal, (ulong)options.Segment!.Value, offset);
        IReadOnlyList<string> copies = OrderEventExport.CutAfter(session.Path, result.End.NextSeq);
        IReadOnlyList<string> checkpoints = CheckpointCut.After(session.Checkpoints, result.End.NextSeq);
        return result with { MovedSegments = [.. result.MovedSegments, .. copies, .. checkpoints] };
    }

    private static void Log(string path, RepairResult result, string by, string reason)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line)) Write(json, result, by, reason);
        using var storage = new PosixStorage(path);
        using IJournalFile log = File.Exists(Path.Combine(path, StateLayout.Repairs))
            ? storage.Open(StateLayout.Repairs, writable: true)
            : storage.Create(StateLayout.Repairs);
        log.WriteAt(log.Length, [.. line.WrittenSpan, (byte)'\n']);
        log.SyncData();
        storage.SyncDirectory();
    }

    private static void Write(Utf8JsonWriter json, RepairResult result, string by, string reason)
    {
        json.WriteStartObject();
        json.WriteString("time", DateTime.UtcNow);
        json.WriteString("by", by);
        json.WriteString("reason", reason);
        json.WriteNumber("segment", result.End.Segment);
        json.WriteNumber("offset", result.End.Offset);
        json.WriteNumber("last_seq", result.End.NextSeq - 1);
        json.WriteNumber("cut_bytes", result.CutBytes);
        json.WriteString("copy", result.Copy);
        json.WriteStartArray("moved");
        foreach (string moved in result.MovedSegments) json.WriteStringValue(moved);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ExitCode Advise(string path, CommandContext context)
    {
        (FindingAt? first, ulong lost, ulong segment) = StatePlace.Read(path, FirstDamage);
        TextTable table = new([
            new("finding"), new("file"), new("offset", true), new("seq", true), new("sound_records_behind", true)]);
        if (first is { } found)
            table.Add(Words.Of(found.Finding), found.File, $"{found.Offset}", $"{found.Seq}", $"{lost}");
        context.Output.Write(new CommandResult(
            json =>
            {
                json.WriteStartObject();
                json.WriteBoolean("needed", first is not null);
                if (first is { } at)
                {
                    json.WriteString("finding", Words.Of(at.Finding));
                    json.WriteString("file", at.File);
                    json.WriteNumber("segment", segment);
                    json.WriteNumber("offset", at.Offset);
                    json.WriteNumber("seq", at.Seq);
                    json.WriteNumber("sound_records_behind", lost);
                }

                json.WriteEndObject();
            },
            table));
        if (first is null) context.Note("nothing needs repair");
        else if (segment > 0)
            context.Note($"try: truefill journal repair --state-dir {path} --segment {segment} "
                + $"--cut {first.Value.Offset} --reason WHY");
        else
            context.Note($"try: truefill journal repair --state-dir {path} --watermark --reason WHY");
        return ExitCode.Ok;
    }

    private static (FindingAt? First, ulong Lost, ulong Segment) FirstDamage(OfflineState state)
    {
        ReadScope scope = StateDirectory.IsInUse(state.Path) ? ReadScope.Durable : ReadScope.All;
        VerifyReport report = JournalVerifier.Run(state.Journal, state.Options, scope);
        FindingAt? first = null;
        foreach (FindingAt found in report.Findings.Where(found => found.Finding != JournalFinding.TornTail))
        {
            first = found;
            break;
        }

        if (first is not { } damage) return default;
        bool inSegment = SegmentName.TryParse(damage.File, out ulong segment);
        ulong lost = inSegment && report.End.NextSeq > damage.Seq ? report.End.NextSeq - damage.Seq : 0;
        return (first, lost, segment);
    }
}
