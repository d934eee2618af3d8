using System;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Venues;

/// <summary>
/// The port to one venue: commands out, reports in. An adapter holds no truth: it maps, paces and reconnects. It never
/// retries a command on its own and never invents an answer; what happened to a command is told by a report or not at
/// all.
/// </summary>
public interface IVenue : IAsyncDisposable
{
    /// <summary>The id in the configuration.</summary>
    string Id { get; }

    VenueCapabilities Capabilities { get; }

    /// <summary>
    /// Connects and keeps connected until the token is canceled; reports go to <paramref name="sink"/>.
    /// </summary>
    Task RunAsync(IVenueSink sink, CancellationToken stop);

    /// <summary>
    /// Hands one command to the wire. Throws when it provably did not leave; after a return its outcome is open.
    /// </summary>
    void Send(in VenueCommand command);

    /// <summary>Asks; the answer comes as reports.</summary>
    void Ask(in VenueQuery query);
}
