using System.Collections.Generic;

namespace Truefill.Domain.Tests.Positions;

/// <summary>SplitMix64: the same numbers on every machine for a seed.</summary>
public sealed class Chance(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        unchecked
        {
            ulong z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>From 0 to below the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool OneIn(int n) => Below(n) == 0;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>A number of up to so many digits with up to so many decimals, never zero.</summary>
    public decimal Number(int digits, int decimals)
    {
        decimal power = 1;
        for (int i = 0, count = 1 + Below(digits); i < count; i++) power *= 10;
        decimal whole = 1 + Next() % (ulong)power;
        for (int i = 0, count = Below(decimals + 1); i < count; i++) whole /= 10;
        return whole;
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
