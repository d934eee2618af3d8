using System.Collections.Generic;
using Truefill.Domain.Orders;

namespace Truefill.Venues.Simulated;

/// <summary>What is so at the venue, for whoever compares.</summary>
public sealed partial class SimulatedMarket
{
    /// <summary>
    /// The orders that can still trade, by symbol and arrival: those too whose existence is denied. Asking changes
    /// nothing and costs no sequence number.
    /// </summary>
    public IReadOnlyList<ExecutionReport> TrueOrders()
    {
        long seq = lastSeq;
        List<ExecutionReport> open = [];
        foreach (SymbolBook book in symbolsInOrder)
            foreach (SimulatedOrder order in book.Open) open.Add(StatusOf(order));
        lastSeq = seq;
        return open;
    }
}
