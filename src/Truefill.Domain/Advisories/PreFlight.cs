using System;
using System.Globalization;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Exposures;
using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <summary>
/// What is checked before an advisory becomes an order. In this order; the first that fails is the error, and nothing
/// is sent.
/// </summary>
internal static class PreFlight
{
    /// <summary>An account report older than this says nothing about what may be bought now.</summary>
    public const long BalanceAgeMaxNanos = 60 * UtcNanos.PerSecond;

    /// <summary>Null: nothing speaks against it so far; buying power comes after this.</summary>
    public static string? Check(FrozenSnapshot snapshot, UtcNanos now, KillSwitchState killSwitch)
    {
        if (snapshot.IsExpired(now)) return $"Advisory expired at {snapshot.ExpirationTimestamp}";
        if (string.IsNullOrWhiteSpace(snapshot.AdvisoryId)) return "Snapshot invalid: advisory_id is empty";
        if (!snapshot.PositionSize.IsPositive)
            return $"Snapshot invalid: position_size {snapshot.PositionSize} is not above zero";
        if (snapshot.SlOffsetPct >= 0) return Offset("sl_offset_pct", snapshot.SlOffsetPct, "below");
        if (snapshot.TpOffsetPct <= 0) return Offset("tp_offset_pct", snapshot.TpOffsetPct, "above");
        return killSwitch == KillSwitchState.Active ? $"Kill switch is active for {snapshot.Symbol}" : null;
    }

    /// <summary>
    /// Size × reference price against the account's buying power as the venue last reported it: in the instrument's
    /// currency, or where there is none in the account's.
    /// </summary>
    /// <param name="isRequired">An absent or old report refuses; else it checks nothing.</param>
    public static string? CheckBuyingPower(
        Books books, FrozenSnapshot snapshot, AccountId account, VenueId venue, UtcNanos now, bool isRequired)
    {
        books.Names.Symbols.TryGet(snapshot.Symbol, out int handle);
        SymbolId symbol = new(handle);
        Currency own = books.Accounts[account].Currency;
        Currency traded = books.Instruments.CurrencyOf(symbol);
        Currency currency = !traded.IsNone && HasPower(books, venue, account, traded) ? traded : own;
        if (books.Balances.TryGet(venue, account, currency) is not { BuyingPower: { } power } balance)
        {
            string sought = traded.IsNone || traded == own ? $"{own}" : $"{traded} or {own}";
            return isRequired ? $"Buying power is not known: the venue has reported none in {sought}" : null;
        }

        if (now >= balance.AsOf.AddNanos(BalanceAgeMaxNanos))
            return isRequired ? $"Buying power is not known: the last report is of {balance.AsOf}" : null;
        if (!TryCost(books, snapshot, account, symbol, isHome: currency == own, out Exact cost))
            return $"Buying power cannot be compared: no rate into {currency}, or size times price has too many digits";
        return cost > power
            ? FormattableString.Invariant($"Buying power {power} {currency} does not cover {cost}")
            : null;
    }

    private static bool HasPower(Books books, VenueId venue, AccountId account, Currency currency) =>
        books.Balances.TryGet(venue, account, currency) is { BuyingPower: not null };

    private static bool TryCost(
        Books books, FrozenSnapshot snapshot, AccountId account, SymbolId symbol, bool isHome, out Exact cost)
    {
        Exact size = snapshot.PositionSize.Number;
        Exact price = snapshot.ReferencePrice.Number;
        return isHome
            ? new Valuer(books, account, symbol).TryValue(size, price, out cost)
            : ExactDecimal.TryMultiply(size, price, books.Instruments.MultiplierOf(symbol), out cost);
    }

    private static string Offset(string name, decimal value, string side) =>
        $"Snapshot invalid: {name} {value.ToString(CultureInfo.InvariantCulture)} is not {side} zero";
}
