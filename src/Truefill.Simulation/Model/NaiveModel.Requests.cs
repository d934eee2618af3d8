using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;

namespace Truefill.Simulation.Model;

public sealed partial class NaiveModel
{
    // Refused by us is an answer, not a dead letter; whether it counts as applied or ignored is not specified.
    private const Outcomes Denied = Outcomes.Applied | Outcomes.Ignored;

    private Prediction TakeNewOrder(NewOrderSingle request, string source)
    {
        OrderName key = new(request.Account, request.ClOrdId.ToString());
        bool isObserved = request.Origin == OrderOrigin.Observed;
        if (IsTaken(key, source))
            return new Prediction(Outcomes.Applied | Outcomes.Ignored | Outcomes.Duplicate) { MustRefuse = true };
        if (!isObserved && (MustDeny(request) || IsStopped(request) || IsTooLarge(request)
            || IsRestricted(request.Account, request.Symbol)))
        {
            denied.Add(key);
            return new Prediction(Denied) { MustRefuse = true };
        }

        string strategy = isObserved && request.Strategy.Length == 0 ? Assumptions.StrategyOfObserved
            : request.Strategy;
        ModelOrder order = new(key, source)
        {
            Strategy = strategy,
            Symbol = request.Symbol,
            Side = request.Terms.Side,
            FirstQty = request.Terms.OrderQty.Value,
            FirstLife = request.Terms.TimeInForce,
            EnteredAt = now.Value,
            HasBracket = request.Bracket is not null,
            Venue = request.Venue,
            IsObserved = isObserved,
        };
        Add(order);
        undo = () => Forget(order);
        bool mayRefuse = gates || MayBeStopped(strategy);
        return new Prediction(mayRefuse ? Denied : Outcomes.Applied)
        {
            MustAccept = !mayRefuse,
            Objects = reason => ObjectsTo(request, reason),
        };
    }

    private bool IsTooLarge(NewOrderSingle request) =>
        IsTooLarge(request.Account, request.Symbol, request.Terms.OrderQty.Value);

    private void Forget(ModelOrder order)
    {
        orders.Remove(order);
        ordersById[order.Key.ClOrdId].Remove(order);
        TouchedOrders.Remove(order);
        denied.Add(order.Key);
    }

    private bool IsTaken(OrderName key, string source) =>
        ordersById.TryGetValue(key.ClOrdId, out var found)
        && found.Exists(o => o.Key.Account == key.Account && o.Source == source && o.Names(key.ClOrdId));

    private void Add(ModelOrder order)
    {
        orders.Add(order);
        Index(order, order.Key.ClOrdId);
        TouchedOrders.Add(order);
    }

    private void Index(ModelOrder order, string id)
    {
        if (!ordersById.TryGetValue(id, out var found)) ordersById[id] = found = [];
        if (!found.Contains(order)) found.Add(order);
    }

    private bool MustDeny(NewOrderSingle request)
    {
        OrderTerms terms = request.Terms;
        bool wantsPrice = terms.OrdType is OrdType.Limit or OrdType.StopLimit;
        bool wantsStop = terms.OrdType is OrdType.Stop or OrdType.StopLimit;
        return !methods.ContainsKey(request.Account)
            || !terms.OrderQty.IsPositive
            || wantsPrice != terms.Price.HasValue
            || wantsStop != terms.StopPx.HasValue
            || (instruments.TryGetValue(
                request.Symbol, out DefinedInstrument? instrument) && OffGrid(terms, instrument));
    }

    private static bool OffGrid(OrderTerms terms, DefinedInstrument instrument) =>
        IsOff(terms.OrderQty.Value, instrument.LotSize)
        || IsOff(terms.Price?.Value ?? 0, instrument.TickSize)
        || IsOff(terms.StopPx?.Value ?? 0, instrument.TickSize);

    private static bool IsOff(decimal value, decimal step)
    {
        if (step == 0) return false;
        Rational steps = Rational.From(value) / Rational.From(step);
        return steps.RoundHalfEven(0) != steps;
    }

