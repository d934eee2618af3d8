using System.Collections.Generic;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

public sealed partial class ExecutionDesk
{
    private InputOutcome Trade(in Reported reported)
    {
        if (books.Executions.TryFind(reported.Key, out ExecHandle known))
            return TradeAgain(reported, books.Executions[known]);
        if (books.Executions.TryFindAmendment(reported.Key, out int amendment))
            return TradeAsAmendment(reported, amendment);

        // Quantity zero with a charge is real: a venue's way of charging alone. The id is remembered like any other.
        bool chargesOnly = reported is { LastQty.IsZero: true, Fee.Amount.IsZero: false };
        if (reported.LastQty is not { } qty) return Missing(reported, "LastQty(32)");
        if (!qty.IsPositive && !chargesOnly)
            return Refuse(reported, DeadLetterReason.InvalidValue, $"LastQty(32)={qty}");
        if (reported.LastPx is not { } px)
        {
            if (!chargesOnly) return Missing(reported, "LastPx(31)");
            px = Px.Zero;
        }

        return reported.Order is { } order
            ? TradeOfOrder(reported, order, qty, px)
            : TradeWithoutOrder(reported, qty, px);
    }

    // The path of nearly every report: a new and sound trade of a known order. Nothing is looked up but its id and its
    // position. What is unusual in any way is left to the checks in full.
    private bool TryBookNewTrade(in ExecutionReport report, Order order)
    {
        if (report.ExecType != ExecType.Trade || report.ExecId.IsNone) return false;
        if (report.LastQty is not { IsPositive: true } qty || report.LastPx is not { } px || !px.Number.IsPositive)
            return false;
        if (report.Fee is not null || report.FurtherFees is not null) return false;
        if (report.Side is not (null or Side.Buy or Side.Sell or Side.SellShort))
            return false;
        int scope = report.Scope;
#if PLANTED_BUGS
        if (Planted.Is(Bug.ScopeForgotten)) scope = 0;
#endif
        UtcNanos time = report.TransactTime.IsNone ? deciding.Now : report.TransactTime;
        OrderExecuted executed = new(
            books.Executions.NextHandle,
            order.Handle,
            new ExecKey(report.Venue, scope, report.ExecId),
            qty,
            px,
            report.VenueSeq,
            time);
        if (!books.Executions.IsNew(in executed.Key) || !CanTake(order, qty, px)) return false;
        deciding.Emit.Apply(in executed);
        if (books.Reconciliation.HasProvisionals) GiveWay(executed.Exec, default, time);
        if (books.Executions.AwaitedCount > 0) ApplyAwaited(in executed.Key, executed.Exec);
        return true;
    }

    private bool CanTake(Order order, Qty qty, Px px) => order.Position.IsNone
        ? books.Positions.CanTake(new PositionKey(order.Account, order.Strategy, order.Symbol), qty.Number, px.Number)
        : books.Positions.CanTake(order.Position, qty.Number, px.Number);

    private InputOutcome TradeOfOrder(in Reported reported, Order order, Qty qty, Px px)
    {
        PositionKey position = new(order.Account, order.Strategy, order.Symbol);
        if (!IsSound(reported, position, qty, px, out InputOutcome refused)) return refused;
        ExecHandle exec = books.Executions.NextHandle;
        deciding.Emit.Apply(new OrderExecuted(
            exec, order.Handle, reported.Key, qty, px, reported.VenueSeq, reported.TransactTime));
        return Booked(reported, position, exec);
    }

    private InputOutcome TradeWithoutOrder(in Reported reported, Qty qty, Px px)
    {
        if (reported.Side is not { } side) return Missing(reported, "Side(54)");
        if (reported.Symbol.IsNone && string.IsNullOrWhiteSpace(reported.SymbolName))
            return Missing(reported, "Symbol(55)");
        AccountId account = reported.Account;
        bool named = !string.IsNullOrWhiteSpace(reported.AccountName);
        if (account.IsNone && !named && !TryOnlyAccount(reported.Key.Venue, out account))
            return Missing(reported, "Account(1)");

        // Numbers are checked before names are registered: what is refused leaves no trace.
        PositionKey known = new(account.IsNone ? AccountOf(reported) : account, default, SymbolOf(reported));
        if (!IsSoundContract(reported, known, out InputOutcome refused)) return refused;
        if (!IsSound(reported, known with { Strategy = KnownStrategy(reported) }, qty, px, out refused)) return refused;

        SymbolId symbol = reported.Symbol.IsNone ? deciding.Symbol(reported.SymbolName!) : reported.Symbol;
        if (account.IsNone) account = deciding.Account(reported.AccountName!);
        PositionKey position = new(account, deciding.Strategy(reported.StrategyName), symbol);
        DefineContract(reported, position);
        ExecHandle exec = books.Executions.NextHandle;
        deciding.Emit.Apply(new TradeBooked(
            exec,
            reported.Key,
            position.Account,
            position.Strategy,
            position.Symbol,
            side,
            qty,
            px,
            reported.OrderRef,
            reported.VenueSeq,
            reported.TransactTime));
        return Booked(reported, position, exec);
    }

