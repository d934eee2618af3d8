using Truefill.Engine.Inputs;
using Truefill.Venues;

namespace Truefill.Server.Venues;

/// <summary>A venue of the configuration: what the books have to know of it, and what connects to it.</summary>
/// <param name="Adapter">Null where this build has none: orders for it wait.</param>
public sealed record VenueSetup(DefineVenue Definition, IVenue? Adapter);
