using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

internal sealed record JournalTailOptions(bool Follow, long? AfterSeq, long? Limit);

/// <param name="Redecide">Also decides every input again and compares the facts.</param>
internal sealed record JournalVerifyOptions(bool Redecide);

internal sealed record JournalStatsOptions;

/// <param name="Format">jsonl, parquet or csv.</param>
/// <param name="To">The file; null: stdout.</param>
internal sealed record JournalExportOptions(string Format, string? To, long? FromSeq, long? ToSeq);

/// <param name="Cut">Without it, only said what would be done.</param>
internal sealed record JournalRepairOptions(bool Cut, string Reason);

/// <param name="Before">A duration such as 30d, or a time; null: <c>storage.archive_after</c>.</param>
internal sealed record JournalArchiveOptions(string? To, string? Before);

internal sealed record BackupOptions(string Target);

internal sealed record RestoreOptions(string Source);

internal sealed record DeadLettersListOptions(bool All, long? Limit);

internal sealed record DeadLettersShowOptions(long Seq);

/// <param name="File">The mended bytes; <c>-</c> is stdin.</param>
internal sealed record DeadLettersEditOptions(long Seq, string File, string Reason);

internal sealed record DeadLettersReplayOptions(long Seq);

internal sealed record DeadLettersCloseOptions(long Seq, string Reason);

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
        new CommandSpec<JournalExportOptions>("export", "the facts in another form", o =>
        {
            var format = o.RequiredChoice("--format", "the form", "jsonl", "parquet", "csv");
            var to = o.Text("--to", "FILE", "where to [stdout]");
            var fromSeq = o.Whole("--from-seq", "SEQ", "the first fact");
            var toSeq = o.Whole("--to-seq", "SEQ", "the last fact");
            return p => new JournalExportOptions(format(p), to(p), fromSeq(p), toSeq(p));
        }),
        new CommandSpec<JournalRepairOptions>("repair", "cut off what does not verify; a copy is kept", o =>
        {
            var cut = o.Flag("--cut", "do it; without this, only say what would be cut");
            var reason = o.Required("--reason", "R", "why");
            return p => new JournalRepairOptions(cut(p), reason(p));
        }),
        new CommandSpec<JournalArchiveOptions>("archive", "move old segments away", o =>
        {
            var to = o.Text("--to", "DIR", "where to");
            var before = o.Text("--before", "AGE|TIME", "segments older than this [storage.archive_after]");
            return p => new JournalArchiveOptions(to(p), before(p));
        }));

    public static CommandSpec Backup { get; } = new CommandSpec<BackupOptions>(
        "backup", "copy the state directory, also while the service runs", o =>
        {
            var target = o.Argument("TARGET", "where to; must not exist");
            return p => new BackupOptions(target(p));
        });

    public static CommandSpec Restore { get; } = new CommandSpec<RestoreOptions>(
        "restore", "make a state directory from a backup; it comes up held", o =>
        {
            var source = o.Argument("SOURCE", "the backup");
            return p => new RestoreOptions(source(p));
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
            var seq = o.WholeArgument("SEQ", "its sequence number");
            return p => new DeadLettersShowOptions(seq(p));
        }),
        new CommandSpec<DeadLettersEditOptions>("edit", "give the mended bytes", o =>
        {
            var seq = o.WholeArgument("SEQ", "its sequence number");
            var file = o.Required("--file", "FILE", "the mended bytes; - is stdin");
            var reason = o.Required("--reason", "R", "why");
            return p => new DeadLettersEditOptions(seq(p), file(p), reason(p));
        }),
        new CommandSpec<DeadLettersReplayOptions>("replay", "try again", o =>
        {
            var seq = o.WholeArgument("SEQ", "its sequence number");
            return p => new DeadLettersReplayOptions(seq(p));
        }),
        new CommandSpec<DeadLettersCloseOptions>("close", "it needs nothing more", o =>
        {
            var seq = o.WholeArgument("SEQ", "its sequence number");
            var reason = o.Required("--reason", "R", "why");
            return p => new DeadLettersCloseOptions(seq(p), reason(p));
        }));
}
