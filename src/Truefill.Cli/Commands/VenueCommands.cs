using System.Collections.Generic;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

internal sealed record VenuesListOptions(string? Venue);

/// <param name="By">A duration such as <c>500ms</c> or <c>30s</c>.</param>
internal sealed record VenuesClockOptions(string Venue, string By);

internal sealed record VenuesBooksOptions(string Venue);

/// <param name="Changes">Each a fault and its probability, such as <c>drop=0.1</c>; none: they are only shown.</param>
internal sealed record VenuesFaultsOptions(string Venue, IReadOnlyList<string> Changes);

internal sealed record VenuesScriptOptions(string Venue, string File);

/// <summary>Where orders go.</summary>
internal static class VenueCommands
{
    public static CommandSpec Venues { get; } = new CommandGroup(
        "venues", "where orders go; time, faults and books of simulated ones",
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
        }),
        new CommandSpec<VenuesBooksOptions>(
            "books", "what a simulated venue holds to be true, whatever it says", o =>
        {
            var venue = o.Argument("VENUE", "the venue's id");
            return p => new VenuesBooksOptions(venue(p));
        }),
        new CommandSpec<VenuesFaultsOptions>(
            "faults", "how often a simulated venue misbehaves; until the service stops", o =>
        {
            var venue = o.Argument("VENUE", "the venue's id");
            var changes = o.Arguments(
                "FAULT=P", "a fault and its probability, such as drop=0.1; none: only show", mayBeNone: true);
            return p => new VenuesFaultsOptions(venue(p), changes(p));
        }),
        new CommandSpec<VenuesScriptOptions>(
            "script", "have a simulated venue answer new orders by a book; until the service stops", o =>
        {
            var venue = o.Argument("VENUE", "the venue's id");
            var file = o.Argument("FILE", "the script, - is stdin; an empty one: the market decides");
            return p => new VenuesScriptOptions(venue(p), file(p));
        }));
}
