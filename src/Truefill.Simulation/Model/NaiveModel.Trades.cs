using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Simulation.Model;

public sealed partial class NaiveModel
{
    private readonly Dictionary<ExecName, TradeVersion> versions = [];
    private readonly Dictionary<ExecName, TradeFamily> families = [];
    private readonly Dictionary<(string Feed, string RefId), List<TradeVersion>> waiting = [];
    private readonly Dictionary<(string Feed, string Id), List<int>> scopesOfId = [];

    private Prediction TakeTradeReport(in ExecutionReport report)
    {
        ExecName name = NameOf(in report);
        bool refers = report.ExecType != ExecType.Trade;
        bool priced = report.ExecType != ExecType.TradeCancel;
        if (name.Id.Length == 0 || (refers && report.ExecRefId.IsNone)) return Outcomes.DeadLettered;
        bool chargesOnly = !refers && report is { LastQty.IsZero: true, Fee.Amount.IsZero: false };
        if (priced && (report.LastQty is null || (report.LastPx is null && !chargesOnly))) return Outcomes.DeadLettered;
        TradeFamily? about = refers ? FamilyOf(name.Feed, name.Scope, report.ExecRefId.ToString()) : null;
        ModelOrder? named = OrderOf(in report);
        ModelOrder? order = about is null ? named : about.Order;
        if (order is not null && about is null && !Fits(order, in report)) order = null;
        if (order is not null) Learn(order, in report);
        TradeVersion version = new()
        {
            Name = name,
            Type = report.ExecType,
            Account = First(
                OfTrade(AccountOf(in report), order), about?.Root.Account, order?.Key.Account),
            Symbol = First(SymbolOf(in report), about?.Root.Symbol, order?.Symbol),
            Side = report.Side ?? about?.Root.Side ?? order?.Side ?? default,
            LastQty = Exact(report.LastQty) ?? 0,
            LastPx = report.LastPx is { } px ? Rational.From(px.Value) : 0,
            RefId = refers ? report.ExecRefId.ToString() : "",
            Fee = report.Fee,
            FurtherFees = report.FurtherFees,
            ChargesOnly = chargesOnly,
            At = report.TransactTime.Value,
            Seq = report.VenueSeq,
            Arrival = arrivals,
        };
        bool isNews = !versions.ContainsKey(name);
        Prediction booked = Book(
            version, about, order, order is null ? SubLedgers.Suspense : order.Strategy);
        bool isTaken = isNews && booked.Certain.HasFlag(Outcomes.Applied);
        if (isTaken && refers && order is not null) EndBehind(order, in report);
        if (!refers && order is not null && booked.Certain.HasFlag(Outcomes.Applied)) ShowReplaced(order, in report);
        if (!isTaken || order is not null) return booked;

        // A correction names the account that the trade moves to: where no order there has the id, it is the only one
        // that has.
        named ??= refers ? FindOrder("", report.ClOrdId.ToString()) : null;
        if (named is null || !Fits(named, in report)) return booked;
        Learn(named, in report);
        Executed(named, version);
        return booked;
    }

    // What a bust or correction leaves of an order is worked, unless its venue says with it that the order is over.
    private void EndBehind(ModelOrder order, in ExecutionReport report)
    {
        bool isEnd = report.OrdStatus is OrdStatus.Canceled or OrdStatus.Expired
            || (report.OrdStatus == OrdStatus.DoneForDay && order.FirstLife == TimeInForce.Day);
        long at = report.TransactTime.Value;
        if (!isEnd || report.LeavesQty is { IsPositive: true } || order.Facts.Exists(f => f.VenueAt > at)) return;
        if (!order.View(Assumptions.First).IsOpen) return;
        order.Facts.Add(new OrderFact
        {
            Type = (ExecType)report.OrdStatus!.Value,
            At = at,
            Seq = report.VenueSeq,
            Arrival = arrivals,
        });
    }

    // Nobody has heard what became of a replace, and a trade under its id is of an order of the quantity that it asked
    // for: it was made.
    private void ShowReplaced(ModelOrder order, in ExecutionReport report)
    {
        string id = report.ClOrdId.ToString();
        Rational? stated = Exact(report.OrderQty);
        bool isAsked = stated is not null
            && order.Requests.Exists(r => r.IsReplace && r.Id == id && r.OrderQty == stated);
        if (!isAsked || report.OrdStatus == OrdStatus.PendingReplace) return;
        if (order.View(Assumptions.First).OrderQty == stated) return;
        if (order.Facts.Exists(f => f.RequestId == id && (f.Answers || f.IsHere))) return;
        if (order.Facts.Exists(f => f.Ends))
        {
            order.NumbersOpenBecause ??= "a trade shows that it was replaced, after it had ended";
            return;
        }

        order.Facts.Add(new OrderFact
        {
            Type = ExecType.Replaced,
            RequestId = id,
            OrderQty = stated,
            IsFix42 = report.IsFix42,
            At = report.TransactTime.Value,
            Seq = report.VenueSeq,
            Arrival = arrivals,
        });
    }

