using System.Collections.Generic;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

/// <param name="File">The normalised execution; <c>-</c> is stdin.</param>
internal sealed record InjectOptions(string File, string Reason);

/// <param name="Format">fix, jsonl or journal; null: by the content.</param>
internal sealed record DryRunOptions(IReadOnlyList<string> Files, string? Format, string? Method);

/// <param name="Kind">order, position or fill.</param>
internal sealed record WhyOptions(string Kind, string Id, string? Account);

/// <param name="Kind">break, pnl or exposure.</param>
internal sealed record WhySumOptions(string Kind, string Id);

/// <summary>What goes in by hand, and where it came from.</summary>
internal static class InputCommands
{
    public static CommandSpec Inject { get; } = new CommandSpec<InjectOptions>(
        "inject", "book an execution by hand, journaled as such", o =>
        {
            var file = o.Argument("EXECUTION.json", "the execution; - is stdin");
            var reason = o.Required("--reason", "R", "why");
            return p => new InjectOptions(file(p), reason(p));
        });

    public static CommandSpec DryRun { get; } = new CommandSpec<DryRunOptions>(
        "dry-run", "logs in; order histories, positions and PnL out; touches nothing", o =>
        {
            var files = o.Arguments("FILE", "logs, in order; - is stdin");
            var format = o.Choice("--format", "what they are [by content]", "fix", "jsonl", "journal");
            var method = o.Choice("--method", "which lot a close closes [fifo]", "fifo", "lifo", "average", "hifo");
            return p => new DryRunOptions(files(p), format(p), method(p));
        });

    public static CommandSpec Why { get; } = new CommandGroup(
        "why", "the causes of something, down to the venue's bytes",
        Of("order", "ClOrdID(11)"),
        Of("position", "symbol, or account/strategy/symbol"),
        Of("fill", "ExecID(17)"),
        Sum("break", "why a break is one", "the break's number"),
        Sum("pnl", "what a PnL consists of", Scopes),
        Sum("exposure", "what an exposure consists of", Scopes));

    private const string Scopes = "account, account/strategy or account/strategy/symbol";

    private static CommandSpec<WhySumOptions> Sum(string kind, string summary, string id) => new(kind, summary, o =>
    {
        var which = o.Argument("ID", id);
        return p => new WhySumOptions(kind, which(p));
    });

    private static CommandSpec<WhyOptions> Of(string kind, string id) => new(kind, $"why this {kind} is as it is", o =>
    {
        var which = o.Argument("ID", id);
        var account = o.Text("--account", "A", "where two accounts use the same id");
        return p => new WhyOptions(kind, which(p), account(p));
    });
}
