using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Venues;
using Truefill.Venues;

namespace Truefill.Benchmarks.Http;

/// <summary>Takes every order and says nothing, so that only the way in is measured.</summary>
internal sealed class QuietVenue : IVenue
{
    public const string Name = "QUIET";

    private long taken;

    public string Id => Name;

    public VenueCapabilities Capabilities => VenueCapabilities.OrderEntry | VenueCapabilities.PushesReports;

    /// <summary>Commands that left for it.</summary>
    public long Taken => Interlocked.Read(ref taken);

    public Task RunAsync(IVenueSink sink, CancellationToken stop)
    {
        sink.Post(new VenueReport { Kind = VenueReportKind.SessionOpened });
        return Task.Delay(Timeout.Infinite, stop);
    }

    public void Send(in VenueCommand command) => Interlocked.Increment(ref taken);

    public void Ask(in VenueQuery query)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
