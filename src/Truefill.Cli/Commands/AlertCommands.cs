using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

/// <param name="All">Also those that hold no more.</param>
internal sealed record AlertsListOptions(bool All, string? Since);

/// <param name="Id">As <c>alerts list</c> shows it.</param>
internal sealed record AlertsAckOptions(string Id, string? Reason);

/// <summary>What asks for attention.</summary>
internal static class AlertCommands
{
    public static CommandSpec Alerts { get; } = new CommandGroup(
        "alerts", "what asks for attention",
        new CommandSpec<AlertsListOptions>("list", "alerts that hold, newest change first", o =>
        {
            var all = o.Flag("--all", "also those that hold no more");
            var since = o.Text("--since", "TIME", "only those raised from then on");
            return p => new AlertsListOptions(all(p), since(p));
        }),
        new CommandSpec<AlertsAckOptions>("ack", "say that you know; a hold that waits for it ends", o =>
        {
            var id = o.Argument("ID", "the alert, as `alerts list` shows it");
            var reason = o.Text("--reason", "R", "what you found or will do");
            return p => new AlertsAckOptions(id(p), reason(p));
        }));
}
