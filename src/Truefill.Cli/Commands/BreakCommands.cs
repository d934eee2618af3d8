using Truefill.Cli.Frame;
using Truefill.Domain.Quantities;

namespace Truefill.Cli.Commands;

/// <param name="State">open, explained or resolved; null: all.</param>
internal sealed record BreaksListOptions(
    string? State, string? Account, string? Symbol, string? Venue, string? Since);

internal sealed record BreaksShowOptions(string Id);

/// <param name="Action">explain, resolve or assign.</param>
/// <param name="Owner">Of an assignment only.</param>
/// <param name="Provisional">Resolved by a correction; its price, null: the mark or the average price.</param>
internal sealed record BreaksChangeOptions(
    string Id, string Action, string? Owner, string? Reason, bool Provisional = false, Px? Price = null);

/// <summary>Differences between books and venues, and what people do about them.</summary>
internal static class BreakCommands
{
    public static CommandSpec Breaks { get; } = new CommandGroup(
        "breaks", "differences between books and broker",
        new CommandSpec<BreaksListOptions>("list", "all of them, oldest first", o =>
        {
            var state = o.Choice("--state", "only these", "open", "explained", "resolved");
            var account = o.Text("--account", "A", "only of this account");
            var symbol = o.Text("--symbol", "S", "only in this symbol");
            var venue = o.Text("--venue", "V", "only with this venue");
            var since = o.Text("--since", "TIME", "only those found from then on");
            return p => new BreaksListOptions(state(p), account(p), symbol(p), venue(p), since(p));
        }),
        new CommandSpec<BreaksShowOptions>("show", "one", o =>
        {
            var id = o.Argument("ID", "its number");
            return p => new BreaksShowOptions(id(p));
        }),
        Change("explain", "say where it comes from"),
        new CommandSpec<BreaksChangeOptions>("resolve", "close it in your name", o =>
        {
            var id = o.Argument("ID", "its number");
            var reason = o.Required("--reason", "R", "why");
            var provisional = o.Flag(
                "--provisional", "by a correction in @provisional, which its execution replaces when it comes");
            var price = o.Price("--price", "of the correction; else the mark, or the average price");
            return p => new BreaksChangeOptions(id(p), "resolve", null, reason(p), provisional(p), price(p));
        }),
        new CommandSpec<BreaksChangeOptions>("assign", "give it an owner", o =>
        {
            var id = o.Argument("ID", "its number");
            var owner = o.Required("--owner", "NAME", "who looks after it");
            var reason = o.Text("--reason", "R", "why");
            return p => new BreaksChangeOptions(id(p), "assign", owner(p), reason(p));
        }));

    private static CommandSpec<BreaksChangeOptions> Change(string action, string description) =>
        new(action, description, o =>
        {
            var id = o.Argument("ID", "its number");
            var reason = o.Required("--reason", "R", "why");
            return p => new BreaksChangeOptions(id(p), action, null, reason(p));
        });
}
