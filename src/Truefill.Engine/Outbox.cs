using System.Globalization;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Venues;
using Truefill.Venues;

namespace Truefill.Engine;

/// <summary>
/// From the facts that ask for it, the messages to venues. They are effects: released once the fact is durable. Nothing
/// else makes one.
/// </summary>
internal sealed class Outbox(Books books)
{
    /// <summary>Where the messages of the step under way go.</summary>
    public Effects? Effects { get; set; }

    public void Add(in OrderSubmitted e)
    {
        if (e.Intent.Origin != OrderOrigin.Client || e.Intent.Venue.IsNone) return;
        Order order = books.Orders[e.Intent.Order];
        Add(order, VenueCommandKind.New, order.WireId, default, e.Intent.Terms, e.Intent.AddsRisk);
    }

    public void Add(in CancelRequested e)
    {
        Order order = books.Orders[e.Order];
        if (e.Origin != OrderOrigin.Client || order.Request(e.Request) is not { } request) return;
        Add(order, VenueCommandKind.Cancel, order.WireIdOf(request), order.WireIdInForce, order.Terms, addsRisk: false);
    }

    public void Add(in ReplaceRequested e)
    {
        Order order = books.Orders[e.Order];
        if (e.Origin != OrderOrigin.Client || order.Request(e.Request) is not { } request) return;
        bool addsRisk = order.AddsRisk && e.Terms.OrderQty > order.Terms.OrderQty;
        Add(order, VenueCommandKind.Replace, order.WireIdOf(request), order.WireIdInForce, e.Terms, addsRisk);
    }

    // What waits for the venue's rate budget has not left: concluded as ended or refused, it never does.
    public void Add(in RequestResolved e)
    {
        if (Effects is null) return;
        Order order = books.Orders[e.Order];
        if (order.Closing != OrderClosing.None)
            Effects.Add(new Withdrawal(order.Venue, order.Handle, default));
        else if (e.As == Resolution.Rejected && order.Request(e.Request) is { } request)
            Effects.Add(new Withdrawal(order.Venue, order.Handle, order.WireIdOf(request)));
    }

    public void Add(in KillSwitchSet e)
    {
        if (Effects is null) return;
        Effects.Add(in e);
        if (e.State != KillSwitchState.Active) return;
        foreach (Session session in books.Sessions.All)
        {
            if (books.Sessions.IsOpen(session.Venue) && session.Can(VenueCapabilities.MassCancel)
                && IsAllStopped(session.Venue))
                Effects.Add(new ReleasedCommand(CancelAll(in e), session.Venue, default, default, default, false));
        }
    }

    public void Add(in VenueAsked e)
    {
        if (Effects is null) return;
        VenueQuery query = new(e.QueryId, e.Kind, e.Request, default, "", "", e.Since);
        if (!e.Order.IsNone)
        {
            Order order = books.Orders[e.Order];
            query = query with
            {
                OrderId = order.OrderId,
                Account = books.Names.Of(order.Account),
                Symbol = books.Names.Of(order.Symbol),
                Side = order.Side,
                Terms = order.Terms,
                CumQty = order.CumQty,
                AvgPx = order.AvgPx,
            };
        }

        Effects.Add(new ReleasedQuery(e.Venue, query));
    }

    private void Add(
        Order order,
        VenueCommandKind kind,
        in ClOrdId wireId,
        in ClOrdId original,
        in OrderTerms terms,
        bool addsRisk)
    {
        if (Effects is null || !books.Sessions.IsDefined(order.Venue)) return;
        VenueCommand command = new(
            kind,
            order.Handle,
            wireId,
            original,
            order.OrderId,
            books.Names.Of(order.Account),
            books.Names.Of(order.Symbol),
            terms,
            order.CumQty,
            LinkOf(order),
            order.AvgPx);
        bool isProtective = order.Leg != LegKind.None;
        Effects.Add(new ReleasedCommand(
            command, order.Venue, order.Account, order.Strategy, order.Symbol, addsRisk && !isProtective));
    }

    // One request instead of many, but never one that would take a protective leg or somebody else's order along.
    private bool IsAllStopped(VenueId venue)
    {
        if (books.Reconciliation.HasOrphan(venue)) return false;
        int working = 0;
        foreach (Order order in books.Orders.Open)
        {
            if (order.Venue != venue) continue;
            if (!books.KillSwitch.Stops(order)) return false;
            if (!order.IsHeld) working++;
        }

        return working > 1;
    }

    // A time is given once a switch; the digits are no id of an order.
    private static VenueCommand CancelAll(in KillSwitchSet e) => new(
        VenueCommandKind.CancelAll,
        default,
        ClOrdId.FromTrusted(e.At.Value.ToString(CultureInfo.InvariantCulture)),
        default,
        default,
        "",
        "",
        default,
        default);

    // Both legs of one parent cancel each other, where they rest at a venue that can do it; an exit and its stop too.
    private ClOrdId LinkOf(Order order)
    {
        if (order.Leg == LegKind.None || order.OrdType == OrdType.Market) return default;
        bool canLink = books.Sessions.TryGet(order.Venue) is { } session
            && session.Can(VenueCapabilities.OneCancelsOther);
        if (!canLink) return default;
        return order.IsExit ? order.WireId : books.Orders[order.Parent].WireId;
    }
}
