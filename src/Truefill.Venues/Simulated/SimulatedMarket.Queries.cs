using System;
using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated.Books;
using Truefill.Venues.Simulated.Faults;

namespace Truefill.Venues.Simulated;

/// <summary>What the venue answers to questions.</summary>
public sealed partial class SimulatedMarket
{
    // Start of the second that requests are counted in, how many came in it, and until when all are refused.
    private UtcNanos countedSince;
    private int counted;
    private UtcNanos bannedUntil;

    private VenueAnswer Failed(in VenueQuery query, string why) => new()
    {
        QueryId = query.Id,
        Venue = settings.VenueId,
        Kind = query.Kind,
        Status = AnswerStatus.Failed,
        Detail = why,
    };

    // What was under way when the line dropped gets there as often as not.
    private bool Reaches(int connection) => IsStillUp(connection) || chance.Below(2) == 0;

    private bool IsStillUp(int connection) => line.IsConnected && connection == line.Connection;

    private RejectReason Throttled()
    {
        if (Now < bannedUntil) return RejectReason.TooMany;
        bool banned = chance.Hits(Faults.Ban);
        if (settings.RequestsPerSecondMax > 0)
        {
            if (Now.Value - countedSince.Value >= UtcNanos.PerSecond)
            {
                countedSince = Now;
                counted = 0;
            }

            if (++counted > settings.RequestsPerSecondMax) banned = true;
        }

        if (!banned) return RejectReason.None;
        bannedUntil = Now.Add(Faults.BanTime);
        return RejectReason.TooMany;
    }

    private void Answer(in VenueQuery query)
    {
        VenueAnswer answer = Throttled() is { IsNone: false } reason
            ? Failed(in query, reason.Text!)
            : query.Kind switch
            {
                QueryKind.OpenOrders => AllOf(in query) with { Orders = OpenOrders(in query) },
                QueryKind.Order => LookUp(in query),
                QueryKind.Executions => Resend(in query),
                QueryKind.Positions => AllOf(in query) with { Positions = Positions(in query) },
                QueryKind.Balances => AllOf(in query) with { Balances = Balances(in query) },
            };
        if (answer.Status != AnswerStatus.Failed && chance.Hits(Faults.LieInSnapshot))
            answer = Lies.About(answer, chance);
        VenueReport reply = new() { Kind = VenueReportKind.Answer, ReceivedAt = Now, Answer = answer };
        line.Post(in reply, ReportNature.Reply);
    }

    private VenueAnswer AllOf(in VenueQuery query) => new()
    {
        QueryId = query.Id,
        Venue = settings.VenueId,
        Kind = query.Kind,
        Status = AnswerStatus.Complete,
        AsOf = Now,
    };

    private VenueAnswer LookUp(in VenueQuery query)
    {
        SimulatedOrder? order = orders.Find(query.WireId, query.OrderId);
        if (order is { IsDenied: false }) return AllOf(in query) with { Orders = [StatusOf(order)] };
        if (order is null && orders.HasForgotten)
            return AllOf(in query) with { Status = AnswerStatus.Partial, Detail = "old orders are no longer kept" };
        return AllOf(in query) with { Status = AnswerStatus.NotFound };
    }

    private List<ExecutionReport> OpenOrders(in VenueQuery query)
    {
        List<ExecutionReport> open = [];
        foreach (SymbolBook book in symbolsInOrder)
        {
            if (!Includes(query.Symbol, book.Symbol)) continue;
            foreach (SimulatedOrder order in book.Open)
                if (Includes(query.Account, order.Account) && !order.IsDenied) open.Add(StatusOf(order));
        }

        return open;
    }

    private ExecutionReport StatusOf(SimulatedOrder order)
    {
        ExecutionReport status = default;
        Describe(order, ExecType.OrderStatus, ref status);
        return status;
    }

