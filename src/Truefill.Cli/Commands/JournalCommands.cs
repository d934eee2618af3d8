using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

internal sealed record JournalTailOptions(bool Follow, long? AfterSeq, long? Limit);

/// <param name="Redecide">Also decides every input again and compares the facts.</param>
internal sealed record JournalVerifyOptions(bool Redecide);

internal sealed record JournalStatsOptions;

/// <param name="Format">jsonl, parquet or csv.</param>
/// <param name="File">Null: stdout.</param>
internal sealed record JournalExportOptions(string Format, string? File, long? From, long? To);

/// <param name="Cut">Where in the segment the journal is to end; null: only said what would be done.</param>
internal sealed record JournalRepairOptions(long? Cut, long? Segment, bool Watermark, string? Reason);

internal sealed record JournalArchiveOptions(string To);

internal sealed record BackupOptions(string To);

internal sealed record RestoreOptions(string From);

internal sealed record CheckpointOptions;

/// <param name="From">First sequence.</param>
/// <param name="To">Last sequence, included.</param>
/// <param name="File">Null: stdout.</param>
internal sealed record ReproOptions(long From, long To, string? File);

internal sealed record DeadLettersListOptions(bool All, long? Limit);

internal sealed record DeadLettersShowOptions(long Id);

/// <param name="File">The mended bytes; <c>-</c> is stdin.</param>
internal sealed record DeadLettersEditOptions(long Id, string File);

/// <param name="File">The mended bytes; null: those of <c>edit</c>, else the bytes as they came.</param>
internal sealed record DeadLettersReplayOptions(long Id, string? File, string? Reason);

internal sealed record DeadLettersCloseOptions(long Id, string Reason);

/// <summary>The journal and what lies beside it. These also work on a state directory without a service.</summary>
internal static class JournalCommands
{
    public static CommandSpec Journal { get; } = new CommandGroup(
        "journal", "read, check and keep the journal",
        new CommandSpec<JournalTailOptions>("tail", "the latest facts", o =>
        {
            var follow = o.Flag("--follow", "go on until Ctrl-C", "-f");
            var afterSeq = o.Whole("--after-seq", "SEQ", "only what came later");
            var limit = o.Whole("--limit", "N", "so many facts [20]");
            return p => new JournalTailOptions(follow(p), afterSeq(p), limit(p));
        }),
        new CommandSpec<JournalVerifyOptions>("verify", "check every checksum and link of the chain", o =>
        {
            var redecide = o.Flag("--redecide", "also decide every input again and compare");
            return p => new JournalVerifyOptions(redecide(p));
        }),
        new CommandSpec<JournalStatsOptions>("stats", "segments, blocks, facts and bytes", _ => _ =>
            new JournalStatsOptions()),
        new CommandSpec<JournalExportOptions>("export", "order events as jsonl, or fills as csv", o =>
        {
            var format = o.RequiredChoice("--format", "the form", "jsonl", "parquet", "csv");
            var file = o.Text("--file", "FILE", "where to [stdout]");
            var from = o.Whole("--from", "SEQ", "the first sequence");
            var to = o.Whole("--to", "SEQ", "the last sequence");
            return p => new JournalExportOptions(format(p), file(p), from(p), to(p));
        }),
        new CommandSpec<JournalRepairOptions>("repair", "cut off what does not verify; a copy is kept", o =>
        {
            var cut = o.Whole("--cut", "OFFSET", "end the journal there; without this, only say what could be cut");
            var segment = o.Whole("--segment", "N", "the segment that is cut");
            var watermark = o.Flag("--watermark", "write a lost watermark anew");
            var reason = o.Text("--reason", "R", "why; needed to change anything");
            return p => new JournalRepairOptions(cut(p), segment(p), watermark(p), reason(p));
        }),
        new CommandSpec<JournalArchiveOptions>("archive", "move segments before the newest checkpoint away", o =>
        {
            var to = o.Required("--to", "DIR", "new, or where it was archived before");
            return p => new JournalArchiveOptions(to(p));
        }));

    public static CommandSpec Backup { get; } = new CommandSpec<BackupOptions>(
        "backup", "copy the state directory, also while the service runs", o =>
        {
            var to = o.Required("--to", "DIR", "new, or an earlier backup, which gets what is new");
            return p => new BackupOptions(to(p));
        });

    public static CommandSpec Restore { get; } = new CommandSpec<RestoreOptions>(
        "restore", "make a state directory from a backup; it comes up held", o =>
        {
            var from = o.Required("--from", "DIR", "the backup");
            return p => new RestoreOptions(from(p));
        });

    /// <summary>The service runs this as a child process of its own, every hour.</summary>
    public static CommandSpec Checkpoint { get; } = new CommandSpec<CheckpointOptions>(
        "checkpoint", "save the state as of now, so that the next start replays less",
        _ => _ => new CheckpointOptions())
    {
        IsHidden = true,
    };

    public static CommandSpec Repro { get; } = new CommandSpec<ReproOptions>(
        "repro", "make a failing test from a piece of journal", o =>
        {
            var from = o.RequiredWhole("--from", "SEQ", "the first sequence");
            var to = o.RequiredWhole("--to", "SEQ", "the last sequence");
            var file = o.Text("--file", "FILE", "where to [stdout]");
            return p => new ReproOptions(from(p), to(p), file(p));
        });

    public static CommandSpec DeadLetters { get; } = new CommandGroup(
        "deadletters", "what could not be read or booked",
        new CommandSpec<DeadLettersListOptions>("list", "open dead letters", o =>
        {
            var all = o.Flag("--all", "closed ones too");
            var limit = o.Whole("--limit", "N", "at most so many [all]");
            return p => new DeadLettersListOptions(all(p), limit(p));
        }),
        new CommandSpec<DeadLettersShowOptions>("show", "reason and raw bytes", o =>
        {
            var id = o.WholeArgument("ID", "its number");
            return p => new DeadLettersShowOptions(id(p));
        }),
        new CommandSpec<DeadLettersEditOptions>("edit", "keep mended bytes for the replay", o =>
        {
            var id = o.WholeArgument("ID", "its number");
            var file = o.Required("--file", "FILE", "the mended bytes; - is stdin");
            return p => new DeadLettersEditOptions(id(p), file(p));
        }),
        new CommandSpec<DeadLettersReplayOptions>("replay", "try again, mended where that was done", o =>
        {
            var id = o.WholeArgument("ID", "its number");
            var file = o.Text("--file", "FILE", "mended bytes; - is stdin");
            var reason = o.Text("--reason", "R", "why [replayed]");
            return p => new DeadLettersReplayOptions(id(p), file(p), reason(p));
        }),
        new CommandSpec<DeadLettersCloseOptions>("close", "it needs nothing more", o =>
        {
            var id = o.WholeArgument("ID", "its number");
            var reason = o.Required("--reason", "R", "why");
            return p => new DeadLettersCloseOptions(id(p), reason(p));
        }));
}
