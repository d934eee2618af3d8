using System;
using System.Globalization;

namespace Truefill.Domain.Quantities;

/// <summary>
/// An exact amount in one currency. Sums that would lose a digit break an invariant instead of rounding; amounts of two
/// currencies do not add up: convert first.
/// </summary>
public readonly record struct Money(decimal Amount, Currency Currency)
{
    public static Money Zero(Currency currency) => new(0m, currency);

    public bool IsZero => Amount == 0;

    public static Money operator +(Money a, Money b)
    {
        Currency currency = Common(a, b);
        decimal sum = a.Amount + b.Amount;
        Invariant.Holds(sum.Scale >= Math.Max(a.Amount.Scale, b.Amount.Scale), "a sum of money would lose digits");
        return new Money(sum, currency);
    }

    public static Money operator -(Money a, Money b) => a + -b;

    public static Money operator -(Money a) => new(-a.Amount, a.Currency);

    public override string ToString() =>
        ExactDecimal.RoundToMaxDecimals(Amount).ToString(CultureInfo.InvariantCulture) + " " + Currency;

    // The default value is zero of no currency and takes the other side's.
    private static Currency Common(Money a, Money b)
    {
        if (a.Currency == b.Currency || (b.Currency.IsNone && b.IsZero)) return a.Currency;
        Invariant.Holds(a.Currency.IsNone && a.IsZero, "amounts of two currencies do not add up");
        return b.Currency;
    }
}
