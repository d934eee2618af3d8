using Truefill.Cli.Frame;
using Truefill.Domain.Quantities;

namespace Truefill.Cli.Commands;

/// <param name="SlOffsetPct">Fraction of the fill price, as text; the service checks it.</param>
/// <param name="Expires">RFC 3339.</param>
internal sealed record AdvisoryProposeOptions(
    string Id,
    string Symbol,
    Px? ReferencePrice,
    string SlOffsetPct,
    string TpOffsetPct,
    Qty Size,
    string Expires,
    string? Account,
    string? Strategy,
    string? Venue);

internal sealed record AdvisoryApproveOptions(string Id, string? Reason, string? Hash);

internal sealed record AdvisoryDeclineOptions(string Id, string? Reason);

internal sealed record AdvisoryExecuteOptions(string Id);

internal sealed record AdvisoryShowOptions(string Id);

internal sealed record AdvisoryListOptions(ListFilter Filter, string? Status);

internal sealed record AdvisoryLogOptions(string Id);

/// <summary>Advisories, from the proposal to the execution log.</summary>
internal static class AdvisoryCommands
{
    private const string IdName = "ID";
    private const string IdMeaning = "advisory_id";

    public static CommandSpec Advisory { get; } = new CommandGroup(
        "advisory", "propose, approve and execute advised trades",
        new CommandSpec<AdvisoryProposeOptions>("propose", "put an advisory up for approval", o =>
        {
            var id = o.Required("--advisory-id", IdName, IdMeaning);
            var symbol = o.Required("--symbol", "S", "what to buy");
            var price = o.Price("--reference-price", "what it was advised at");
            var sl = o.Required("--sl-offset-pct", "F", "stop-loss as a fraction of the fill price: -0.02");
            var tp = o.Required("--tp-offset-pct", "F", "take-profit as a fraction of the fill price: 0.03");
            var size = o.Quantity("--position-size", "how much", required: true);
            var expires = o.Required("--expiration-timestamp", "TIME", "from when on it is not executed any more");
            var account = o.Text("--account", "A", "account [the only configured one, else default]");
            var strategy = o.Text("--strategy", "S", "the strategy whose position it is");
            var venue = o.Text("--venue", "V", "where it goes [the only venue, or the account's]");
            return p => new AdvisoryProposeOptions(
                id(p), symbol(p), price(p), sl(p), tp(p), size(p)!.Value, expires(p), account(p), strategy(p),
                venue(p));
        }),
        new CommandSpec<AdvisoryApproveOptions>("approve", "approve it, in your name", o =>
        {
            var id = o.Argument(IdName, IdMeaning);
            var reason = o.Text("--reason", "R", "why");
            var hash = o.Text("--snapshot-hash", "H", "approve only what has this hash");
            return p => new AdvisoryApproveOptions(id(p), reason(p), hash(p));
        }),
        new CommandSpec<AdvisoryDeclineOptions>("decline", "decline it, in your name", o =>
        {
            var id = o.Argument(IdName, IdMeaning);
            var reason = o.Text("--reason", "R", "why");
            return p => new AdvisoryDeclineOptions(id(p), reason(p));
        }),
        new CommandSpec<AdvisoryExecuteOptions>("execute", "execute what was approved; exit 6 when rejected", o =>
        {
            var id = o.Argument(IdName, IdMeaning);
            return p => new AdvisoryExecuteOptions(id(p));
        }),
        new CommandSpec<AdvisoryShowOptions>("show", "one advisory with its result", o =>
        {
            var id = o.Argument(IdName, IdMeaning);
            return p => new AdvisoryShowOptions(id(p));
        }),
        new CommandSpec<AdvisoryListOptions>("list", "advisories, in the order of proposal", o =>
        {
            var filter = ListFilter.Define(o);
            var status = o.Text("--status", "S", "only these: proposed, approved, filled …");
            return p => new AdvisoryListOptions(filter(p), status(p));
        }),
        new CommandSpec<AdvisoryLogOptions>("log", "the execution log of one advisory", o =>
        {
            var id = o.Argument(IdName, IdMeaning);
            return p => new AdvisoryLogOptions(id(p));
        }));
}
