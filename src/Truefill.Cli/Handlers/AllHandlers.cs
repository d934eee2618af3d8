using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.Advisories;
using Truefill.Cli.Handlers.Alerts;
using Truefill.Cli.Handlers.Bench;
using Truefill.Cli.Handlers.Books;
using Truefill.Cli.Handlers.Config;
using Truefill.Cli.Handlers.DeadLetters;
using Truefill.Cli.Handlers.Doctor;
using Truefill.Cli.Handlers.Fix;
using Truefill.Cli.Handlers.Inputs;
using Truefill.Cli.Handlers.Journal;
using Truefill.Cli.Handlers.Orders;
using Truefill.Cli.Handlers.Reconciliation;
using Truefill.Cli.Handlers.Risk;
using Truefill.Cli.Handlers.Service;
using Truefill.Cli.Handlers.Simulating;
using Truefill.Cli.Handlers.Venues;

namespace Truefill.Cli.Handlers;

/// <summary>Who does what. One line per command that exists; each line makes its handler only when the command
/// runs.</summary>
internal static class AllHandlers
{
    public static HandlerTable Table { get; } = new HandlerTable()
        .Add<ServeOptions>(() => new ServeHandler())
        .Add<OrdersListOptions>(() => new OrdersListHandler())
        .Add<OrdersShowOptions>(() => new OrdersShowHandler())
        .Add<OrdersKnownOptions>(() => new OrdersKnownHandler())
        .Add<OrdersSubmitOptions>(() => new OrdersSubmitHandler())
        .Add<OrdersCancelOptions>(() => new OrdersCancelHandler())
        .Add<OrdersReplaceOptions>(() => new OrdersReplaceHandler())
        .Add<OrdersCancelAllOptions>(() => new OrdersCancelAllHandler())
        .Add<OrdersResolveOptions>(() => new OrdersResolveHandler())
        .Add<PositionsListOptions>(() => new PositionsListHandler())
        .Add<PositionsCloseOptions>(() => new PositionsCloseHandler())
        .Add<PositionsImportOptions>(() => new PositionsImportHandler())
        .Add<PositionsTransferOptions>(() => new PositionsTransferHandler())
        .Add<FillsOptions>(() => new FillsHandler())
        .Add<PnlOptions>(() => new PnlHandler())
        .Add<ExposureOptions>(() => new ExposureHandler())
        .Add<AccountsOptions>(() => new AccountsHandler())
        .Add<MarksListOptions>(() => new MarksListHandler())
        .Add<MarksSetOptions>(() => new MarksSetHandler())
        .Add<AdvisoryProposeOptions>(() => new AdvisoryProposeHandler())
        .Add<AdvisoryApproveOptions>(() => new AdvisoryApproveHandler())
        .Add<AdvisoryDeclineOptions>(() => new AdvisoryDeclineHandler())
        .Add<AdvisoryExecuteOptions>(() => new AdvisoryExecuteHandler())
        .Add<AdvisoryShowOptions>(() => new AdvisoryShowHandler())
        .Add<AdvisoryListOptions>(() => new AdvisoryListHandler())
        .Add<AdvisoryLogOptions>(() => new AdvisoryLogHandler())
        .Add<InjectOptions>(() => new InjectHandler())
        .Add<AlertsListOptions>(() => new AlertsListHandler())
        .Add<AlertsAckOptions>(() => new AlertsAckHandler())
        .Add<FixStatusOptions>(() => new FixStatusHandler())
        .Add<FixLogOptions>(() => new FixLogHandler())
        .Add<StatusOptions>(() => new StatusHandler())
        .Add<DoctorOptions>(() => new DoctorHandler())
        .Add<SnapshotOptions>(() => new SnapshotHandler())
        .Add<ReconcileOptions>(() => new ReconcileHandler())
        .Add<SuspenseListOptions>(() => new SuspenseListHandler())
        .Add<SuspenseAssignOptions>(() => new SuspenseAssignHandler())
        .Add<BreaksListOptions>(() => new BreaksListHandler())
        .Add<BreaksShowOptions>(() => new BreaksShowHandler())
        .Add<BreaksChangeOptions>(() => new BreaksChangeHandler())
        .Add<ReconcilePositionsOptions>(() => new ReconcilePositionsHandler())
        .Add<WhyOptions>(() => new WhyHandler())
        .Add<WhySumOptions>(() => new WhySumHandler())
        .Add<VersionOptions>(() => new VersionHandler())
        .Add<ConfigShowOptions>(() => new ConfigShowHandler())
        .Add<ConfigCheckOptions>(() => new ConfigCheckHandler())
        .Add<ConfigReloadOptions>(() => new ConfigReloadHandler())
        .Add<CacheShowOptions>(() => new CacheShowHandler())
        .Add<CachePurgeOptions>(() => new CachePurgeHandler())
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
        .Add<ReproOptions>(() => new ReproHandler())
        .Add<CheckpointOptions>(() => new CheckpointHandler())
        .Add<DeadLettersListOptions>(() => new DeadLettersListHandler())
        .Add<DeadLettersShowOptions>(() => new DeadLettersShowHandler())
        .Add<DeadLettersEditOptions>(() => new DeadLettersEditHandler())
        .Add<DeadLettersReplayOptions>(() => new DeadLettersReplayHandler())
        .Add<DeadLettersCloseOptions>(() => new DeadLettersCloseHandler())
        .Add<KillSwitchStatusOptions>(() => new KillSwitchStatusHandler())
        .Add<KillSwitchEngageOptions>(() => new KillSwitchEngageHandler())
        .Add<KillSwitchResetOptions>(() => new KillSwitchResetHandler())
        .Add<LimitsShowOptions>(() => new LimitsShowHandler())
        .Add<LimitsSetOptions>(() => new LimitsSetHandler())
        .Add<TradingResumeOptions>(() => new TradingResumeHandler())
        .Add<VenuesListOptions>(() => new VenuesListHandler())
        .Add<VenuesClockOptions>(() => new VenuesClockHandler())
        .Add<VenuesBooksOptions>(() => new VenuesBooksHandler())
        .Add<VenuesFaultsOptions>(() => new VenuesFaultsHandler())
        .Add<VenuesScriptOptions>(() => new VenuesScriptHandler())
        .Add<SimOptions>(() => new SimHandler())
        .Add<BenchOptions>(() => new BenchHandler())
        .Add<CompletionOptions>(() => new CompletionHandler());
}
