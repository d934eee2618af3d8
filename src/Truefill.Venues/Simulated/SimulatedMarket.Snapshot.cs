using System;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated.Books;
using Truefill.Venues.Simulated.Log;

namespace Truefill.Venues.Simulated;

/// <summary>How a log that grew long is begun anew.</summary>
public sealed partial class SimulatedMarket
{
    /// <summary>
    /// Writes what is now, in place of all that led to it: a log that begins with this restores to the same orders and
    /// books. What was before can then no longer be asked for, and answers say so.
    /// </summary>
    public void WriteSnapshot(IVenueLog to)
    {
        ArgumentNullException.ThrowIfNull(to);
        SnapshotLine blank = new()
        {
            Snapshot = "start",
            TimeNs = Now.Value,
            Seq = lastSeq,
            Orders = lastOrder,
            Executions = lastExec,
        };
        blank.Write(to);
        WriteMoment(to, withPrices: true);
        foreach (VenueAccount account in Books.Accounts)
        {
            SnapshotLine own = blank with { Account = account.Name };
            foreach ((Currency currency, decimal amount) in account.Cash)
                (own with { Snapshot = "cash", Currency = currency.ToString(), Amount = amount }).Write(to);
            foreach (Holding holding in account.Holdings)
            {
                (own with
                {
                    Snapshot = "holding",
                    Symbol = holding.Symbol,
                    Currency = holding.Currency.ToString(),
                    Amount = holding.Cost,
                    Qty = holding.Qty.Value,
                }).Write(to);
            }
        }

        RawLine text = new(settings.VenueId);
        foreach (SymbolBook book in symbolsInOrder)
        {
            foreach (SimulatedOrder order in book.Open)
            {
                LogNote note = order.IsTriggered ? LogNote.Triggered : LogNote.None;
                to.Append(text.WriteLogged(StatusOf(order), order.LinkId, note, lastOrder, lastExec));
            }
        }
    }

    private void Restore(SnapshotLine entry)
    {
        switch (entry.Snapshot)
        {
            case "cash":
                Books.Account(entry.Account).SetCash(Currency.FromTrusted(entry.Currency), entry.Amount);
                break;
            case "holding":
                Books.Account(entry.Account)
                    .SetHolding(entry.Symbol, Currency.FromTrusted(entry.Currency), entry.Qty, entry.Amount);
                break;
            default:
                Now = UtcNanos.Max(Now, new UtcNanos(entry.TimeNs));
                lastSeq = entry.Seq;
                lastOrder = entry.Orders;
                lastExec = entry.Executions;
                executions.ForgetUntil(new UtcNanos(entry.TimeNs));
                orders.HasForgotten = true;
                break;
        }
    }

    private static void RestoreOpen(SimulatedOrder order, in ExecutionReport status)
    {
        decimal avgPx = status.AvgPx?.Value ?? 0;
        order.TradedValue = avgPx * status.CumQty!.Value.Value;
        order.PaidPerOrder = status.CumQty.Value.IsPositive;
    }
}
