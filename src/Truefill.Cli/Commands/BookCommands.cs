using Truefill.Cli.Frame;
using Truefill.Domain.Quantities;

namespace Truefill.Cli.Commands;

/// <param name="Method">fifo, lifo, average or hifo; null: the account's.</param>
internal sealed record PositionsListOptions(BookFilter Filter, string? Method);

/// <param name="Reason">Null: that it is an import of that file.</param>
internal sealed record PositionsImportOptions(string File, string? Reason);

/// <param name="From">The strategy that gives.</param>
/// <param name="To">The strategy that takes.</param>
internal sealed record PositionsTransferOptions(
    string Account, string Symbol, Qty Qty, string From, string To, string? Reason);

/// <param name="Symbol">Null with <paramref name="All"/>.</param>
internal sealed record PositionsCloseOptions(string? Symbol, bool All, string? Account, string? Strategy);

internal sealed record FillsOptions(ListFilter Filter);

internal sealed record PnlOptions(BookFilter Filter, string? Method);

internal sealed record ExposureOptions(string? Account, string? Strategy);

internal sealed record AccountsOptions(string? Account);

internal sealed record MarksListOptions(string? Symbol, string? Since);

/// <param name="Time">When the price was seen; null: now.</param>
internal sealed record MarksSetOptions(string Symbol, Px Px, string? Time);

/// <summary>What follows from executions.</summary>
internal static class BookCommands
{
    private static readonly string[] Methods = ["fifo", "lifo", "average", "hifo"];

    public static CommandSpec Positions { get; } = new CommandGroup(
        "positions", "what is held, lot by lot",
        new CommandSpec<PositionsListOptions>("list", "positions", o =>
        {
            var filter = BookFilter.DefineWithPlaceAndTime(o);
            var method = o.Choice("--method", "which lot a close closes [the account's]", Methods);
            return p => new PositionsListOptions(filter(p), method(p));
        }),
        new CommandSpec<PositionsCloseOptions>("close", "send the order that makes a position flat", o =>
        {
            var symbol = o.Text("--symbol", "S", "the position in this symbol");
            var all = o.Flag("--all", "every position");
            var account = o.Text("--account", "A", "only of this account");
            var strategy = o.Text("--strategy", "S", "only of this strategy");
            return p => new PositionsCloseOptions(symbol(p), all(p), account(p), strategy(p));
        }),
        new CommandSpec<PositionsImportOptions>("import", "opening lots from a file", o =>
        {
            var file = o.Argument(
                "FILE", "JSON or CSV: account, strategy, symbol, qty, px, reference, time; - is stdin");
            var reason = o.Text("--reason", "R", "why [import of FILE]");
            return p => new PositionsImportOptions(file(p), reason(p));
        }),
        new CommandSpec<PositionsTransferOptions>("transfer", "move a quantity between strategies of one account", o =>
        {
            var account = o.Required("--account", "A", "the account");
            var symbol = o.Required("--symbol", "S", "the symbol");
            var qty = o.Quantity("--qty", "how much", required: true);
            var from = o.Required("--from", "S", "the strategy that gives");
            var to = o.Required("--to", "S", "the strategy that takes");
            var reason = o.Text("--reason", "R", "why");
            return p => new PositionsTransferOptions(account(p), symbol(p), qty(p)!.Value, from(p), to(p), reason(p));
        }));

    public static CommandSpec Fills { get; } = new CommandSpec<FillsOptions>(
        "fills", "executions, in the order of arrival", o =>
    {
        var filter = ListFilter.Define(o);
        return p => new FillsOptions(filter(p));
    });

    public static CommandSpec Pnl { get; } =
        new CommandSpec<PnlOptions>("pnl", "realised and unrealised, fees beside it", o =>
    {
        var filter = BookFilter.Define(o);
        var method = o.Choice("--method", "which lot a close closes [the account's]", Methods);
        return p => new PnlOptions(filter(p), method(p));
    });

    public static CommandSpec Exposure { get; } = new CommandSpec<ExposureOptions>(
        "exposure", "gross and net, per account, strategy and currency", o =>
        {
            var account = o.Text("--account", "A", "only of this account");
            var strategy = o.Text("--strategy", "S", "only of this strategy");
            return p => new ExposureOptions(account(p), strategy(p));
        });

    public static CommandSpec Accounts { get; } = new CommandSpec<AccountsOptions>(
        "accounts", "accounts, with currency, method and venue", o =>
        {
            var account = o.Text("--account", "A", "only this one");
            return p => new AccountsOptions(account(p));
        });

    public static CommandSpec Marks { get; } = new CommandGroup(
        "marks", "prices that open positions are valued at",
        new CommandSpec<MarksListOptions>("list", "marks, with source and age", o =>
        {
            var symbol = o.Text("--symbol", "S", "only of this symbol");
            var since = o.Text("--since", "TIME", "only what was seen from then on");
            return p => new MarksListOptions(symbol(p), since(p));
        }),
        new CommandSpec<MarksSetOptions>("set", "state a price, or a rate such as USDTWD", o =>
        {
            var symbol = o.Argument("SYMBOL", "the symbol, or a pair of currencies");
            var px = o.PriceArgument("PX", "the price");
            var time = o.Text("--time", "TIME", "when it was seen [now]");
            return p => new MarksSetOptions(symbol(p), px(p), time(p));
        }));
}
