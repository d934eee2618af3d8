using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Simulation.Model;

public sealed partial class NaiveModel
{
    private readonly HashSet<ExecName> reportsSeen = [];

    private Prediction TakeReport(in ExecutionReport report)
    {
        if (report.ExecType is ExecType.Trade or ExecType.TradeCorrect or ExecType.TradeCancel)
            return TakeTradeReport(in report);
        ModelOrder? order = OrderOf(in report);
        if (order is null) return TakeUnknown(in report);
        TouchedOrders.Add(order);
        ExecName name = NameOf(in report);
        if (name.Id.Length > 0 && report.ExecType != ExecType.OrderStatus && !reportsSeen.Add(name))
            return Outcomes.Duplicate | Outcomes.Ignored;
        bool learns = !report.OrderId.IsNone
            && !ordersByVenueId.ContainsKey((names.Venue(report.Venue), report.OrderId.ToString()));
        Learn(order, in report);
        if (report.ExecType != ExecType.OrderStatus)
        {
            Prediction fact = TakeFact(order, in report);

            // What it executed before it was known may have told already what this report says.
            return order.IsShadow ? Outcomes.Applied | Outcomes.Ignored | Outcomes.Duplicate : fact;
        }

        Prediction prediction = TakeStatus(order, in report);
        return learns ? prediction with { Certain = prediction.Certain | Outcomes.Applied } : prediction;
    }

    private Prediction TakeFact(ModelOrder order, in ExecutionReport report)
    {
        long at = report.TransactTime.Value;
        Rational? split = null;
        if (report.ExecType == ExecType.Restated && report.Reason == OrderFold.CorporateAction)
        {
            string? why = WhyUncertain(order, in report, at);
            if (why is null) split = PlainSplit(order, in report);
            order.NumbersOpenBecause ??= why;
        }

        order.Facts.Add(new OrderFact
        {
            Type = report.ExecType,
            RequestId = report.ClOrdId.ToString(),
            OrderQty = Exact(report.OrderQty),
            CumQty = Exact(report.CumQty),
            Reason = report.Reason,
            IsFix42 = report.IsFix42,
            Split = split,
            At = report.TransactTime.Value,
            Seq = report.VenueSeq,
            Arrival = arrivals,
        });
        return new Prediction(Outcomes.Applied, () => LastFactChangesNothing(order)) { IsPossDup = report.PossDup };
    }

    // A split is the ratio of what was before and after it: it needs to be known what that was.
    private string? WhyUncertain(ModelOrder order, in ExecutionReport split, long at)
    {
        if (order.Facts.Exists(f => f.VenueAt > at)) return "a split came after what followed it";
        OrderView before = order.View(Assumptions.First);
        if (split.CumQty is null || split.CumQty.Value.IsZero) return null;
        if (before.CumQty.IsZero) return "a split came before what it splits";
        Rational quantity = Exact(split.OrderQty) ?? before.OrderQty;
        bool isSame = quantity / before.OrderQty == Exact(split.CumQty)!.Value / before.CumQty;
        return isSame ? null : "a split came before what it splits";
    }

    // What was ordered and what was done grew alike: that it is a split does not hang on what is heard of later, such
    // as an execution from before it in place of one whose bust is lost.
    private Rational? PlainSplit(ModelOrder order, in ExecutionReport split)
    {
        if (split.CumQty is not { IsZero: false } || split.OrderQty is not { } quantity) return null;
        Rational factor = Rational.From(quantity.Value) / order.View(Assumptions.First).OrderQty;
        return factor == 1 ? null : factor;
    }

    private bool LastFactChangesNothing(ModelOrder order)
    {
        if (IsUncertain(order)) return true;
        return Assumptions.OrderReadings.Any(reading =>
        {
            OrderView after = order.View(reading);
            OrderFact last = order.Facts[^1];
            order.Facts.RemoveAt(order.Facts.Count - 1);
            OrderView before = order.View(reading);
            order.Facts.Add(last);
            return before == after;
        });
    }

    // A status report that says what is known changes nothing; else what it is worth is not specified.
    private Prediction TakeStatus(ModelOrder order, in ExecutionReport report)
    {
        OrderView view = order.View(Assumptions.First);
        bool agrees = report.OrdStatus == view.OrdStatus
            && (report.CumQty is null || Exact(report.CumQty) == view.CumQty);
        if (agrees) return Outcomes.Ignored | Outcomes.Duplicate;
        order.StatusOpenBecause ??= $"a status report said {report.OrdStatus}";
        return Outcomes.Applied | Outcomes.Ignored | Outcomes.Duplicate;
    }

