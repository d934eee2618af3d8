using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Orders;

namespace Truefill.Simulation.Model;

/// <summary>Walks over an order's facts from the first one and says where that leads.</summary>
internal sealed class OrderFold
{
    public const int CorporateAction = 0;

    private readonly ModelOrder order;
    private readonly Reading reading;
    private readonly List<ModelRequest> chain;
    private readonly HashSet<string> pending = [];
    private readonly HashSet<string> answered = [];
    private readonly Dictionary<TradeFamily, Rational> factors = [];
    private Rational orderQty;
    private TimeInForce life;
    private OrdStatus? closed;
    private bool accepted;
    private bool rejected;
    private bool done;
    private bool stopped;
    private bool suspended;
    private bool calculated;
    private bool replaced42;

    public OrderFold(ModelOrder order, Reading reading)
    {
        this.order = order;
        this.reading = reading;
        chain = [.. order.Requests];
        orderQty = order.FirstQty;
        life = order.FirstLife;
        accepted = order.WasExecuted;
        List<OrderFact> facts = order.Facts;
        if (reading[OpenQuestion.VenueOrderCounts] && !IsInVenueOrder(facts))
            facts = [.. facts.OrderBy(f => f.VenueAt).ThenBy(f => f.VenueSeq).ThenBy(f => f.Arrival)];
        foreach (OrderFact fact in facts)
            if (!IsOverruled(fact)) Take(fact);
    }

    public OrderView View()
    {
        Rational cum = CumQty();
        Rational notional = Rational.Zero;
        foreach (TradeFamily family in factors.Keys)
            if (family.Live is { } live) notional += live.LastQty * live.LastPx;
        Rational shown = ShownQty();
        Rational average = cum.IsZero ? Rational.Zero : notional / cum;
        return new OrderView(Status(cum), shown, cum, Leaves(cum, shown), average, Rational.Max(0, cum - orderQty));
    }

    // Most stories are told in the order in which they happened: nothing to sort.
    private static bool IsInVenueOrder(List<OrderFact> facts)
    {
        for (int i = 1; i < facts.Count; i++)
            if (Place(facts[i - 1]).CompareTo(Place(facts[i])) > 0) return false;
        return true;
    }

    private static (long At, long Seq, long Arrival) Place(OrderFact fact) =>
        (fact.VenueAt, fact.VenueSeq, fact.Arrival);

    // What was concluded here about how the order ended holds until its venue says how it did; that the venue never had
    // it, until the venue shows that it has.
    private bool IsOverruled(OrderFact fact)
    {
        bool isAborted = fact is { IsHere: true, OrderQty: null };
        if (!isAborted && fact.Resolution is null or Resolution.Accepted) return false;
        bool isAbsent = (isAborted || fact.Resolution == Resolution.Rejected)
            && !order.Facts.Exists(f => f.Arrival < fact.Arrival && f.ShowsAcceptance);
        return order.Facts.Exists(f => f.Arrival > fact.Arrival
            && (f.Type is ExecType.Canceled or ExecType.Expired or ExecType.Rejected || (isAbsent && f.ShowsLife)));
    }

    private void Take(OrderFact fact)
    {
        if (fact.Trade is { } family) TakeTrade(family);
        else if (fact.Resolution is { } resolution) TakeResolution(resolution, fact.IsEvident);
        else if (fact.IsHere) TakeHere(fact);
        else if (fact.IsCancelReject) TakeRefusal(fact.RequestId);
        else TakeReport(fact);
    }

    private void TakeTrade(TradeFamily family)
    {
        if (!family.Root.ChargesOnly) factors.TryAdd(family, Rational.One);
        if (rejected && reading[OpenQuestion.FillReopensRejected]) Reopen();
        accepted |= family.Live is not null || reading[OpenQuestion.BustedTradeImpliesAccepted];
    }

    private void Reopen()
    {
        rejected = false;
        closed = null;
    }

    private void TakeResolution(Resolution resolution, bool isEvident)
    {
        if (!isEvident && !reading[OpenQuestion.ResolutionCounts]) return;
        if (resolution == Resolution.Canceled) Close(OrdStatus.Canceled);
        if (resolution == Resolution.Rejected) Reject();
        if (resolution == Resolution.Accepted) accepted = true;
    }

    // What was never sent nobody else can contradict: without a new quantity it is over.
    private void TakeHere(OrderFact fact)
    {
        if (fact.OrderQty is not { } quantity)
        {
            Close(OrdStatus.Canceled);
            return;
        }

        orderQty = quantity;
        life = order.Requests.Find(r => r.Id == fact.RequestId)?.TimeInForce ?? life;
    }

    private void TakeRefusal(string request)
    {
        pending.Remove(request);
        answered.Add(request);
    }

    private void TakeReport(OrderFact fact)
    {
        if (closed is not null && fact.Type != ExecType.Calculated) return;
        switch (fact.Type)
        {
            case ExecType.New:
                TakeNew();
                break;
            case ExecType.Trade or ExecType.TradeCorrect or ExecType.TradeCancel:
                accepted = true;
                break;
            case ExecType.Rejected when !accepted && closed is null:
                Reject();
                break;
            case ExecType.Canceled:
                Answer(fact.RequestId);
                Close(OrdStatus.Canceled);
                break;
            case ExecType.Expired:
                Close(OrdStatus.Expired);
                break;
            case ExecType.PendingCancel:
                Pend(fact.RequestId, isReplace: false);
                break;
            case ExecType.PendingReplace:
                Pend(fact.RequestId, isReplace: true);
                break;
            case ExecType.Replaced:
                TakeReplaced(fact);
                break;
            case ExecType.Restated:
                TakeRestated(fact);
                break;
            default:
                TakeHold(fact.Type);
                break;
        }
    }

