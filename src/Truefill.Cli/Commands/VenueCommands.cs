using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

internal sealed record VenuesListOptions(string? Venue);

/// <param name="By">A duration such as <c>500ms</c> or <c>30s</c>.</param>
internal sealed record VenuesClockOptions(string Venue, string By);

/// <summary>Where orders go.</summary>
internal static class VenueCommands
{
    public static CommandSpec Venues { get; } = new CommandGroup(
        "venues", "where orders go, and the time of simulated ones",
        new CommandSpec<VenuesListOptions>("list", "each with its session and whether trading is open there", o =>
        {
            var venue = o.Text("--venue", "V", "only this one");
            return p => new VenuesListOptions(venue(p));
        }),
        new CommandSpec<VenuesClockOptions>(
            "clock", "advance a venue with 'clock: simulated', and the engine with it", o =>
        {
            var venue = o.Argument("VENUE", "the venue's id");
            var by = o.Required("--advance", "TIME", "by how much, such as 500ms or 30s; 0s only says what time it is");
            return p => new VenuesClockOptions(venue(p), by(p));
        }));
}