    private InputOutcome Booked(in Reported reported, in PositionKey position, ExecHandle exec)
    {
        ChargeNew(reported, position, exec);
        GiveWay(exec, default, reported.TransactTime);
        ApplyAwaited(reported.Key, exec);
        return InputOutcome.Applied;
    }

    private bool IsSound(in Reported reported, in PositionKey position, Qty qty, Px px, out InputOutcome refused)
    {
        refused = default;
        if (px.Value <= 0 && qty.IsPositive && !books.Instruments[Known(position.Symbol)].AllowsNonPositivePrice)
            refused = Refuse(reported, DeadLetterReason.InvalidValue, $"LastPx(31)={px} is not positive");
        else if (!books.Positions.CanTake(Known(position), qty.Value, px.Value, MultiplierFor(reported, position)))
            refused = Refuse(reported, DeadLetterReason.NumberOutOfRange,
                $"LastQty(32)={qty} × LastPx(31)={px} cannot be kept exactly");
        else if (!FeesFit(reported, Known(position), px))
            refused = RefuseFees(reported);
        return refused == default;
    }

    private decimal MultiplierFor(in Reported reported, in PositionKey position) =>
        reported.Multiplier == 0 || books.Instruments.IsDefined(Known(position.Symbol))
            ? books.Positions.MultiplierOf(Known(position))
            : reported.Multiplier;

    // Names that are not registered yet have neither instrument nor position.
    private static SymbolId Known(SymbolId symbol) => symbol.Value == NameTable.Unregistered ? default : symbol;

    private static PositionKey Known(in PositionKey key) => key with
    {
        Account = key.Account.Value == NameTable.Unregistered ? default : key.Account,
        Symbol = Known(key.Symbol),
    };

    private StrategyId KnownStrategy(in Reported reported) => new(Resolve(NameKind.Strategy, 0, reported.StrategyName));

    private bool TryOnlyAccount(VenueId venue, out AccountId account)
    {
        account = default;
        foreach (AccountDefined defined in books.Accounts.Defined)
        {
            if (defined.Venue != venue || venue.IsNone) continue;
            if (!account.IsNone) return false;
            account = defined.Account;
        }

        return !account.IsNone;
    }

    private bool IsSoundContract(in Reported reported, in PositionKey position, out InputOutcome refused)
    {
        refused = default;
        if (reported.Multiplier == 0 && reported.Currency.IsNone) return true;
        if (reported.Multiplier < 0 || Px.TryFrom(reported.Multiplier, out Px multiplier) != NumberError.None)
        {
            refused = Refuse(reported, DeadLetterReason.InvalidValue, $"multiplier={reported.Multiplier}");
            return false;
        }

        SymbolId symbol = Known(position.Symbol);
        if (symbol.IsNone || !books.Instruments.IsDefined(symbol))
        {
            // A sender's word for one trade changes nobody's booked positions: that is for the configuration to say.
            if (!symbol.IsNone && books.Positions.WouldRestate(symbol, multiplier.Value, reported.Currency))
                refused = Refuse(reported, DeadLetterReason.InvalidValue,
                    $"multiplier={multiplier} currency={reported.Currency}: the symbol's booked positions have "
                    + "multiplier 1 in their account's currency; define the instrument in the configuration");
            return refused == default;
        }

        InstrumentDefined defined = books.Instruments[symbol];
        Currency currency = books.Positions.CurrencyOf(Known(position));
        if (multiplier != Px.Zero && multiplier != defined.Multiplier)
            refused = Refuse(reported, DeadLetterReason.InvalidValue,
                $"multiplier={multiplier}, defined is {defined.Multiplier}");
        else if (!reported.Currency.IsNone && reported.Currency != currency)
            refused = Refuse(reported, DeadLetterReason.InvalidValue,
                $"currency={reported.Currency}, defined is {currency}");
        return refused == default;
    }

