using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

internal sealed record KillSwitchStatusOptions;

internal sealed record KillSwitchEngageOptions(
    string? Scope, string? Target, string? Type, string? State, string Reason);

internal sealed record KillSwitchResetOptions(string? Scope, string? Target, string Reason);

internal sealed record LimitsShowOptions(string? Account, string? Strategy, string? Venue, string? Symbol);

/// <param name="Value">In the unit of the limit, or <c>off</c>.</param>
internal sealed record LimitsSetOptions(
    string Limit,
    string Value,
    string? Account,
    string? Strategy,
    string? Venue,
    string? Symbol,
    string Reason);

internal sealed record TradingResumeOptions(string? Venue, string Reason);

/// <summary>What stops trading, and what lets it go on.</summary>
internal static class RiskCommands
{
    private static readonly string[] Scopes = ["global", "venue", "account", "strategy", "symbol"];

    public static CommandSpec KillSwitch { get; } = new CommandGroup(
        "kill-switch", "stop what adds risk",
        new CommandSpec<KillSwitchStatusOptions>(
            "status", "what is engaged, and whether all of it has stopped", _ => _ => new KillSwitchStatusOptions()),
        new CommandSpec<KillSwitchEngageOptions>("engage", "from now on nothing that adds risk leaves", o =>
        {
            var scope = o.Choice("--scope", "what it covers [global]", Scopes);
            var target = o.Text("--target", "T", "the venue, account, strategy or symbol");
            var type = o.Choice("--type", "what it is recorded as [by scope]", "global", "symbol_level", "risk_limit",
                "manual");
            var state = o.Choice("--state", "a warning is only shown [active]", "warning", "active");
            var reason = o.Required("--reason", "R", "why");
            return p => new KillSwitchEngageOptions(scope(p), target(p), type(p), state(p), reason(p));
        }),
        new CommandSpec<KillSwitchResetOptions>("reset", "let what one switch covers go on", o =>
        {
            var scope = o.Choice("--scope", "which switch [global]", Scopes);
            var target = o.Text("--target", "T", "the venue, account, strategy or symbol");
            var reason = o.Required("--reason", "R", "why it may go on");
            return p => new KillSwitchResetOptions(scope(p), target(p), reason(p));
        }));

    public static CommandSpec Limits { get; } = new CommandGroup(
        "limits", "risk limits",
        new CommandSpec<LimitsShowOptions>(
            "show", "every limit: what holds, and what the configuration says", o =>
        {
            var account = o.Text("--account", "A", "only of this account");
            var strategy = o.Text("--strategy", "S", "only of this strategy");
            var venue = o.Text("--venue", "V", "only at this venue");
            var symbol = o.Text("--symbol", "S", "only in this symbol");
            return p => new LimitsShowOptions(account(p), strategy(p), venue(p), symbol(p));
        }),
        new CommandSpec<LimitsSetOptions>(
            "set", "tighten a limit at once, or loosen it up to the configuration", o =>
        {
            var limit = o.Argument("LIMIT", "its name as in the configuration, such as max_order_qty");
            var value = o.Argument("VALUE", "a number, a duration, a word, or off");
            var account = o.Text("--account", "A", "only for this account");
            var strategy = o.Text("--strategy", "S", "only for this strategy");
            var venue = o.Text("--venue", "V", "only at this venue");
            var symbol = o.Text("--symbol", "S", "only in this symbol");
            var reason = o.Required("--reason", "R", "why");
            return p => new LimitsSetOptions(
                limit(p), value(p), account(p), strategy(p), venue(p), symbol(p), reason(p));
        }));

    public static CommandSpec Trading { get; } = new CommandGroup(
        "trading", "holds on venues",
        new CommandSpec<TradingResumeOptions>("resume", "let trading go on that was held", o =>
        {
            var venue = o.Text("--venue", "V", "only there [everywhere]");
            var reason = o.Required("--reason", "R", "why it may go on");
            return p => new TradingResumeOptions(venue(p), reason(p));
        }));
}
