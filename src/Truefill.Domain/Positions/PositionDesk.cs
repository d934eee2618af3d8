using System;
using System.Collections.Generic;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions;

/// <summary>Decides what people and configuration enter into the books: a fact, or the reason why not.</summary>
public sealed class PositionDesk(Deciding deciding)
{
    private readonly Books books = deciding.Books;
    private readonly Corrections corrections = new(deciding);

    /// <summary>Enters an opening lot.</summary>
    /// <param name="duplicate">
    /// True when the same lot was imported under this reference before; nothing is entered then.
    /// </param>
    public DenyReason Import(ImportPosition command, out bool duplicate)
    {
        duplicate = false;
        string account = command.Account.Length > 0 ? command.Account : deciding.DefaultAccount;
        if (account.Length == 0) return DenyReason.UnknownAccount;
        if (IsBlank(command.Symbol) || command.Reference.IsEmpty || IsBlank(command.By))
            return DenyReason.MalformedRequest;
        if (command.Strategy.StartsWith('@')) return DenyReason.MalformedRequest;
        PositionKey known = Known(account, command.Strategy, command.Symbol);
        if (books.Positions.TryGetImport(known.Account, command.Reference, out PositionKey was, out decimal qty,
            out decimal px))
        {
            duplicate = was == known && qty == command.SignedQty.Value && px == command.Price.Value;
            return duplicate ? DenyReason.None : DenyReason.MalformedRequest;
        }

        if (command.SignedQty.IsZero) return DenyReason.QuantityNotPositive;
        if (!IsPriceAllowed(known.Symbol, command.Price)) return DenyReason.PriceNotAllowed;
        if (!books.Positions.CanTake(known, command.SignedQty.Value, command.Price.Value))
            return DenyReason.NotionalOutOfRange;
        deciding.Emit.Apply(new PositionImported(
            deciding.Account(account),
            deciding.Strategy(command.Strategy),
            deciding.Symbol(command.Symbol),
            command.SignedQty,
            command.Price,
            command.Reference,
            command.By,
            command.Reason,
            At(command.At)));
        if (books.Reconciliation.HasProvisionals)
        {
            PositionKey entered = Known(account, command.Strategy, command.Symbol);
            corrections.Moved(
                entered.Account, entered.Symbol, command.SignedQty.Value, At(command.At), default);
        }

        return DenyReason.None;
    }

    /// <summary>
    /// Moves quantity between two strategies; never more than the source has. Without a price each lot moves at its
    /// own.
    /// </summary>
    public DenyReason Transfer(TransferPosition command)
    {
        string account = command.Account.Length > 0 ? command.Account : deciding.DefaultAccount;
        if (IsBlank(command.Symbol) || IsBlank(command.By)
            || string.Equals(command.From, command.To, StringComparison.Ordinal))
            return DenyReason.MalformedRequest;
        if (command.To.StartsWith('@')
            && command.To is not (SubLedgers.Suspense or SubLedgers.Manual or SubLedgers.Provisional))
            return DenyReason.MalformedRequest;
        PositionKey from = Known(account, command.From, command.Symbol);
        if (from.Account.IsNone) return DenyReason.UnknownAccount;
        if (command.SignedQty.IsZero) return DenyReason.QuantityNotPositive;
        if (!books.Positions.TryGet(from, out Position source) || source.IsFlat) return DenyReason.UnknownPosition;
        if (command.SignedQty > Qty.Zero != source.Qty > Qty.Zero || command.SignedQty.Abs > source.Qty.Abs)
            return DenyReason.InsufficientPosition;

        // Its legs would be taken back, and what arrives elsewhere would stand without them.
        if (source.Qty.Abs.Value - command.SignedQty.Abs.Value < books.Protections.SpokenFor(from))
            return DenyReason.InsufficientPosition;
        if (command.Price is { } stated && !IsPriceAllowed(from.Symbol, stated)) return DenyReason.PriceNotAllowed;
        UtcNanos at = command.At.IsNone ? books.Positions.Behind(source.Handle, deciding.Now) : command.At;
        List<(Qty SignedQty, Px Price)> lots = command.Price is { } price
            ? [(command.SignedQty, price)]
            : books.Positions.LotsToMove(source.Handle, command.SignedQty, at);
        PositionKey to = Known(account, command.To, command.Symbol);
        if (!books.Positions.CanTake(from, lots) || !books.Positions.CanTake(to, lots))
            return DenyReason.NotionalOutOfRange;
        foreach ((Qty signedQty, Px px) in lots)
            deciding.Emit.Apply(new PositionTransferred(
                from.Account,
                from.Strategy,
                deciding.Strategy(command.To),
                from.Symbol,
                signedQty,
                px,
                command.By,
                command.Reason,
                at));
        return DenyReason.None;
    }

