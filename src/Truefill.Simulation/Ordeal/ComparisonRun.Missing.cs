using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;

namespace Truefill.Simulation.Ordeal;

/// <content>
/// Orders that the venue had accepted and forgets: found in the end, and no other ever; over when a person says how it
/// ended, or the venue does after all.
/// </content>
internal sealed partial class ComparisonRun
{
    private LosingPhase losing;
    private ClOrdId lost;
    private OrderHandle lostOrder;
    private UtcNanos losingSince;
    private int missed;
    private int orphaned;
    private int untold;

    private enum LosingPhase
    {
        None,

        /// <summary>The order is on its way to the venue, far from any price that is traded.</summary>
        Entered,

        /// <summary>The venue does not know it any more, and the books do not know that.</summary>
        Forgotten,

        /// <summary>The break is there.</summary>
        Found,

        /// <summary>It was said how it ended, and the break has to end.</summary>
        Resolved,
    }

    private void LoseOrder()
    {
        switch (losing)
        {
            case LosingPhase.None when chance.OneIn(8):
                lost = ClOrdId.FromTrusted($"gone{++serial}");
                requests.Enqueue(Of(InputKind.NewOrderSingle, FarOrder(lost)));
                Enter(LosingPhase.Entered);
                break;
            case LosingPhase.Entered when Find(in lost) is { IsAccepted: true } order
                && line.Market.ForgetOrder(order.WireId):
                lostOrder = order.Handle;
                Enter(LosingPhase.Forgotten);
                break;
            case LosingPhase.Forgotten or LosingPhase.Resolved when now > losingSince.AddNanos(FoundWithin):
                found.Add(new Divergence(
                    $"order {lost}", "break", losing == LosingPhase.Forgotten ? "found" : "ended", "not in 900 s"));
                break;
            case LosingPhase.Found when chance.OneIn(4):
                ResolveLost();
                break;
        }
    }

    private void Missing()
    {
        missed++;
        if (losing == LosingPhase.Forgotten) Enter(LosingPhase.Found);
        if (!Books.Orders[lostOrder].IsOpen)
            found.Add(new Divergence($"order {lost}", "that the venue does not know", "open", "ended by a guess"));
    }

    // Before its break is there nobody can resolve it; then the venue itself says that it has ended.
    private void SettleLost()
    {
        requests.Enqueue(Lie(Books.Orders[lostOrder]));
        Enter(LosingPhase.Resolved);
    }

    private void ResolveLost()
    {
        Order order = Books.Orders[lostOrder];
        requests.Enqueue(chance.OneIn(2)
            ? Lie(order)
            : Of(InputKind.ResolveOrder, new ResolveOrder
            {
                ClOrdId = order.ClOrdId,
                As = Resolution.Canceled,
                By = "ann",
                Reason = "the venue has lost it",
            }));
        Enter(LosingPhase.Resolved);
    }

    private Order? Find(in ClOrdId id) =>
        Books.Orders.Find(in id) is { IsFound: true } lookup ? Books.Orders[lookup.Order] : null;

    private void Enter(LosingPhase next) => (losing, losingSince) = (next, now);
}
