using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// Corrections of positions. One makes the account's quantity what the venue listed, as of the list's moment; whatever
/// comes later and is dated up to that moment was in the list already, so the correction gives way by as much. What is
/// dated after it was not, and counts beside it.
/// </summary>
public sealed class Corrections(Deciding deciding)
{
    private readonly Books books = deciding.Books;

    /// <summary>Books what still differs now; what has arrived since the break was found is no part of it.</summary>
    /// <param name="booked">What the books had at the list's moment, where the caller has just counted it.</param>
    internal DenyReason Book(in PositionBreak found, Px? stated, string by, string reason, decimal? booked = null)
    {
        BreakOpened of = found.Latest;
        if (books.Reconciliation.ListOf(of.Venue) is not { } list) return DenyReason.BreakAgrees;
        UtcNanos asOf = list.AsOf.IsNone ? list.AnsweredAt : list.AsOf;
        decimal listed = list.Rows.TryGetValue((of.Account.Value, of.Symbol.Value), out PositionListed row)
            ? row.Qty.Value
            : 0;
        decimal unplaced = 0;
        decimal missing = listed - (booked ?? BookedAt(of.Venue, of.Account, of.Symbol, asOf, out unplaced));

        // What may be here is in the list already: the whole difference would count it twice.
        if (unplaced != 0) return DenyReason.PositionUnplaced;
        if (ComparedPositions.AmendedSince(books, asOf).Contains((of.Account.Value, of.Symbol.Value)))
            return DenyReason.AmendedSinceList;
        if (missing == 0) return DenyReason.BreakAgrees;
        if ((stated ?? PriceOf(of.Account, of.Symbol) ?? ListedPrice(row.AvgPx)) is not { } price)
            return DenyReason.CorrectionPriceMissing;
        if (price <= Px.Zero && !books.Instruments[of.Symbol].AllowsNonPositivePrice)
            return DenyReason.PriceNotAllowed;
        StrategyId strategy = deciding.Strategy(SubLedgers.Provisional);
        if (!books.Positions.CanTake(new PositionKey(of.Account, strategy, of.Symbol), missing, price.Value))
            return DenyReason.NotionalOutOfRange;
        deciding.Emit.Apply(new ProvisionalBooked(
            of.Id,
            of.Account,
            strategy,
            of.Symbol,
            Qty.FromTrusted(ExactDecimal.Normalize(missing)),
            price,
            asOf,
            by,
            reason,
            deciding.Now));
        deciding.Emit.Apply(
            new BreakChanged(of.Id, BreakState.Resolved, found.Owner, by, reason, deciding.Now));
        return DenyReason.None;
    }

    /// <summary>An account's quantity has changed by something that is dated as stated.</summary>
    internal void Moved(AccountId account, SymbolId symbol, decimal signedQty, UtcNanos dated, ExecHandle exec)
    {
        if (signedQty == 0) return;
        Provisional? taking = null;
        foreach (Provisional each in books.Reconciliation.Provisionals)
        {
            ProvisionalBooked of = each.Booked;
            if (of.Account != account || of.Symbol != symbol || dated > of.AsOf) continue;
            if (!IsOfItsVenue(in of, exec)) continue;
            if (taking is null || of.AsOf < taking.Value.Booked.AsOf) taking = each;
        }

        if (taking is not { } correction) return;
        ProvisionalBooked booked = correction.Booked;
        PositionKey key = new(account, booked.Strategy, symbol);
        if (!books.Positions.CanTake(key, Math.Abs(signedQty), booked.Price.Value)) return;
        deciding.Emit.Apply(new ProvisionalReplaced(
            booked.Break,
            account,
            booked.Strategy,
            symbol,
            Qty.FromTrusted(ExactDecimal.Normalize(-signedQty)),
            booked.Price,
            Qty.FromTrusted(ExactDecimal.Normalize(correction.Left.Value - signedQty)),
            booked.AsOf,
            exec,
            deciding.Now));
    }

    private bool IsOfItsVenue(in ProvisionalBooked correction, ExecHandle exec) =>
        books.Reconciliation.TryGet(correction.Break) is not { } of
        || new VenueShare(books, of.Latest.Venue).MayReplace(correction.Account, exec);

    // What moved from one strategy to another has left the one and entered the other: together it is nothing unplaced.
    private decimal BookedAt(VenueId venue, AccountId account, SymbolId symbol, UtcNanos time, out decimal unplaced)
    {
        VenueShare share = new(books, venue);
        decimal sum = 0;
        unplaced = 0;
        foreach (Position position in Of(account, symbol))
        {
            sum += share.QtyAt(in position, time, out decimal open);
            unplaced += open;
        }

        return sum;
    }

    private Px? PriceOf(AccountId account, SymbolId symbol)
    {
        if (books.Marks[symbol] is { } mark) return mark.Price;
        foreach (Position position in Of(account, symbol))
        {
            if (position.IsFlat) continue;
            if (Px.TryFrom(decimal.Round(position.AvgPx, 6), out Px price) == NumberError.None) return price;
        }

        return null;
    }

    // What the venue says it was traded at, where nothing here says a price: it is the cost that its list goes by.
    private static Px? ListedPrice(Px? average) => average is { Value: > 0 } ? average : null;

    private IEnumerable<Position> Of(AccountId account, SymbolId symbol)
    {
        foreach (Position position in books.Positions.All)
            if (position.Key.Account == account && position.Key.Symbol == symbol) yield return position;
    }
}
