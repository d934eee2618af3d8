using System.Diagnostics;
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
    private long lastOrderAt;

    public string Id => Name;

    public VenueCapabilities Capabilities => VenueCapabilities.OrderEntry | VenueCapabilities.PushesReports;

    /// <summary>Commands that left for it.</summary>
    public long Taken => Interlocked.Read(ref taken);

    /// <summary>When the last new order left for it, by the stopwatch's ticks.</summary>
    public long LastOrderAt => Volatile.Read(ref lastOrderAt);

    public Task RunAsync(IVenueSink sink, CancellationToken stop)
    {
        sink.Post(new VenueReport { Kind = VenueReportKind.SessionOpened });
        return Task.Delay(Timeout.Infinite, stop);
    }

    public void Send(in VenueCommand command)
    {
        Interlocked.Increment(ref taken);
        if (command.Kind == VenueCommandKind.New) Volatile.Write(ref lastOrderAt, Stopwatch.GetTimestamp());
    }

    public void Ask(in VenueQuery query)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
