using Truefill.Engine.Inputs;
using Truefill.Server.Configuration.Options;
using Truefill.Venues;

namespace Truefill.Server.Venues;

/// <summary>A venue of the configuration: what the books have to know of it, and what connects to it.</summary>
/// <param name="Adapter">Null where this build has none: orders for it wait.</param>
public sealed record VenueSetup(DefineVenue Definition, IVenue? Adapter)
{
    /// <summary>The bound on messages to it; null: none.</summary>
    public VenueRateOptions? Rate { get; init; }
}