    /// <param name="isOld">A later mark holds; nothing is entered then.</param>
    public DenyReason Mark(SetMark command, out bool isOld)
    {
        isOld = false;
        if (IsBlank(command.Symbol)) return DenyReason.MalformedRequest;
        SymbolId symbol = Known("", "", command.Symbol).Symbol;
        if (!IsPriceAllowed(symbol, command.Price)) return DenyReason.PriceNotAllowed;
        UtcNanos at = NotAhead(At(command.At));
        isOld = books.Marks[symbol] is { } known && at < NotAhead(known.At);
        if (!isOld)
            deciding.Emit.Apply(new MarkSet(deciding.Symbol(command.Symbol), command.Price, deciding.Source, at));
        return DenyReason.None;
    }

    /// <param name="isOld">A later rate of the pair holds; nothing is entered then.</param>
    public DenyReason FxRate(SetFxRate command, out bool isOld)
    {
        isOld = false;
        if (command.From.IsNone || command.To.IsNone || command.From == command.To) return DenyReason.MalformedRequest;
        if (command.Rate <= Px.Zero) return DenyReason.PriceNotAllowed;
        UtcNanos at = NotAhead(At(command.At));
        isOld = books.Marks.TryRate(command.From, command.To) is { } known && at < NotAhead(known.At);
        if (!isOld) deciding.Emit.Apply(new FxRateSet(command.From, command.To, command.Rate, at));
        return DenyReason.None;
    }

    /// <summary>
    /// A definition holds for all of the symbol's history; what would make its amounts inexact is refused.
    /// </summary>
    public DenyReason Define(DefineInstrument command)
    {
        if (IsBlank(command.Symbol) || command.Multiplier <= Px.Zero || command.Tick < Px.Zero
            || command.Lot < Qty.Zero)
            return DenyReason.MalformedRequest;
        SymbolId known = Known("", "", command.Symbol).Symbol;
        if (!books.Positions.CanMultiply(known, command.Multiplier.Value)) return DenyReason.NotionalOutOfRange;
        deciding.Emit.Apply(new InstrumentDefined(
            deciding.Symbol(command.Symbol),
            command.Multiplier,
            command.Tick,
            command.Lot,
            command.Currency,
            command.AllowsNonPositivePrice));
        return DenyReason.None;
    }

    public DenyReason Define(DefineAccount command)
    {
        if (IsBlank(command.Account) || command.Currency.IsNone) return DenyReason.MalformedRequest;
        if (command.Method is not (LotMethod.Fifo or LotMethod.Lifo or LotMethod.Average or LotMethod.Hifo))
            return DenyReason.MalformedRequest;
        VenueId venue = command.Venue.Length == 0 ? default : deciding.Venue(command.Venue);
        deciding.Emit.Apply(
            new AccountDefined(deciding.Account(command.Account), command.Currency, command.Method, venue));
        return DenyReason.None;
    }

    private static bool IsBlank(string text) => string.IsNullOrWhiteSpace(text);

    private UtcNanos At(UtcNanos stated) => stated.IsNone ? deciding.Now : stated;

    // What is dated in the future would be fresh for as long; what says so came now.
    private UtcNanos NotAhead(UtcNanos at) => at > deciding.Now ? deciding.Now : at;

    private bool IsPriceAllowed(SymbolId symbol, Px price) =>
        price > Px.Zero || books.Instruments[symbol].AllowsNonPositivePrice;

    // Handles as they are now. An account or symbol that is not registered is none; strategy 0 is one of its own, so
    // one that is not registered is none of those that have anything.
    private PositionKey Known(string account, string strategy, string symbol) => new(
        new AccountId(books.Names.Accounts.TryGet(account, out int a) ? a : 0),
        new StrategyId(books.Names.Strategies.HandleOf(strategy)),
        new SymbolId(books.Names.Symbols.TryGet(symbol, out int y) ? y : 0));
}
