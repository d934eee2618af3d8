using System;

namespace Truefill.Domain.Quantities;

/// <summary>
/// A currency or asset code: 1 to 12 characters of A–Z, 0–9, '.', '-', '_', packed into 64 bits (base 40), so that it
/// needs no table and compares as a number. The default value is "no currency".
/// </summary>
public readonly record struct Currency
{
    private const string Alphabet = "\0ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
    private const int MaxLength = 12;

    // How many characters the alphabet has, with the one that is none.
    private const ulong Base = 40;

    private Currency(ulong packed) => Packed = packed;

    public static Currency Usd { get; } = FromTrusted("USD");

    /// <summary>The packed form, as the journal holds it.</summary>
    public ulong Packed { get; }

    public bool IsNone => Packed == 0;

    /// <summary>How many characters the code has.</summary>
    internal int Length
    {
        get
        {
            int length = 0;
            for (ulong rest = Packed; rest != 0; rest /= Base) length++;
            return length;
        }
    }

    public static Currency FromPacked(ulong packed) => new(packed);

    public static Currency FromTrusted(string code) =>
        TryParse(code, out Currency currency) ? currency
            : throw new ArgumentException($"not a currency code: {code}", nameof(code));

    /// <summary>Takes lower case as upper case; false for an empty, too long or otherwise spelled code.</summary>
    public static bool TryParse(ReadOnlySpan<char> code, out Currency currency)
    {
        currency = default;
        if (code.Length is 0 or > MaxLength) return false;
        ulong packed = 0;
        for (int i = code.Length - 1; i >= 0; i--)
        {
            int digit = Alphabet.IndexOf(char.ToUpperInvariant(code[i]), StringComparison.Ordinal);
            if (digit <= 0) return false;
            packed = packed * Base + (ulong)digit;
        }

        currency = new Currency(packed);
        return true;
    }

    public override string ToString()
    {
        Span<char> text = stackalloc char[MaxLength];
        int length = 0;
        for (ulong rest = Packed; rest != 0 && length < MaxLength; rest /= Base)
            text[length++] = Alphabet[(int)(rest % Base)];
        return new string(text[..length]);
    }
}