    private Prediction TakeCancel(OrderCancelRequest request)
    {
        ModelOrder? order = FindOrder(request.Account, request.OrigClOrdId.ToString());
        if (order is null) return Denied;
        if (request.Origin == OrderOrigin.Client && !MayAsk(order)) return new Prediction(Denied) { MustRefuse = true };
        return Ask(order, request.Origin, new ModelRequest(request.ClOrdId.ToString(), IsReplace: false, null, null));
    }

    private Prediction TakeReplace(OrderCancelReplaceRequest request)
    {
        ModelOrder? order = FindOrder(request.Account, request.OrigClOrdId.ToString());
        if (order is null) return Denied;
        if (request.Origin == OrderOrigin.Client && !MayAsk(order)) return new Prediction(Denied) { MustRefuse = true };
        Rational? quantity = request.OrderQty is { } stated ? Rational.From(stated.Value) : null;
        return Ask(
            order,
            request.Origin,
            new ModelRequest(request.ClOrdId.ToString(), IsReplace: true, quantity, request.TimeInForce));
    }

    private bool MayAsk(ModelOrder order) => IsUncertain(order) || order.View(Assumptions.First).IsOpen;

    private static bool IsUncertain(ModelOrder order) =>
        order.StatusOpenBecause is not null || order.NumbersOpenBecause is not null || order.HasUnlinkedCorrection;

    private Prediction Ask(ModelOrder order, OrderOrigin origin, ModelRequest request)
    {
        TouchedOrders.Add(order);
        if (order.IsHeld) return AskHere(order, request);
        if (order.Names(request.Id)) return Outcomes.Applied | Outcomes.Ignored | Outcomes.Duplicate;
        bool mustAccept = origin == OrderOrigin.Observed || (order.WaitsForNothing && !IsUncertain(order));
        order.Requests.Add(request);
        Index(order, request.Id);
        undo = () =>
        {
            order.Requests.Remove(request);
            ordersById[request.Id].Remove(order);
        };
        return new Prediction(Outcomes.Applied)
        {
            MustRefuse = origin == OrderOrigin.Client && IsMoreOfRestricted(order, request.OrderQty),
            MustAccept = mustAccept && !gates && (origin == OrderOrigin.Observed || !MayBeStopped(order.Strategy)),
            Objects = reason => ObjectsTo(order, request.IsReplace ? request.OrderQty : null, reason),
        };
    }

    // Nothing has been sent: it takes effect at once.
    private Prediction AskHere(ModelOrder order, ModelRequest request)
    {
        bool wasHeld = order.IsHeld;
        bool mustRefuse = request.IsReplace && IsMoreOfRestricted(order, request.OrderQty);
        if (request.IsReplace)
        {
            order.Requests.Add(request);
            Index(order, request.Id);
        }

        Rational? quantity = request.IsReplace ? request.OrderQty ?? order.View(Assumptions.First).OrderQty : null;
        AddHere(order, request.Id, quantity);
        undo = () =>
        {
            order.IsHeld = wasHeld;
            order.Facts.RemoveAt(order.Facts.Count - 1);
            if (request.IsReplace) order.Requests.Remove(request);
        };
        return new Prediction(Outcomes.Applied) { MustRefuse = mustRefuse };
    }

    private Prediction TakeResolve(ResolveOrder request)
    {
        ModelOrder? order = FindOrder(request.Account, request.ClOrdId.ToString());
        if (order is null) return Denied;
        TouchedOrders.Add(order);
        string? before = order.StatusOpenBecause;
        if (request.As == Resolution.Filled) order.StatusOpenBecause ??= "resolved as filled without an execution";
        order.Facts.Add(new OrderFact
        {
            Resolution = request.As,
            RequestId = request.ClOrdId.ToString(),
            At = now.Value,
            Arrival = arrivals,
        });
        undo = () =>
        {
            order.Facts.RemoveAt(order.Facts.Count - 1);
            order.StatusOpenBecause = before;
        };
        return Denied;
    }
}
