using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Venues;

/// <summary>A venue that can be asked, and the desks that decide what follows from its session and its answers.</summary>
internal sealed class VenueRig
{
    public const VenueCapabilities Everything = VenueCapabilities.OrderEntry | VenueCapabilities.QueryOpenOrders
        | VenueCapabilities.QueryExecutions | VenueCapabilities.QueryByWireId | VenueCapabilities.NotFoundIsFinal;

    private const long TimeoutNanos = 5 * UtcNanos.PerSecond;

    public VenueRig(VenueCapabilities capabilities = Everything, bool compares = false, bool isOpen = true,
        bool isWhole = false, bool corrects = false, OrphanPolicy orphans = OrphanPolicy.Adopt, long compareEvery = 0,
        decimal tolerance = 0)
    {
        OrderRig = new OrderRig(hasVenue: false, isWhole: isWhole);
        OrderRig.Emit.Apply(new VenueDefined(OrderRig.Venue, ReadOnly: false, capabilities, TimeoutNanos, compares,
            compareEvery * UtcNanos.PerSecond, CorrectsPositions: corrects, Orphans: orphans,
            QtyTolerance: OrderRig.Q(tolerance)));
        Reconciler = new Reconciler(OrderRig.Deciding);
        Venues = new VenueDesk(OrderRig.Deciding, OrderRig.Orders, Reconciler);
        Kills = new KillDesk(OrderRig.Deciding);
        if (isOpen) Venues.Opened(OrderRig.Venue);
    }

    public OrderRig OrderRig { get; }

    public VenueDesk Venues { get; }

    public Reconciler Reconciler { get; }

    public KillDesk Kills { get; }

    public Books Books => OrderRig.Books;

    public Session Session => Books.Sessions.TryGet(OrderRig.Venue)!.Value;

    public List<VenueAsked> Asked => OrderRig.Facts.OfType<VenueAsked>().ToList();

    public VenueAsked LastAsked => Asked[^1];

    public void Pass(long seconds)
    {
        OrderRig.Tick(seconds);
        if (Venues.IsDue(OrderRig.Deciding.Now)) Venues.Tick();
        if (Kills.IsDue(OrderRig.Deciding.Now)) Kills.Sweep();
    }

    /// <summary>A second venue, logged on, which is compared only when it is asked for.</summary>
    public VenueId Define(string venue, VenueCapabilities capabilities = Everything)
    {
        VenueId other = OrderRig.Deciding.Venue(venue);
        OrderRig.Emit.Apply(new VenueDefined(other, ReadOnly: false, capabilities, TimeoutNanos));
        Venues.Opened(other);
        return other;
    }

    public Order Submit(string id = "X", decimal quantity = 100, string venue = OrderRig.VenueName)
    {
        Assert.Equal(DenyReason.None, OrderRig.New(OrderRig.Request(id, quantity) with { Venue = venue }));
        return Books.Orders[new OrderHandle(Books.Orders.Count)];
    }

    public void Answer(VenueAsked asked, AnswerStatus status, params ExecutionReport[] orders) =>
        Venues.Answer(new VenueAnswer
        {
            QueryId = asked.QueryId,
            Venue = Books.Names.Of(asked.Venue),
            Kind = asked.Kind,
            Status = status,
            AsOf = OrderRig.Deciding.Now,
            Orders = orders,
        });

    public ExecutionReport StatusOf(Order order, OrdStatus status, decimal cumQty = 0) => new()
    {
        Venue = OrderRig.Venue,
        ExecType = ExecType.OrderStatus,
        ClOrdId = order.WireIdInForce,
        OrderId = OrderId.FromTrusted("V-" + order.Handle.Value),
        OrdStatus = status,
        OrderQty = order.Terms.OrderQty,
        CumQty = OrderRig.Q(cumQty),
        Price = order.Terms.Price,
        TransactTime = OrderRig.Deciding.Now,
    };

    /// <summary>An order of a hundred that somebody entered elsewhere, as the venue lists it: 40 are executed.</summary>
    public ExecutionReport Elsewhere() => new()
    {
        Venue = OrderRig.Venue,
        ExecType = ExecType.OrderStatus,
        ClOrdId = ClOrdId.FromTrusted("THEIRS"),
        OrderId = OrderId.FromTrusted("V9"),
        OrdStatus = OrdStatus.PartiallyFilled,
        SymbolName = "IBM",
        Side = Side.Buy,
        OrdType = OrdType.Limit,
        OrderQty = OrderRig.Q(100),
        CumQty = OrderRig.Q(40),
        TransactTime = OrderRig.Deciding.Now,
    };

    /// <summary>The venue answers every question that is open with a complete, empty list.</summary>
    public void AnswerAll(AnswerStatus status = AnswerStatus.Complete)
    {
        foreach (VenueAsked asked in Books.Queries.Pending.ToList()) Answer(asked, status);
    }

    public bool NotSent(Order order, AbortReason reason = AbortReason.NotSent) =>
        OrderRig.Orders.NotSent(new SendFailed(order.Handle, order.WireId, reason));
}
