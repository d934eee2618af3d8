using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;

namespace Truefill.Simulation.Model;

/// <content>What the engine does of its own accord, and what permits it.</content>
public sealed partial class NaiveModel
{
    private const long DayNanos = 86_400_000_000_000;
    private const long NightNanos = DayNanos / 2;
    private const long MomentNanos = 5_000_000_000;

    private ModelAdvisory? executing;

    /// <summary>
    /// Takes what the engine did while it took the last input. Null: something that the model knows of permits it; else
    /// what is wrong with it.
    /// </summary>
    public string? Tell(Told told) => told switch
    {
        ToldOrder x => TakeOwnOrder(x),
        ToldRequest x => TakeOwnRequest(x),
        ToldHeld x => Find(x.Order) is { } order ? Hold(order, isHeld: true) : Unknown(x.Order),
        ToldSent x => Find(x.Order) is { } order ? Hold(order, isHeld: false) : Unknown(x.Order),
        ToldGivenUp x => Find(x.Order) is { } order ? GiveUp(order) : Unknown(x.Order),
        ToldConclusion x => Find(x.Order) is { } order ? Conclude(order, x) : Unknown(x.Order),
        ToldResolution x => Find(x.Order) is { } order ? Conclude(order, x) : Unknown(x.Order),
        _ => $"the model knows nothing of {told}",
    };

    private ModelOrder? Find(OrderName name)
    {
        ModelOrder? order = FindOrder(name.Account, name.ClOrdId);
        if (order is not null) TouchedOrders.Add(order);
        return order;
    }

    private static string Unknown(OrderName name) => $"{name} is unknown";

    private string? TakeOwnOrder(ToldOrder told)
    {
        ModelOrder? parent = told.Protects is { } name ? FindOrder(name.Account, name.ClOrdId) : null;
        if (told.Protects is null == (told.Advisory.Length == 0)) return "nobody asked for it";
        string? objection = told.Protects is null ? ObjectsTo(told)
            : parent is null ? Unknown(told.Protects.Value) : ObjectsTo(told, parent);
        if (IsTaken(told.Order, "")) return "its id is taken";
        Add(new ModelOrder(told.Order, "")
        {
            Strategy = told.Strategy,
            Symbol = told.Symbol,
            Side = told.Terms.Side,
            FirstQty = told.Terms.OrderQty.Value,
            FirstLife = told.Terms.TimeInForce,
            Protects = parent,
            Advisory = told.Advisory,
            EnteredAt = now.Value,
            HasBracket = true,
        });
        return objection;
    }

    // A leg closes what its order opened: the same position from the other side, and no more than there is. An exit's
    // stop-loss closes the same position as the exit.
    private string? ObjectsTo(ToldOrder told, ModelOrder parent)
    {
        bool isThere = told.Order.Account == parent.Key.Account
            && told.Symbol == parent.Symbol && told.Strategy == parent.Strategy;
        if (!isThere) return "it protects another position than its order's";
        if (!parent.HasBracket) return "its order is not to be protected";
        if (IsUncertain(parent)) return null;
        OrderView view = parent.View(Assumptions.First);
        bool isExit = IsBuy(told.Terms.Side) == IsBuy(parent.Side);
        Rational most = isExit ? view.LeavesQty : view.CumQty;
        return told.Terms.OrderQty.Value > most ? $"it closes more than {most}" : null;
    }

    private string? TakeOwnRequest(ToldRequest told)
    {
        if (Find(told.Order) is not { } order) return Unknown(told.Order);
        bool isReplace = told.OrderQty is not null;
        if (!order.Names(told.RequestId))
        {
            order.Requests.Add(new ModelRequest(told.RequestId, isReplace, Exact(told.OrderQty), null));
            Index(order, told.RequestId);
        }

        return isReplace ? MayAdjust(order) ? null : "nobody asked to replace it" : ObjectsToCancel(order);
    }

    private static bool MayAdjust(ModelOrder order) => order.Protects is not null || order.HasBracket;

    private string? ObjectsToCancel(ModelOrder order) =>
        MayAdjust(order) || MayBeStopped(order.Strategy)
            || IsKilled(order.Key.Account, order.Strategy, order.Symbol, order.Venue)
            || (order.Venue.Length == 0 && active.Any(each => each.Scope == KillScope.Venue))
            ? null : "nobody asked to cancel it";

    private string? Hold(ModelOrder order, bool isHeld)
    {
        if (!isHeld && !order.IsHeld) return "it has been sent before";
        if (!isHeld && IsOfPastDay(order)) return "its day is over";
        if (!isHeld && IsOfPastMoment(order)) return "its moment is over";
        if (!isHeld && AddsToRestricted(order)) return "its symbol is restricted";
        order.IsHeld = isHeld;
        return null;
    }

    private string? GiveUp(ModelOrder order)
    {
        if (!order.IsHeld) return "it has been sent";
        bool isTooLarge = IsUncertain(order)
            || IsTooLarge(order.Key.Account, order.Symbol, order.View(Assumptions.First).OrderQty);
        AddHere(order, "", null);
        bool isPast = IsOfPastDay(order) || IsOfPastMoment(order);
        bool mayStay = !isTooLarge && !isPast && !IsRestricted(order.Key.Account, order.Symbol);
        return mayStay ? ObjectsToCancel(order) : null;
    }

    // Days are of UTC here. What was asked for in between may have given it another life.
    private bool IsOfPastDay(ModelOrder order) =>
        order.FirstLife == TimeInForce.Day && order.Protects is null
        && order.Requests.TrueForAll(r => r.TimeInForce is null or TimeInForce.Day)
        && order.EnteredAt / DayNanos < now.Value / DayNanos && now.Value - order.EnteredAt >= NightNanos;

    // At once or not at all: not when the venue is back some time later.
    private bool IsOfPastMoment(ModelOrder order) =>
        order.FirstLife is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill && order.Protects is null
        && order.Requests.TrueForAll(r => r.TimeInForce is null or TimeInForce.ImmediateOrCancel)
        && now.Value - order.EnteredAt >= MomentNanos;

    private void AddHere(ModelOrder order, string request, Rational? quantity)
    {
        order.Facts.Add(new OrderFact
        {
            IsHere = true,
            RequestId = request,
            OrderQty = quantity,
            At = now.Value,
            Arrival = arrivals,
        });
        if (quantity is null) order.IsHeld = false;
    }

    // It provably did not leave: the order is over before it began, or the request is.
    private Prediction TakeUnsent(UnsentRequest? unsent)
    {
        const Outcomes Either = Outcomes.Applied | Outcomes.Ignored | Outcomes.Duplicate;
        if (unsent is null || Find(unsent.Order) is not { } order) return Either;
        if (unsent.RequestId.Length > 0)
            order.Facts.Add(new OrderFact
            {
                IsCancelReject = true,
                RequestId = unsent.RequestId,
                At = now.Value,
                Arrival = arrivals,
            });
        else AddHere(order, "", null);
        undo = () => order.Facts.RemoveAt(order.Facts.Count - 1);
        return Either;
    }
}
