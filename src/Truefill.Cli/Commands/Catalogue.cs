using System.Collections.Generic;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

/// <summary>
/// Every command there is or will be. To add one: an options record and a spec beside its siblings in this folder, a
/// handler beside theirs below <c>Handlers</c>, and a line in <c>AllHandlers</c>. A spec whose record has no handler
/// yet says "planned" by itself.
/// </summary>
internal static class Catalogue
{
    public static IReadOnlyList<CommandSpec> Commands { get; } =
    [
        ServiceCommands.Init,
        ServiceCommands.Serve,
        ServiceCommands.Status,
        ServiceCommands.Snapshot,
        ServiceCommands.Reconcile,
        ServiceCommands.Exec,
        OrderCommands.Orders,
        BookCommands.Positions,
        BookCommands.Fills,
        BookCommands.Pnl,
        BookCommands.Exposure,
        BookCommands.Accounts,
        AdvisoryCommands.Advisory,
        RiskCommands.KillSwitch,
        RiskCommands.Limits,
        BookCommands.Marks,
        AlertCommands.Alerts,
        BreakCommands.Breaks,
        SuspenseCommands.Suspense,
        RiskCommands.Trading,
        VenueCommands.Venues,
        InputCommands.Inject,
        InputCommands.DryRun,
        JournalCommands.Journal,
        JournalCommands.Backup,
        JournalCommands.Restore,
        JournalCommands.Checkpoint,
        JournalCommands.DeadLetters,
        InputCommands.Why,
        JournalCommands.Repro,
        BenchCommands.Bench,
        SimulationCommands.Sim,
        FixCommands.Fix,
        new PlannedCommand("router", "route signals from a stream to orders"),
        new PlannedCommand("engine", "run the engine on stream inputs"),
        ServiceCommands.Doctor,
        ConfigCommands.Config,
        ConfigCommands.Cache,
        ConfigCommands.CompletionScript,
        ConfigCommands.Version,
    ];
}
