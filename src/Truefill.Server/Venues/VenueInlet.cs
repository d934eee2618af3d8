using Truefill.Domain.Names;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;
using Truefill.Venues;

namespace Truefill.Server.Venues;

/// <summary>Where one venue's adapter puts what it hears: into the engine's inbox, under that venue's name.</summary>
public sealed class VenueInlet(EngineHost host, string venue, VenueId handle) : IVenueSink
{
    private readonly string source = "venue:" + venue;

    public void Post(in VenueReport report)
    {
        VenueReport said = report;
        Input input = default;
        said.ExecutionReport.Venue = handle;
        if (said.Kind == VenueReportKind.OrderCancelReject)
            said.CancelReject = said.CancelReject with { Venue = handle };

        VenueInputs.Fill(ref input, in said, source, venue);

        // The adapter may use its buffer again as soon as this returns.
        if (!input.Raw.IsEmpty) input.Raw = input.Raw.ToArray();
        host.Post(in input);
    }
}