    private VenueAnswer Resend(in VenueQuery query)
    {
        foreach (ExecutionLog.Entry entry in executions.Entries)
        {
            if (entry.Report.TransactTime < query.Since
                || !Includes(query.Account, entry.Report.AccountName!)
                || !Includes(query.Symbol, entry.Report.SymbolName!))
                continue;
            report.ExecutionReport = entry.Report with { PossDup = true };
            PostExecutionReport(ReportNature.Reply);
        }

        bool isCut = !executions.ForgottenUntil.IsNone && query.Since <= executions.ForgottenUntil;
        return isCut
            ? AllOf(in query) with { Status = AnswerStatus.Partial, Detail = "old executions are no longer kept" }
            : AllOf(in query);
    }

    private List<VenuePosition> Positions(in VenueQuery query)
    {
        List<VenuePosition> positions = [];
        foreach (VenueAccount account in Books.Accounts)
        {
            if (!Includes(query.Account, account.Name)) continue;
            foreach (Holding holding in account.Holdings)
            {
                if (!Includes(query.Symbol, holding.Symbol) || holding.Qty.IsZero) continue;
                (Px? stop, Px? limit) = ProtectionOf(account.Name, holding);
                positions.Add(new VenuePosition(
                    account.Name, holding.Symbol, holding.Qty, holding.AvgPx, null, holding.Currency, stop, limit));
            }
        }

        return positions;
    }

    // Linked orders against the position are its protective legs.
    private (Px? StopLoss, Px? TakeProfit) ProtectionOf(string account, Holding holding)
    {
        Px? stop = null;
        Px? limit = null;

        // Of a holding out of a shortened log nothing may have been printed or ordered since.
        if (!symbols.TryGetValue(holding.Symbol, out SymbolBook? book)) return (stop, limit);
        foreach (SimulatedOrder order in book.Open)
        {
            if (order.LinkId.IsNone || order.Account != account || order.IsBuy == holding.Qty.IsPositive) continue;
            if (order.Terms.StopPx is { } stopPx) stop = stopPx;
            else if (order.Terms.Price is { } price) limit = price;
        }

        return (stop, limit);
    }

    private List<VenueBalance> Balances(in VenueQuery query)
    {
        List<VenueBalance> balances = [];
        if (query.Account.Length > 0) Books.Account(query.Account);
        foreach (VenueAccount account in Books.Accounts)
        {
            if (!Includes(query.Account, account.Name)) continue;
            foreach ((Currency currency, decimal amount) in account.Cash)
            {
                decimal? free = settings.StatesBuyingPower
                    ? Math.Max(0, amount - Reserved(account.Name, currency))
                    : null;
                balances.Add(new VenueBalance(
                    account.Name, new Money(ExactDecimal.RoundToMaxDecimals(amount), currency), free));
            }
        }

        return balances;
    }

    // What open orders to buy would cost: at their limit, else at their trigger, else at the last print.
    private decimal Reserved(string account, Currency currency)
    {
        decimal sum = 0;
        foreach (SymbolBook book in symbolsInOrder)
        {
            if (CurrencyOf(book.Instrument) != currency) continue;
            foreach (SimulatedOrder order in book.Open)
            {
                if (!order.IsBuy || order.Account != account) continue;
                Px px = order.Terms.Price ?? order.Terms.StopPx ?? book.LastPrice ?? Px.Zero;
                sum += order.LeavesQty.Value * px.Value * book.Instrument.Multiplier;
            }
        }

        return ExactDecimal.RoundToMaxDecimals(sum);
    }

    private static bool Includes(string? filter, string value) =>
        string.IsNullOrEmpty(filter) || string.Equals(filter, value, StringComparison.Ordinal);

    private sealed class QuestionArrives(VenueQuery query, int connection) : Due
    {
        public override void Happen(SimulatedMarket market)
        {
            // One that was under way when the line dropped is lost; whoever asked hears of the drop.
            if (market.IsStillUp(connection)) market.Answer(in query);
        }
    }
}