    // A venue that corrects or busts a trade of an order has taken that order, wherever the trade itself is booked.
    private void Executed(ModelOrder order, TradeVersion version)
    {
        TouchedOrders.Add(order);
        order.Facts.Add(new OrderFact
        {
            Type = version.Type,
            At = version.At,
            Seq = version.Seq,
            Arrival = arrivals,
        });
    }

    private Prediction TakeNormalised(NormalisedExecution execution, string source)
    {
        bool refers = execution.ExecType is ExecType.TradeCorrect or ExecType.TradeCancel;
        if (!refers && execution.ExecType != ExecType.Trade) return Outcomes.DeadLettered;
        if (execution.ExecId.IsNone || (refers && execution.ExecRefId.IsNone)) return Outcomes.DeadLettered;
        string feed = execution.Venue.Length > 0 ? execution.Venue : "source " + source;
        TradeFamily? about = refers ? FamilyOf(feed, execution.Scope, execution.ExecRefId.ToString()) : null;
        TradeVersion version = new()
        {
            Name = new ExecName(feed, execution.Scope, execution.ExecId.ToString()),
            Type = execution.ExecType,
            Account = First(OfTrade(execution.Account, about?.Order), about?.Root.Account),
            Symbol = First(execution.Symbol, about?.Root.Symbol),
            Side = execution.Side,
            LastQty = execution.LastQty.Value,
            LastPx = execution.LastPx.Value,
            RefId = refers ? execution.ExecRefId.ToString() : "",
            Fee = execution.Fee,
            At = execution.TransactTime.Value,
            Arrival = arrivals,
        };
        return Book(version, about, about?.Order, execution.Strategy);
    }

    private Prediction Book(TradeVersion version, TradeFamily? about, ModelOrder? order, string strategy)
    {
        if (version.Type != ExecType.TradeCancel && !CanBeBooked(version)) return Outcomes.DeadLettered;
        if (versions.TryGetValue(version.Name, out TradeVersion? known))
            return Again(known, version, order);
        TradeFamily family = about ?? new TradeFamily { Strategy = strategy, Order = order };
        family.IsShadow |= order is { IsShadow: true };
        Join(family, version);
        if (about is null && version.RefId.Length > 0) Wait(version);
        AdoptWaiting(family, version);
        Attach(family, order, version);
        foreach (PositionName key in family.Keys) Book(key).Families.Add(family);
        if (version.Type != ExecType.Trade) return Outcomes.Applied;
        return Outcome(version, family);
    }

    // Booked before its order could be told: the copy that tells it moves the trade there.
    private Prediction Again(TradeVersion known, TradeVersion copy, ModelOrder? order)
    {
        TradeFamily family = families[known.Name];
        bool saysWhatHolds = known.Type == copy.Type && copy.Type == ExecType.Trade && family.Last.SaysNumbers(copy);
        if (!known.Says(copy) && !saysWhatHolds) return Outcomes.DeadLettered;
        if (order is null || order == family.Order || known.Type != ExecType.Trade) return Outcomes.Duplicate;
        TradeVersion root = family.Root;
        bool fits = order.Key.Account == root.Account && order.Symbol == root.Symbol
            && IsBuy(order.Side) == IsBuy(root.Side);
        if (family.Order is not null || !fits) return Outcomes.DeadLettered;
        foreach (PositionName key in family.Keys) Book(key).Families.Remove(family);
        family.Strategy = order.Strategy;
        family.IsShadow |= order.IsShadow;
        Attach(family, order, root);
        foreach (PositionName key in family.Keys) Book(key).Families.Add(family);

        // An order that was adopted may have claimed it by the venue's id when it became known.
        return order.IsShadow ? Outcomes.Applied | Outcomes.Duplicate : Outcomes.Applied;
    }

    // A trade of another side or symbol than the order's is not the order's; nor is an amendment of a trade unheard of.
    private bool Fits(ModelOrder order, in ExecutionReport report) =>
        (report.Side is not { } side || IsBuy(side) == IsBuy(order.Side))
        && (SymbolOf(in report) is not { Length: > 0 } symbol || symbol == order.Symbol);