    private Prediction TakeUnknown(in ExecutionReport report)
    {
        if (report.ExecType == ExecType.OrderStatus) return Outcomes.Ignored | Outcomes.Duplicate;
        const Outcomes Either = Outcomes.Applied | Outcomes.Ignored | Outcomes.DeadLettered;
        bool lives =
            report.ExecType is ExecType.New or ExecType.PendingNew or ExecType.PendingCancel or ExecType.PendingReplace
            or ExecType.Replaced or ExecType.Restated or ExecType.Stopped or ExecType.Suspended;
        if (!lives || report.OrderQty is null || report.Side is null || string.IsNullOrEmpty(report.SymbolName))
            return Either;
        string account = report.AccountName ?? "";
        ClOrdId named = report.OrigClOrdId.IsNone ? report.ClOrdId : report.OrigClOrdId;
        string id = named.IsNone ? report.OrderId.ToString() : named.ToString();
        ModelOrder shadow = new(new OrderName(account, id), names.Venue(report.Venue))
        {
            IsShadow = true,
            Strategy = SubLedgers.Manual,
            Symbol = report.SymbolName,
            Side = report.Side.Value,
            FirstQty = Exact(report.OrderQty)!.Value,
            FirstLife = report.TimeInForce ?? TimeInForce.Day,
        };
        Add(shadow);
        Learn(shadow, in report);
        TakeFact(shadow, in report);
        ClaimWaiting(shadow);
        return Either;
    }

    // What the order executed before it was known may be its own now; which trades those are, the venue's ids say.
    private void ClaimWaiting(ModelOrder shadow)
    {
        PositionName suspense = new(shadow.Key.Account, SubLedgers.Suspense, shadow.Symbol);
        if (!books.TryGetValue(suspense, out ModelBook? waiting)) return;
        foreach (TradeFamily family in waiting.Families)
        {
            if (family.Order is not null) continue;
            family.IsShadow = true;
            shadow.NumbersOpenBecause ??= "what was executed before it was known may be its own";
        }
    }

    private Prediction TakeCancelReject(OrderCancelReject reject)
    {
        string feed = names.Venue(reject.Venue);
        ModelOrder? order = reject.Order.IsNone ? null : Named(names.Order(reject.Order));
        order ??= ById("", reject.ClOrdId) ?? ById("", reject.OrigClOrdId);
        if (order is null && !reject.OrderId.IsNone)
            order = ordersByVenueId.GetValueOrDefault((feed, reject.OrderId.ToString()));
        if (order is null) return Outcomes.Applied | Outcomes.Ignored | Outcomes.DeadLettered;
        TouchedOrders.Add(order);
        string request = reject.ClOrdId.ToString();
        bool isKnown = order.Requests.Exists(r => r.Id == request);
        bool isAnswered = order.Facts.Exists(f => f.RequestId == request && f.Answers);
        bool isOver = IsUncertain(order) || !order.View(Assumptions.First).IsOpen;
        order.Facts.Add(new OrderFact
        {
            IsCancelReject =
                true,
            RequestId = request,
            At = reject.TransactTime.Value,
            Seq = reject.VenueSeq,
            Arrival = arrivals,
        });
        return isKnown && !isAnswered && !isOver
            ? Outcomes.Applied
            : Outcomes.Applied | Outcomes.Ignored | Outcomes.Duplicate;
    }

    private ModelOrder? OrderOf(in ExecutionReport report)
    {
        if (!report.Order.IsNone) return Named(names.Order(report.Order));
        string account = AccountOf(in report);
        ModelOrder? byVenueId = report.OrderId.IsNone ? null
            : ordersByVenueId.GetValueOrDefault((names.Venue(report.Venue), report.OrderId.ToString()));

        // Two accounts may have used one id, and a correction may name the account that the trade moves to: of orders
        // with that id it is the one that the venue has given its own id to.
        bool isNamed = byVenueId is not null
            && (byVenueId.Names(report.ClOrdId.ToString()) || byVenueId.Names(report.OrigClOrdId.ToString()));
        if (isNamed) return byVenueId;
        return ById(account, report.ClOrdId) ?? ById(account, report.OrigClOrdId) ?? byVenueId;
    }

    private ModelOrder? Named(OrderName key) => FindOrder(key.Account, key.ClOrdId);

    private ModelOrder? ById(string account, ClOrdId id) => id.IsNone ? null : FindOrder(account, id.ToString());

    private void Learn(ModelOrder order, in ExecutionReport report)
    {
        if (!report.OrderId.IsNone)
            ordersByVenueId.TryAdd((names.Venue(report.Venue), report.OrderId.ToString()), order);
        if (!report.ClOrdId.IsNone) Index(order, report.ClOrdId.ToString());
    }

    private ExecName NameOf(in ExecutionReport report) =>
        new(names.Venue(report.Venue), report.Scope, report.ExecId.ToString());

    private string AccountOf(in ExecutionReport report) =>
        report.Account.IsNone ? report.AccountName ?? "" : names.Account(report.Account);

    private string SymbolOf(in ExecutionReport report) =>
        report.Symbol.IsNone ? report.SymbolName ?? "" : names.Symbol(report.Symbol);

    private static Rational? Exact(Qty? quantity) => quantity is { } stated ? Rational.From(stated.Value) : null;
}
