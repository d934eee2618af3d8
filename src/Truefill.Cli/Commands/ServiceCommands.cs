using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

/// <param name="StateId">Goes into the directory's identity; null: the configuration's, or none.</param>
internal sealed record InitOptions(string? StateId);

/// <param name="Mode">As typed; null: the configuration's.</param>
/// <param name="Start">warm or cold.</param>
internal sealed record ServeOptions(bool Demo, string? Mode, string Start, string? Urls, bool CancelOpen);

internal sealed record StatusOptions(bool Check, bool Watch);

internal sealed record DoctorOptions;

/// <param name="At">A sequence number or a time; null: now.</param>
internal sealed record SnapshotOptions(string? At);

/// <param name="Venue">Null: all.</param>
internal sealed record ReconcileOptions(string? Venue);

/// <param name="Broker">The file with what the broker says.</param>
internal sealed record ReconcilePositionsOptions(string Broker);

/// <summary>The service, and what it looks like from outside.</summary>
internal static class ServiceCommands
{
    public static CommandSpec Init { get; } = new CommandSpec<InitOptions>(
        "init", "create a state directory; refuses one that is not empty", o =>
        {
            var stateId = o.Text("--state-id", "ID", "name that the configuration's state_id must match");
            return p => new InitOptions(stateId(p));
        });

    public static CommandSpec Serve { get; } = new CommandSpec<ServeOptions>(
        "serve", "run the service", o =>
        {
            var demo = o.Flag("--demo", "a simulated trading day: no keys, no services");
            var mode = o.Choice("--mode", "what may be traded with [simulation]", "simulation", "paper", "live");
            var start = o.Choice("--start", "with the books as they were, or compared first [warm]", "warm", "cold");
            var urls = o.Text("--urls", "URL", "where the HTTP API listens [http://127.0.0.1:8080]");
            var cancelOpen = o.Flag("--cancel-open", "cancel working orders when stopped");
            return p => new ServeOptions(demo(p), mode(p), start(p) ?? "warm", urls(p), cancelOpen(p));
        });

    public static CommandSpec Status { get; } = new CommandSpec<StatusOptions>(
        "status", "one screen: connected, open, flat, wrong", o =>
        {
            var check = o.Flag("--check", "exit 9 unless healthy, for cron and health checks");
            var watch = o.Flag("--watch", "once a second, until Ctrl-C");
            return p => new StatusOptions(check(p), watch(p));
        });

    public static CommandSpec Doctor { get; } = new CommandSpec<DoctorOptions>(
        "doctor", "look for what is wrong with this installation", _ => _ => new DoctorOptions());

    public static CommandSpec Snapshot { get; } = new CommandSpec<SnapshotOptions>(
        "snapshot", "positions, open orders, exposure and PnL", o =>
        {
            var at = o.Text("--at", "SEQ|TIME", "as of then [now]");
            return p => new SnapshotOptions(at(p));
        });

    public static CommandSpec Reconcile { get; } = new CommandSpec<ReconcileOptions>(
        "reconcile", "compare the books with venues, or with a broker's file", o =>
        {
            var venue = o.Text("--venue", "V", "only this one [all]");
            return p => new ReconcileOptions(venue(p));
        })
    {
        Children =
        [
            new CommandSpec<ReconcilePositionsOptions>(
                "positions", "compare the journal with a broker's file; needs no service", o =>
                {
                    var broker = o.Required("--broker", "FILE", "JSON or CSV with the broker's positions; - is stdin");
                    return p => new ReconcilePositionsOptions(broker(p));
                }),
        ],
    };

    /// <summary>The same commands under the words of other systems.</summary>
    public static CommandSpec Exec { get; } =
        new CommandGroup("exec", "status, snapshot and reconcile under another name", Status, Snapshot, Reconcile);
}