    private static bool IsBuy(Side side) => side == Side.Buy;

    private Prediction Outcome(TradeVersion version, TradeFamily family)
    {
        if (family.Live is null) return Outcomes.Applied | Outcomes.Ignored;
        bool isKnown = instruments.ContainsKey(version.Symbol) && methods.ContainsKey(version.Account);
        if (isKnown || family.Order is not null) return Outcomes.Applied;
        undo = () =>
        {
            family.Remove(version);
            versions.Remove(version.Name);
            families.Remove(version.Name);
            scopesOfId[(version.Name.Feed, version.Name.Id)].Remove(version.Name.Scope);
            books[new PositionName(version.Account, family.Strategy, version.Symbol)].Families.Remove(family);
        };
        return Outcomes.Applied | Outcomes.DeadLettered;
    }

    private bool CanBeBooked(TradeVersion version)
    {
        if (version.Account.Length == 0 || version.Symbol.Length == 0 || version.Side == default) return false;
        if (version.LastQty < 0 || (version.LastQty.IsZero && !version.ChargesOnly)) return false;
        Rational notional = version.LastQty * version.LastPx * Multiplier(version.Symbol);
        return notional.SignificantDigits() <= ExactDecimal.MaxNotionalDigits;
    }

    private void Join(TradeFamily family, TradeVersion version)
    {
        family.Add(version);
        versions[version.Name] = version;
        families[version.Name] = family;
        (string Feed, string Id) id = (version.Name.Feed, version.Name.Id);
        if (!scopesOfId.TryGetValue(id, out List<int>? scopes)) scopesOfId[id] = scopes = [];
        scopes.Add(version.Name.Scope);
    }

    private void Wait(TradeVersion version)
    {
        (string Feed, string RefId) on = (version.Name.Feed, version.RefId);
        if (!waiting.TryGetValue(on, out List<TradeVersion>? list)) waiting[on] = list = [];
        list.Add(version);
    }

    // What came before the trade that it is about: from now on it is one family.
    private void AdoptWaiting(TradeFamily family, TradeVersion arrived)
    {
        if (!waiting.TryGetValue((arrived.Name.Feed, arrived.Name.Id), out List<TradeVersion>? list)) return;
        foreach (TradeVersion waiter in list.FindAll(w => w.Name.Scope >= arrived.Name.Scope && w != arrived))
        {
            list.Remove(waiter);
            TradeFamily other = families[waiter.Name];
            if (other == family) continue;
            Merge(family, other, takesOrder: arrived.Type != ExecType.Trade);
        }
    }

    // The trade itself says whose it is.
    private void Merge(TradeFamily family, TradeFamily other, bool takesOrder)
    {
        foreach (TradeVersion moved in other.Versions)
        {
            family.Add(moved);
            families[moved.Name] = family;
        }

        foreach (PositionName key in other.Keys) Book(key).Families.Remove(other);
        if (other.Order is not { } order) return;
        order.Families.Remove(other);
        order.WasExecuted = true;
        order.Facts.RemoveAll(f => f.Trade == other);
        TouchedOrders.Add(order);
        if (takesOrder) family.Order ??= order;
    }

    private void Attach(TradeFamily family, ModelOrder? order, TradeVersion version)
    {
        family.Order ??= order;
        if (family.Order is null) return;
        TouchedOrders.Add(family.Order);
        if (!family.Order.Families.Add(family)) return;
        family.Order.Facts.Add(new OrderFact
        {
            Trade = family,
            At = version.At,
            Seq = version.Seq,
            Arrival = arrivals
        });
    }

    /// <summary>The family of the latest execution with this id, at or before the scope.</summary>
    private TradeFamily? FamilyOf(string feed, int scope, string id)
    {
        if (families.TryGetValue(new ExecName(feed, scope, id), out TradeFamily? here)) return here;
        if (!scopesOfId.TryGetValue((feed, id), out List<int>? scopes) || !scopes.Exists(s => s <= scope)) return null;
        return families.GetValueOrDefault(new ExecName(feed, scopes.FindAll(s => s <= scope).Max(), id));
    }

    // Where there is an order, no account but a defined one says that the trade is another's.
    private string OfTrade(string account, ModelOrder? order) =>
        order is not null && methods.Count > 0 && !methods.ContainsKey(account) ? "" : account;

    private static string First(params string?[] texts) => texts.FirstOrDefault(t => !string.IsNullOrEmpty(t)) ?? "";
}
