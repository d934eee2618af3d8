using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

/// <param name="Session">Only this one; null: all.</param>
internal sealed record FixStatusOptions(string? Session);

/// <param name="Session">Only this one; null: all.</param>
/// <param name="Tail">How many lines.</param>
internal sealed record FixLogOptions(string? Session, long Tail);

/// <summary>FIX sessions, to venues and of clients at the gateway.</summary>
internal static class FixCommands
{
    public static CommandSpec Fix { get; } = new CommandGroup(
        "fix", "FIX sessions",
        new CommandSpec<FixStatusOptions>("status", "state, numbers and counters of each session", o =>
        {
            var session = o.Text("--session", "ID", "only this one: a venue's id or a client's CompID");
            return p => new FixStatusOptions(session(p));
        }),
        new CommandSpec<FixLogOptions>("log", "the newest messages, passwords blanked", o =>
        {
            var session = o.Text("--session", "ID", "only this one: a venue's id or a client's CompID");
            var tail = o.Whole("--tail", "N", "how many [100]");
            return p => new FixLogOptions(session(p), tail(p) ?? 100);
        }));
}
