using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.DeadLetters;
using Truefill.Cli.Handlers.Journal;

namespace Truefill.Cli.Handlers;

/// <summary>Who does what. One line per command that exists; each line makes its handler only when the command
/// runs.</summary>
internal static class AllHandlers
{
    public static HandlerTable Table { get; } = new HandlerTable()
        .Add<ServeOptions>(() => new ServeHandler())
        .Add<InitOptions>(() => new InitHandler())
        .Add<DryRunOptions>(() => new DryRunHandler())
        .Add<JournalTailOptions>(() => new JournalTailHandler())
        .Add<JournalVerifyOptions>(() => new JournalVerifyHandler())
        .Add<JournalStatsOptions>(() => new JournalStatsHandler())
        .Add<JournalExportOptions>(() => new JournalExportHandler())
        .Add<JournalRepairOptions>(() => new JournalRepairHandler())
        .Add<JournalArchiveOptions>(() => new JournalArchiveHandler())
        .Add<BackupOptions>(() => new BackupHandler())
        .Add<RestoreOptions>(() => new RestoreHandler())
        .Add<CheckpointOptions>(() => new CheckpointHandler())
        .Add<DeadLettersListOptions>(() => new DeadLettersListHandler())
        .Add<DeadLettersShowOptions>(() => new DeadLettersShowHandler())
        .Add<DeadLettersEditOptions>(() => new DeadLettersEditHandler())
        .Add<DeadLettersReplayOptions>(() => new DeadLettersReplayHandler())
        .Add<DeadLettersCloseOptions>(() => new DeadLettersCloseHandler())
        .Add<VersionOptions>(() => new VersionHandler())
        .Add<ConfigShowOptions>(() => new ConfigShowHandler())
        .Add<ConfigCheckOptions>(() => new ConfigCheckHandler())
        .Add<CompletionOptions>(() => new CompletionHandler());
}
