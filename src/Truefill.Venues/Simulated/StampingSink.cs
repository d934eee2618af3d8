using System;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated;

/// <summary>
/// Stamps reports with the wall clock on their way to a sink that is known only later, and knows whether the line is
/// up.
/// </summary>
internal sealed class StampingSink(TimeProvider wall) : IVenueSink
{
    private volatile IVenueSink? target;
    private volatile bool isConnected;

    /// <summary>Written by the market's owner, read by senders.</summary>
    public bool IsConnected => isConnected;

    public IVenueSink? Target
    {
        get => target;
        set => target = value;
    }

    public void Post(in VenueReport report)
    {
        VenueReport stamped = report;
        stamped.ReceivedAt = UtcNanos.Of(wall.GetUtcNow());
        if (report.Kind == VenueReportKind.SessionOpened) isConnected = true;
        else if (report.Kind == VenueReportKind.SessionClosed) isConnected = false;
        target?.Post(in stamped);
    }
}