    private void TakeHold(ExecType? type)
    {
        if (type is not (ExecType.DoneForDay or ExecType.Stopped or ExecType.Suspended or ExecType.Calculated)) return;
        bool isOver = (done || calculated) && DoneCloses();
        if (isOver && type is (ExecType.Stopped or ExecType.Suspended)) return;
        accepted = true;
        done |= type == ExecType.DoneForDay;
        stopped |= type == ExecType.Stopped;
        suspended |= type == ExecType.Suspended;
        calculated |= type == ExecType.Calculated && closed != OrdStatus.Rejected;
    }

    private void TakeNew()
    {
        accepted = true;
        if (life == TimeInForce.GoodTillCancel) done = calculated = false;
        if (reading[OpenQuestion.ReinstatementEndsSuspension]) suspended = false;
    }

    private void Reject()
    {
        rejected = true;
        Close(OrdStatus.Rejected);
    }

    private void Close(OrdStatus how)
    {
        closed ??= how;
        if (reading[OpenQuestion.ClosingEndsHolds]) done = calculated = stopped = suspended = false;
        if (reading[OpenQuestion.ClosingEndsPending]) answered.UnionWith(pending);
        if (reading[OpenQuestion.ClosingEndsPending]) pending.Clear();
    }

    private void Pend(string request, bool isReplace)
    {
        if (reading[OpenQuestion.PendingImpliesAccepted]) accepted = true;
        if (answered.Contains(request)) return;
        if (closed is not null && reading[OpenQuestion.ClosingEndsPending]) return;
        if (!chain.Exists(r => r.Id == request)) chain.Add(new ModelRequest(request, isReplace, null, null));
        pending.Add(request);
    }

    private void Answer(string request)
    {
        pending.Remove(request);
        answered.Add(request);
    }

    private void TakeReplaced(OrderFact fact)
    {
        ModelRequest? asked = chain.Find(r => r.Id == fact.RequestId);
        Answer(fact.RequestId);
        accepted = true;
        replaced42 |= fact.IsFix42;
        orderQty = fact.OrderQty ?? Rational.Max(asked?.OrderQty ?? orderQty, CumQty());
        life = asked?.TimeInForce ?? life;
    }

    private void TakeRestated(OrderFact fact)
    {
        Rational before = orderQty;
        Rational cumBefore = CumQty();
        accepted = true;
        done = calculated = false;
        orderQty = fact.OrderQty ?? orderQty;
        if (fact.Reason != CorporateAction) return;
        if (fact.CumQty is null || (fact.Split is null && fact.CumQty == cumBefore)) return;
        bool byOrder = reading[OpenQuestion.SplitByOrderQty] || cumBefore.IsZero;
        Rational factor = fact.Split ?? (byOrder ? orderQty / before : fact.CumQty!.Value / cumBefore);
        foreach (TradeFamily family in factors.Keys.ToList()) factors[family] *= factor;
    }

    private Rational CumQty()
    {
        Rational sum = Rational.Zero;
        foreach ((TradeFamily family, Rational factor) in factors)
            if (family.Live is { } live) sum += live.LastQty * factor;
        return sum;
    }

    // A second pending replace stands on the first one's quantity.
    private Rational ShownQty()
    {
        if (pending.Count < 2) return orderQty;
        List<ModelRequest> replaces = chain.FindAll(r => r.IsReplace && pending.Contains(r.Id));
        return replaces.Count > 1 ? replaces[^2].OrderQty ?? orderQty : orderQty;
    }

    private Rational Leaves(Rational cum, Rational shown)
    {
        bool nothing = closed is not null
            || (calculated && reading[OpenQuestion.CalculatedCloses] && DoneCloses())
            || (done && DoneCloses());
        return nothing ? Rational.Zero : Rational.Max(0, shown - cum);
    }

    private bool DoneCloses() => life switch
    {
        TimeInForce.Day => true,
        TimeInForce.GoodTillCancel => false,
        _ => reading[OpenQuestion.DoneClosesOtherLives],
    };

    // The highest precedence first: FIX, order state change matrices, header table.
    private OrdStatus Status(Rational cum)
    {
        if (chain.Exists(r => !r.IsReplace && pending.Contains(r.Id))) return OrdStatus.PendingCancel;
        if (chain.Exists(r => r.IsReplace && pending.Contains(r.Id))) return OrdStatus.PendingReplace;
        if (done) return OrdStatus.DoneForDay;
        if (calculated) return OrdStatus.Calculated;
        if (cum > 0 && cum >= orderQty) return OrdStatus.Filled;
        if (stopped) return OrdStatus.Stopped;
        if (suspended) return OrdStatus.Suspended;
        if (closed is OrdStatus.Canceled or OrdStatus.Expired) return closed.Value;
        if (cum > 0) return OrdStatus.PartiallyFilled;
        if (rejected) return OrdStatus.Rejected;
        if (replaced42) return OrdStatus.Replaced;
        return accepted ? OrdStatus.New : OrdStatus.PendingNew;
    }
}
