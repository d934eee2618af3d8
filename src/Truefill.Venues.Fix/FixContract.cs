using System;
using System.Globalization;

namespace Truefill.Venues.Fix;

/// <summary>
/// What a counterparty calls one contract of several that share a Symbol(55): of the Instrument block of FIX 4.4.
/// </summary>
/// <param name="Symbol">Symbol(55), such as ES.</param>
/// <param name="SecurityType">SecurityType(167), such as FUT or OPT; null: not sent and not compared.</param>
/// <param name="Maturity">
/// A month such as 202612, which is MaturityMonthYear(200), or a date such as 20261218, which is MaturityDate(541);
/// null: none.
/// </param>
/// <param name="IsCall">PutOrCall(201) of an option; null: it is none.</param>
/// <param name="Strike">StrikePrice(202) of an option; null: it is none.</param>
public sealed record FixContract(
    string Symbol, string? SecurityType = null, string? Maturity = null, bool? IsCall = null, decimal? Strike = null)
{
    private const int DigitsOfMonth = 6;

    private readonly int maturity =
        Maturity is null ? 0 : int.Parse(Maturity, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Its maturity is a day, and not only a month.</summary>
    public bool HasDate => Maturity is { Length: > DigitsOfMonth };

    /// <summary>The maturity as yyyyMM; zero: none.</summary>
    public int Month => HasDate ? maturity / 100 : maturity;

    /// <summary>The maturity as yyyyMMdd; zero: only a month, or none.</summary>
    public int Date => HasDate ? maturity : 0;

    /// <summary>A message could name either, so that they cannot be told apart.</summary>
    public bool Overlaps(FixContract other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Symbol != other.Symbol || IsCall != other.IsCall || Strike != other.Strike) return false;
        if (SecurityType is not null && other.SecurityType is not null && SecurityType != other.SecurityType)
            return false;
        return Month == other.Month && (Date == other.Date || Date == 0 || other.Date == 0);
    }

    internal bool IsOption => IsCall is not null || Strike is not null;

    /// <summary>
    /// The fields name this contract. Those that it has not are not missed in it, but strike and right: shares and
    /// their options have one Symbol(55).
    /// </summary>
    internal bool Fits(in FixContractTerms stated)
    {
        if (SecurityType is not null && stated.SecurityType is not null && SecurityType != stated.SecurityType)
            return false;
        if (IsOption != stated.IsOption || IsCall != stated.IsCall || Strike != stated.Strike) return false;
        if (Maturity is null) return !stated.HasMaturity;
        if (HasDate && stated.Date != 0) return stated.Date == Date;
        return stated.MonthOrOfDate == Month;
    }
}
