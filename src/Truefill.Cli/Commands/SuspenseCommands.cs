using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

internal sealed record SuspenseListOptions(string? Account, string? Symbol, string? Venue, string? Since);

internal sealed record SuspenseAssignOptions(string Id, string Strategy, string Reason);

/// <summary>Executions from venues that fit no order, and whose they are.</summary>
internal static class SuspenseCommands
{
    public static CommandSpec Suspense { get; } = new CommandGroup(
        "suspense", "executions without an owner",
        new CommandSpec<SuspenseListOptions>("list", "all of them, oldest first", o =>
        {
            var account = o.Text("--account", "A", "only of this account");
            var symbol = o.Text("--symbol", "S", "only of this symbol");
            var venue = o.Text("--venue", "V", "only from this venue");
            var since = o.Text("--since", "TIME", "only those traded from then on");
            return p => new SuspenseListOptions(account(p), symbol(p), venue(p), since(p));
        }),
        new CommandSpec<SuspenseAssignOptions>("assign", "give one to a strategy, in your name", o =>
        {
            var id = o.Argument("ID", "its number in the list");
            var strategy = o.Required("--strategy", "S", "whose it is; @manual: nobody's here");
            var reason = o.Required("--reason", "R", "why");
            return p => new SuspenseAssignOptions(id(p), strategy(p), reason(p));
        }));
}
