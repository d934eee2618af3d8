using System.Collections.Generic;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated.Sessions;

namespace Truefill.Venues.Simulated;

/// <summary>One symbol's orders and its last print.</summary>
internal sealed class SymbolBook(SimulatedInstrument instrument, SessionCalendar sessions)
{
    public SimulatedInstrument Instrument { get; } = instrument;

    public string Symbol => Instrument.Symbol;

    public SessionCalendar Sessions { get; } = sessions;

    public OrderQueue Bids { get; } = new();

    public OrderQueue Offers { get; } = new();

    public OrderQueue StopsToBuy { get; } = new();

    public OrderQueue StopsToSell { get; } = new();

    /// <summary>Every open order, in the order of arrival, whatever it waits for.</summary>
    public LinkedList<SimulatedOrder> Open { get; } = [];

    /// <summary>Those that the next print decides.</summary>
    public List<SimulatedOrder> Immediate { get; } = [];

    public Px? LastPrice { get; set; }

    public UtcNanos LastMarkAt { get; set; }

    /// <summary>The session that the last look fell into; valid until its end.</summary>
    public SessionPhase Phase { get; set; }

    public bool IsOpenAt(UtcNanos time)
    {
        if (time >= Phase.Until || time < Phase.Since) Phase = Sessions.At(time);
        return Phase.IsOpen;
    }

    /// <summary>Puts an open order where it waits.</summary>
    public void Rest(SimulatedOrder order)
    {
        if (order.AwaitsTrigger)
        {
            decimal stop = order.Terms.StopPx!.Value.Value;
            order.SortKey = order.IsBuy ? -stop : stop;
            (order.IsBuy ? StopsToBuy : StopsToSell).Add(order);
            return;
        }

        decimal? limit = order.Terms.Price?.Value;
        order.SortKey = limit is null ? decimal.MaxValue : order.IsBuy ? limit.Value : -limit.Value;
        (order.IsBuy ? Bids : Offers).Add(order);
        if (order.IsImmediate) Immediate.Add(order);
    }

    public void Withdraw(SimulatedOrder order)
    {
        order.Queue?.Remove(order);
        if (order.IsImmediate) Immediate.Remove(order);
    }
}
