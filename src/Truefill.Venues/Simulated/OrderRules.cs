using System;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Simulated;

/// <summary>What the venue demands of requests, in the order in which it looks.</summary>
internal static class OrderRules
{
    // Room for a thousand such trades in one account before a sum could lose a digit.
    private const decimal ValueMax = 1_000_000_000_000_000m;

    public static RejectReason Check(in VenueCommand command, SimulatedInstrument? instrument, bool isKnown)
    {
        if (isKnown) return RejectReason.DuplicateOrder;
        if (command.WireId.IsNone) return RejectReason.BadTerms("ClOrdID(11) is missing");
        if (instrument is null) return RejectReason.UnknownSymbol;
        if (!command.Terms.OrderQty.IsPositive) return RejectReason.BadQty("OrderQty(38) has to be positive");
        return CheckTerms(command.Terms, instrument);
    }

    public static RejectReason CheckAmendment(in VenueCommand command, SimulatedOrder? order)
    {
        if (order is null) return RejectReason.UnknownOrder;
        if (!order.IsOpen) return RejectReason.TooLate;
        return command.WireId.IsNone ? RejectReason.BadTerms("ClOrdID(11) is missing") : RejectReason.None;
    }

    public static RejectReason CheckReplacement(in VenueCommand command, SimulatedOrder order)
    {
        OrderTerms terms = command.Terms;
        if (terms.Side != order.Terms.Side) return RejectReason.BadTerms("Side(54) cannot be replaced");
        if (terms.OrdType != order.Terms.OrdType) return RejectReason.BadTerms("OrdType(40) cannot be replaced");
        if (terms.TimeInForce != order.Terms.TimeInForce)
            return RejectReason.BadTerms("TimeInForce(59) cannot be replaced");
        if (terms.OrderQty < Qty.Zero) return RejectReason.BadQty("OrderQty(38) is negative");
        return CheckTerms(in terms, order.Book.Instrument);
    }

    private static RejectReason CheckTerms(in OrderTerms terms, SimulatedInstrument instrument)
    {
        bool needsPrice = terms.OrdType is OrdType.Limit or OrdType.StopLimit;
        bool needsStop = terms.OrdType is OrdType.Stop or OrdType.StopLimit;
        if (!needsPrice && !needsStop && terms.OrdType != OrdType.Market)
            return RejectReason.BadTerms($"OrdType(40)={terms.OrdType} is not taken");
        if (terms.TimeInForce is not (TimeInForce.Day or TimeInForce.GoodTillCancel
            or TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill))
            return RejectReason.BadTerms($"TimeInForce(59)={terms.TimeInForce} is not taken");
        if (needsPrice != terms.Price is not null)
            return RejectReason.BadTerms(needsPrice ? "Price(44) is missing" : "Price(44) does not belong here");
        if (needsStop != terms.StopPx is not null)
            return RejectReason.BadTerms(needsStop ? "StopPx(99) is missing" : "StopPx(99) does not belong here");
        if (!IsMultiple(terms.Price?.Value, instrument.Tick.Value))
            return RejectReason.BadTerms($"Price(44) is off the tick of {instrument.Tick}");
        if (!IsMultiple(terms.StopPx?.Value, instrument.Tick.Value))
            return RejectReason.BadTerms($"StopPx(99) is off the tick of {instrument.Tick}");
        if (!IsMultiple(terms.OrderQty.Value, instrument.Lot.Value))
            return RejectReason.BadQty($"OrderQty(38) is off the lot of {instrument.Lot}");
        decimal price = Math.Abs(terms.Price?.Value ?? terms.StopPx?.Value ?? 1);
        return terms.OrderQty.Value >= ValueMax || price >= ValueMax || terms.OrderQty.Value * price >= ValueMax
            ? RejectReason.BadQty("more than the venue can settle")
            : RejectReason.None;
    }

    private static bool IsMultiple(decimal? value, decimal step) => value is null || step == 0 || value % step == 0;
}
