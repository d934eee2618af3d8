using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Generation;
using Truefill.Venues;
using Truefill.Venues.Simulated;

namespace Truefill.Simulation.Restarts;

/// <content>Brings orders to where they are when the process dies, and lets the venue go on without us.</content>
internal sealed partial class WarmStartRun
{
    private const decimal Price = 100;
    private const int OrderQty = 40;

    // Twice as much leaves something of the smallest order.
    private const int PartQtyMost = 19;
    private const int DowntimeMostSeconds = 90;

    // A symbol for each fate, so that a trade fills only what it is meant for.
    private static readonly SortedDictionary<OrderFates, string> Symbols = new()
    {
        [OrderFates.Held] = "HELD",
        [OrderFates.Queued] = "QUEUED",
        [OrderFates.InFlight] = "FLIGHT",
        [OrderFates.Working] = "WORK",
        [OrderFates.FilledMeanwhile] = "FILLED",
        [OrderFates.CanceledMeanwhile] = "CANCELED",
        [OrderFates.Orphan] = "ORPHAN",
    };

    private readonly Dictionary<OrderFates, List<ClOrdId>> entered = [];
    private readonly Dictionary<OrderFates, Side> sides = [];
    private readonly List<ClOrdId> orphans = [];

    private void Arrange()
    {
        if (Has(OrderFates.Working)) Enter(OrderFates.Working);
        if (Has(OrderFates.FilledMeanwhile)) Enter(OrderFates.FilledMeanwhile);
        if (Has(OrderFates.CanceledMeanwhile)) Enter(OrderFates.CanceledMeanwhile);
        bool amends = Has(OrderFates.InFlight) && chance.OneIn(2);
        if (amends) Enter(OrderFates.InFlight);
        Serve();
        Round();
        if (chance.OneIn(2)) Trade(OrderFates.Working, chance.Between(1, PartQtyMost));
        if (chance.OneIn(2)) Trade(OrderFates.FilledMeanwhile, chance.Between(1, PartQtyMost));
        if (chance.OneIn(2)) Trade(OrderFates.CanceledMeanwhile, chance.Between(1, PartQtyMost));
        Serve();
        isGatewayFull = true;
        if (Has(OrderFates.Queued)) Enter(OrderFates.Queued);
        Serve();
        isGatewayFull = false;
        if (amends) Amend();
        if (Has(OrderFates.InFlight)) Enter(OrderFates.InFlight);
        Serve();
        if (Has(OrderFates.Held)) Hold();
    }

    private void Hold()
    {
        isHeldByHand = chance.OneIn(2);
        if (isHeldByHand) Ask(InputKind.HoldTrading, new HoldTrading(DeafLine.VenueName, "ann", "looks odd"));
        else line.Market.HangUp();
        Serve();
        Enter(OrderFates.Held);
        Serve();
    }

    private void Enter(OrderFates fate)
    {
        for (int i = chance.Between(1, 3); i > 0; i--) requests.Enqueue(Entry(fate));
    }

    private Input Entry(OrderFates fate)
    {
        ClOrdId id = ClOrdId.FromTrusted($"c{++serial}");
        if (!entered.TryGetValue(fate, out List<ClOrdId>? ids))
        {
            entered[fate] = ids = [];
            sides[fate] = chance.OneIn(2) ? Side.Buy : Side.Sell;
        }

        ids.Add(id);
        return Of(
            InputKind.NewOrderSingle,
            new NewOrderSingle
            {
                ClOrdId = id,
                Symbol = Symbols[fate],
                Account = Account,
                Venue = DeafLine.VenueName,
                Terms = Terms(sides[fate]),
            },
            InputSource.Http);
    }

    // One side for each fate, and no quantity twice: what could trade with itself, or looks repeated, is refused.
    private OrderTerms Terms(Side side) => new(
        side, OrdType.Limit, TimeInForce.GoodTillCancel, Quantity.Of(OrderQty + serial), Quantity.Price(Price));

    private void Amend()
    {
        foreach (ClOrdId original in entered[OrderFates.InFlight])
        {
            ClOrdId id = ClOrdId.FromTrusted($"c{++serial}");
            if (chance.OneIn(2))
            {
                Ask(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = original, ClOrdId = id });
                continue;
            }

            Ask(InputKind.OrderCancelReplaceRequest, new OrderCancelReplaceRequest
            {
                OrigClOrdId = original,
                ClOrdId = id,
                OrderQty = Quantity.Of(OrderQty * 4),
            });
        }
    }

    // Nobody hears what the venue says now. What it keeps for us to hear later is lost in every second seed, too.
    private void Meanwhile()
    {
        bool losesAll = chance.OneIn(2);
        bool dropsFirst = chance.OneIn(2);
        if (Has(OrderFates.Orphan)) EnterElsewhere();
        if (dropsFirst) line.Market.HangUp();
        if (Has(OrderFates.FilledMeanwhile)) Trade(OrderFates.FilledMeanwhile, OrderQty * 12);
        if (Has(OrderFates.CanceledMeanwhile))
        {
            foreach (ClOrdId id in entered[OrderFates.CanceledMeanwhile])
                line.Market.CancelUnasked(Books.Orders[Books.Orders.Find(id).Order].WireIdInForce);
        }

        if (chance.OneIn(2)) Trade(OrderFates.Working, chance.Between(1, PartQtyMost));
        line.Market.HangUp();
        now = now.AddNanos(chance.Between(1, DowntimeMostSeconds) * UtcNanos.PerSecond);
        line.Market.AdvanceTo(now);
        if (!losesAll) return;
        line.Market.Connect();
        line.Market.HangUp();
    }

    private void EnterElsewhere()
    {
        line.Market.Connect();
        for (int i = chance.Between(1, 3); i > 0; i--)
        {
            ClOrdId id = ClOrdId.FromTrusted($"X{++serial}");
            orphans.Add(id);
            VenueCommand order = new(
                VenueCommandKind.New, default, id, default, default, Account, Symbols[OrderFates.Orphan],
                Terms(Side.Buy), Qty.Zero);
            line.Market.Send(in order, now);
        }

        now = now.AddNanos(Pause);
        line.Market.AdvanceTo(now);
        if (chance.OneIn(2)) Trade(OrderFates.Orphan, chance.Between(1, PartQtyMost));
    }

    private void Trade(OrderFates fate, int quantity) => line.Market.Print(
        new TradePrint(now, Symbols[fate], Quantity.Price(Price), Quantity.Of(quantity)));
}
