using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Tests.Support;

/// <summary>An adapter that pushes, and makes one mistake. Its venue lives on when it is disposed.</summary>
internal sealed class MistakenVenue(IVenue venue, Mistake mistake) : IVenue, IVenueSink
{
    private readonly ConcurrentDictionary<ClOrdId, OrderTerms> terms = new();
    private IVenueSink? sink;
    private int told;

    public string Id => venue.Id;

    public VenueCapabilities Capabilities => venue.Capabilities;

    public Task RunAsync(IVenueSink sink, CancellationToken stop)
    {
        this.sink = sink;
        return venue.RunAsync(this, stop);
    }

    public void Send(in VenueCommand command)
    {
        VenueCommand sent = command;
        if (command.Kind == VenueCommandKind.New) terms[command.WireId] = command.Terms;
        if (command.Kind == VenueCommandKind.Replace && terms.TryGetValue(command.OrigWireId, out OrderTerms before))
        {
            if (mistake == Mistake.ReplaceKeepsQuantity)
                sent = command with { Terms = command.Terms with { OrderQty = before.OrderQty } };
            if (mistake == Mistake.ReplaceKeepsPrice)
                sent = command with { Terms = command.Terms with { Price = before.Price } };
        }

        venue.Send(in sent);
    }

    public void Ask(in VenueQuery query)
    {
        if (mistake == Mistake.ThrowsWhenAsked) throw new InvalidOperationException("nobody thought of questions");
        venue.Ask(in query);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
