using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Tests.Support;

/// <summary>An adapter that pushes, and makes one mistake in what it tells of trades.</summary>
internal sealed class MistakenVenue(IVenue venue, Mistake mistake) : IVenue, IVenueSink
{
    private IVenueSink? sink;
    private int told;

    public string Id => venue.Id;

    public VenueCapabilities Capabilities => venue.Capabilities;

    public Task RunAsync(IVenueSink sink, CancellationToken stop)
    {
        this.sink = sink;
        return venue.RunAsync(this, stop);
    }

    public void Send(in VenueCommand command) => venue.Send(in command);

    public void Ask(in VenueQuery query) => venue.Ask(in query);

    public ValueTask DisposeAsync() => venue.DisposeAsync();

    public void Post(in VenueReport report)
    {
        VenueReport changed = report;
        ref ExecutionReport trade = ref changed.ExecutionReport;
        if (report.Kind == VenueReportKind.ExecutionReport && trade.ExecType == ExecType.Trade)
        {
            if (mistake == Mistake.NewIdEachTime) trade.ExecId = ExecId.FromTrusted($"M{++told}");
            if (mistake == Mistake.OneIdForAll) trade.ExecId = ExecId.FromTrusted(trade.OrderId.ToString());
            if (mistake == Mistake.TradesAreAllBuys) trade.Side = Side.Buy;
        }

        (sink ?? throw new InvalidOperationException("it does not run")).Post(in changed);
    }
}
