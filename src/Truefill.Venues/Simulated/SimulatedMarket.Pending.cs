using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated;

/// <summary>Cancels and replaces that are not decided at once, and orders that a split changes.</summary>
public sealed partial class SimulatedMarket
{
    // ExecRestatementReason(378)=0, GT corporate action.
    private const int RestatedForCorporateAction = 0;

    /// <summary>
    /// A corporate action multiplies what an open order asks for and what it has executed, and the venue restates it.
    /// Its trades, its price and the holdings stay as they are: whoever splits those says so elsewhere.
    /// </summary>
    /// <param name="factor">New units for an old one, at least 2.</param>
    /// <returns>False when no open order has the id, or a request of it is pending.</returns>
    public bool Split(ClOrdId wireId, int factor)
    {
        System.ArgumentOutOfRangeException.ThrowIfLessThan(factor, 2);
        if (orders.Find(in wireId, default) is not { IsOpen: true } order) return false;
        if (order.PendingCancels + order.PendingReplaces > 0) return false;
        order.SplitFactor *= factor;
        order.CumQty = Qty.FromTrusted(order.CumQty.Value * factor);
        order.Terms = order.Terms with { OrderQty = Qty.FromTrusted(order.Terms.OrderQty.Value * factor) };
        Report(order, ExecType.Restated, ReportNature.Unasked, "split", RestatedForCorporateAction);
        return true;
    }

    // True when the request is only reported pending for now; it is decided later, by what is so then.
    private bool Pends(in VenueCommand command)
    {
        if (settings.Pending <= 0 || orders.Knows(command.WireId)) return false;
        if (orders.Find(command.OrigWireId, command.OrderId) is not { IsOpen: true, Script: null } order) return false;
        if (!chance.Hits(settings.Pending)) return false;
        Count(order, command.Kind, 1);
        ReportPending(order, in command);
        long within = UtcNanos.NanosOf(settings.PendingMax);
        agenda.Add(Now.AddNanos(chance.Between(1, within)), new PendingEnds(order, command));
        return true;
    }

    private static void Count(SimulatedOrder order, VenueCommandKind kind, int by)
    {
        if (kind == VenueCommandKind.Cancel) order.PendingCancels += by;
        else order.PendingReplaces += by;
    }

    private sealed class PendingEnds(SimulatedOrder order, VenueCommand command) : Due
    {
        public override void Happen(SimulatedMarket market)
        {
            Count(order, command.Kind, -1);
            if (command.Kind == VenueCommandKind.Cancel) market.TakeCancel(in command, RejectReason.None);
            else market.TakeReplace(in command, RejectReason.None);
        }
    }
}