    private void DefineContract(in Reported reported, in PositionKey position)
    {
        if (books.Instruments.IsDefined(position.Symbol)) return;
        if (reported.Multiplier == 0 && reported.Currency.IsNone) return;
        Px multiplier = Px.FromTrusted(reported.Multiplier == 0 ? 1m : ExactDecimal.Normalize(reported.Multiplier));
        deciding.Emit.Apply(new InstrumentDefined(
            position.Symbol, multiplier, Px.Zero, Qty.Zero, reported.Currency, AllowsNonPositivePrice: false));
    }

    private InputOutcome TradeAgain(in Reported reported, in Execution booked)
    {
#if PLANTED_BUGS
        if (Planted.Is(Bug.DuplicateBookedAgain) && reported.Order is { } again)
            return TradeOfOrder(reported, again, booked.LastQty, booked.LastPx);
#endif
        PositionKey now = books.Positions[booked.Position].Key;
        PositionKey first = books.Positions[booked.OriginalPosition].Key;
        SymbolId symbol = SymbolOf(reported);
        bool same = (symbol.IsNone || symbol == now.Symbol)
            && (IsSame(reported, booked, booked.OriginalQty, booked.OriginalPx, booked.OriginalSide, first.Account)
                || IsSame(reported, booked, booked.LastQty, booked.LastPx, booked.Side, now.Account));
        if (same && reported.Order is { } order && order.Handle != booked.Order)
        {
            bool fits = order.Account == first.Account && order.Symbol == first.Symbol
                && order.Terms.Side.Sign() == booked.OriginalSide.Sign();
            if (booked.Order.IsNone && fits)
            {
                if (!AreExact(reported)) return RefuseFees(reported);
                List<Fee> also = NotYetCharged(reported, booked);
                if (!CanCharge(booked, also)) return RefuseFees(reported);
                deciding.Emit.Apply(new OrderExecuted(
                    booked.Handle,
                    order.Handle,
                    booked.Key,
                    booked.OriginalQty,
                    booked.OriginalPx,
                    booked.VenueSeq,
                    booked.TransactTime));
                ChargeLate(reported, booked.Handle, also);
                return InputOutcome.Applied;
            }

            same = false;
        }

#if PLANTED_BUGS
        same |= Planted.Is(Bug.ConflictPassesForDuplicate);
#endif
        if (!same) return Conflict(reported, booked);

        // As a rule: a list of no charges is not made for every copy.
        if (reported.FeeCount == 0) return Duplicate(reported, booked.Handle);
        if (!AreExact(reported)) return RefuseFees(reported);
        List<Fee> news = NotYetCharged(reported, booked);
        if (news.Count == 0) return Duplicate(reported, booked.Handle);
        if (!CanCharge(booked, news)) return RefuseFees(reported);
        ChargeLate(reported, booked.Handle, news);
        return InputOutcome.Applied;
    }

    // A correction that another feed reports as a plain trade under the correction's id.
    private InputOutcome TradeAsAmendment(in Reported reported, int amendment)
    {
        Storage.AmendmentRecord record = books.Executions.AmendmentAt(amendment);
        if (record.IsBust)
            return Refuse(reported, DeadLetterReason.Conflict, $"was a bust; now {Describe(reported)}");
        bool same = (reported.LastQty is null || reported.LastQty == record.LastQty)
            && (reported.LastPx is null || reported.LastPx == record.LastPx);
        return same
            ? CorrectionAgain(reported, amendment)
            : Refuse(reported, DeadLetterReason.Conflict,
                $"was a correction to {record.LastQty} @ {record.LastPx}; now {Describe(reported)}");
    }

    private bool IsSame(in Reported reported, in Execution booked, Qty qty, Px px, Side side, AccountId account)
    {
        AccountId stated = AccountOf(reported, booked.Order);
        return (reported.LastQty is null || reported.LastQty == qty)
            && (reported.LastPx is null || reported.LastPx == px)
            && (reported.Side is null || reported.Side.Value.Sign() == side.Sign())
            && (stated.IsNone || stated == account);
    }

    private InputOutcome Conflict(in Reported reported, in Execution booked) =>
        Refuse(reported, DeadLetterReason.Conflict, $"booked {Describe(booked)}; now {Describe(reported)}");
}
