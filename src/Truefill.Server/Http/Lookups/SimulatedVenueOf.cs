using System.Linq;
using Truefill.Server.Configuration.Options;
using Truefill.Venues;
using Truefill.Venues.Simulated;

namespace Truefill.Server.Http.Lookups;

/// <summary>The simulated venue that a request names.</summary>
internal static class SimulatedVenueOf
{
    /// <summary>Null: what is named is another kind of venue.</summary>
    /// <exception cref="ApiException">There is no such venue.</exception>
    private static SimulatedVenue? Find(ApiCall call, out string id)
    {
        string named = id = call.Route("id");
        IVenue? found = call.Services.Context.Venues?.Venues.FirstOrDefault(venue => venue.Id == named);
        return found is null
            ? throw ApiException.NotFound("unknown_venue", $"No venue with an adapter is called '{id}'.")
            : found as SimulatedVenue;
    }

    /// <summary>For what turns a venue into a weapon of tests: never where money is real.</summary>
    /// <exception cref="ApiException">There is no such venue, it is not simulated, or the mode is live.</exception>
    public static SimulatedVenue ForTests(ApiCall call, out string id)
    {
        SimulatedVenue? venue = Find(call, out id);
        if (call.Services.Context.Mode == TradingMode.Live)
            throw ApiException.Refused("live_mode", "This is for tests; the service runs in live mode.");
        return venue ?? throw ApiException.Refused("not_simulated", $"{id} is not a simulated venue.");
    }
}
