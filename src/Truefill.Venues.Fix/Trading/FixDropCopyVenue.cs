using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Fix.Trading;

/// <summary>
/// A venue with two sessions: one to trade on, and one on which it copies what was traded. Either may bring an
/// execution first; the books count it once, because both give it the same ExecID(17). Only the first one says whether
/// the venue can be traded on.
/// </summary>
/// <param name="trading">Requests go out here.</param>
/// <param name="copy">Nothing but what belongs to a session goes out here.</param>
public sealed class FixDropCopyVenue(FixVenue trading, FixVenue copy) : IVenue
{
    public string Id => trading.Id;

    public VenueCapabilities Capabilities => trading.Capabilities;

    public FixVenue Trading => trading;

    public FixVenue Copy => copy;

    /// <exception cref="Truefill.Fix.FixStoreException">
    /// One of the stores is damaged, of a newer format or another process's; the other session is ended too.
    /// </exception>
    public async Task RunAsync(IVenueSink sink, CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task trades = trading.RunAsync(sink, both.Token);
        Task copies = copy.RunAsync(new FixDropCopySink(sink), both.Token);
        Task first = await Task.WhenAny(trades, copies);
        await both.CancelAsync();
        await Task.WhenAny(Task.WhenAll(trades, copies));

        // The one that ended by itself says why.
        await first;
        await Task.WhenAll(trades, copies);
    }

    public void Send(in VenueCommand command) => trading.Send(in command);

    public void Ask(in VenueQuery query) => trading.Ask(in query);

    public async ValueTask DisposeAsync()
    {
        await trading.DisposeAsync();
        await copy.DisposeAsync();
    }
}
