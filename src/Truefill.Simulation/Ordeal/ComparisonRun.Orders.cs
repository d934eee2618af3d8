using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Generation;
using Truefill.Venues;

namespace Truefill.Simulation.Ordeal;

/// <content>
/// Orders that live at the venue after a report that they were canceled: found in the end, and no other ever.
/// </content>
internal sealed partial class ComparisonRun
{
    // Two good looks among answers of which most are lost, lag or are cut short.
    private const long FoundWithin = 900 * UtcNanos.PerSecond;

    private PhantomPhase phase;
    private ClOrdId phantom;
    private OrderHandle phantomOrder;
    private UtcNanos phaseSince;
    private int lastBreakSeen;
    private int phantoms;

    private enum PhantomPhase
    {
        None,

        /// <summary>The order is on its way to the venue, far from any price that is traded.</summary>
        Entered,

        /// <summary>The books were told that it is canceled; the venue has it.</summary>
        Lied,

        /// <summary>The break is there.</summary>
        Found,

        /// <summary>It is canceled at the venue, and the break has to end.</summary>
        Canceled,
    }

    private void PlantOrder()
    {
        switch (phase)
        {
            case PhantomPhase.None when chance.OneIn(8):
                phantom = ClOrdId.FromTrusted($"far{++serial}");
                requests.Enqueue(Of(InputKind.NewOrderSingle, FarOrder(phantom)));
                Enter(PhantomPhase.Entered);
                break;
            case PhantomPhase.Entered when Find(in phantom) is { IsAccepted: true } order:
                phantomOrder = order.Handle;
                requests.Enqueue(Lie(order));
                Enter(PhantomPhase.Lied);
                break;
            case PhantomPhase.Lied or PhantomPhase.Canceled when now > phaseSince.AddNanos(FoundWithin):
                found.Add(new Divergence(
                    $"order {phantom}", "break", phase == PhantomPhase.Lied ? "found" : "ended", "not in 900 s"));
                break;
            case PhantomPhase.Found when chance.OneIn(4):
                CancelPhantom();
                break;
        }
    }

    private void Enter(PhantomPhase next) => (phase, phaseSince) = (next, now);

    private void CancelPhantom()
    {
        Order order = Books.Orders[phantomOrder];
        line.Market.Send(
            new VenueCommand(
                VenueCommandKind.Cancel, default, ClOrdId.FromTrusted($"x{++serial}"), order.WireId, order.OrderId,
                Account, Symbol, order.Terms, Qty.Zero),
            now);
        Enter(PhantomPhase.Canceled);
    }

    // Whatever else is a break of an order is a false one.
    private void LookAtOrders()
    {
        for (; lastBreakSeen < Books.Reconciliation.LastBreakId; lastBreakSeen++)
        {
            BreakOpened of = Books.Reconciliation.TryGet(lastBreakSeen + 1)!.Value.Latest;
            if (of.Order.IsNone) continue;
            bool isRight = of.Class switch
            {
                // What was listed before it was canceled there may be confirmed a moment after.
                BreakClass.PhantomOrder =>
                    phase is PhantomPhase.Lied or PhantomPhase.Canceled && of.Order.Order == phantomOrder,

                // What the venue says of its end may come a moment after the second look.
                BreakClass.MissingOrder =>
                    losing is LosingPhase.Forgotten or LosingPhase.Resolved && of.Order.Order == lostOrder,
                BreakClass.MissingFill => line.Withholds(of.Order.OrderId),
                _ => mode == ComparisonMode.LooksOn && orphans != OrphanPolicy.Adopt,
            };
            if (!isRight) found.Add(new Divergence($"break {of.Id}", "order", "none differs", $"{of}"));
            if (of.Class == BreakClass.PhantomOrder) Phantom();
            else if (of.Class == BreakClass.MissingOrder) Missing();
            else if (of.Class == BreakClass.MissingFill) untold++;
            else orphaned++;
        }

        if (phase == PhantomPhase.Canceled && AreOver(BreakClass.PhantomOrder)) Enter(PhantomPhase.None);
        if (losing == LosingPhase.Resolved && AreOver(BreakClass.MissingOrder)) Enter(LosingPhase.None);
    }

    private void Phantom()
    {
        phantoms++;
        if (phase == PhantomPhase.Lied) Enter(PhantomPhase.Found);
    }

    private bool AreOver(BreakClass kind) =>
        Books.Reconciliation.Breaks.All(b => b.State == BreakState.Resolved || b.Latest.Class != kind)
        && Books.Reconciliation.Looks.All(look => look.Class != kind);

    private static NewOrderSingle FarOrder(ClOrdId id) => new()
    {
        ClOrdId = id,
        Symbol = Symbol,
        Account = Account,
        Venue = LaggingLine.VenueName,
        Terms = new OrderTerms(
            Side.Buy, OrdType.Limit, TimeInForce.GoodTillCancel, Quantity.Of(7), Quantity.Price(10)),
    };

    private Input Lie(Order order) => new()
    {
        Kind = InputKind.ExecutionReport,
        Source = InputSource.OfVenue(LaggingLine.VenueName),
        ReceivedAt = now,
        Report = new ExecutionReport
        {
            Venue = line.Venue,
            ExecType = ExecType.Canceled,
            OrdStatus = OrdStatus.Canceled,
            ClOrdId = order.WireId,
            OrderId = order.OrderId,
            TransactTime = now,
        },
    };
}
