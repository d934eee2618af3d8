using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Venues;

namespace Truefill.Venues;

/// <summary>
/// The port to one venue: commands out, reports in. An adapter holds no truth: it maps, connects and reconnects. It
/// never retries a command on its own and never invents an answer; what happened to a command is told by a report or
/// not at all. Pacing is not its work: whoever calls keeps to the venue's limits, and where one
/// answer takes several calls it waits for
/// <see cref="IVenueSink.MayCallAsync(long, System.Threading.CancellationToken)"/> before each further one.
/// </summary>
/// <remarks>
/// <see cref="Send"/> and <see cref="Ask"/> are called from one thread at a time and must not block for the venue's
/// answer; the sink may be called from any thread.
/// </remarks>
public interface IVenue : IAsyncDisposable
{
    /// <summary>The id in the configuration.</summary>
    string Id { get; }

    VenueCapabilities Capabilities { get; }

    /// <summary>
    /// Connects and keeps connected until the token is canceled; reports go to <paramref name="sink"/>. Each time the
    /// venue can take requests it reports <see cref="VenueReportKind.SessionOpened"/>, and
    /// <see cref="VenueReportKind.SessionClosed"/> each time it no longer can.
    /// </summary>
    Task RunAsync(IVenueSink sink, CancellationToken stop);

    /// <summary>
    /// Hands one command to the wire. After a return, or any other exception, its outcome is open.
    /// </summary>
    /// <exception cref="NotSentException">It provably did not leave.</exception>
    void Send(in VenueCommand command);

    /// <summary>Asks. A question that cannot be asked is answered as failed; it never throws.</summary>
    void Ask(in VenueQuery query);
}
