using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Executions;

/// <content>
/// What a trade says about its symbol: the value of a point and the currency of the price. The first to say so defines
/// an instrument that nobody has; whoever contradicts a definition, or what is booked, is refused.
/// </content>
public sealed partial class ExecutionDesk
{
    // Nearly every venue that states the currency states the one that the books have: nothing is to be defined then.
    private bool IsAsBooked(decimal multiplier, Currency currency, AccountId account, SymbolId symbol)
    {
        if (multiplier == 0 && currency.IsNone) return true;
        return (multiplier == 0 || multiplier == books.Instruments.MultiplierOf(symbol))
            && (currency.IsNone
                || currency == books.Positions.CurrencyOf(new PositionKey(account, default, symbol)));
    }

    // Whoever says something else about a symbol that was traded in an order, or corrects a trade in it, is heard like
    // the first to trade it without one.
    private bool TakesContract(in Reported reported, in PositionKey position, out InputOutcome refused)
    {
        refused = default;
        return IsAsBooked(reported.Multiplier, reported.Currency, position.Account, position.Symbol)
            || IsSoundContract(reported, position, out refused);
    }

    private void DefineUnlessBooked(in Reported reported, in PositionKey position)
    {
        if (!IsAsBooked(reported.Multiplier, reported.Currency, position.Account, position.Symbol))
            DefineContract(reported, position);
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
}
