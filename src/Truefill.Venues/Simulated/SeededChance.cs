using System;

namespace Truefill.Venues.Simulated;

/// <summary>
/// SplitMix64: the same numbers for a seed on every machine and runtime. Source: Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators".
/// </summary>
public sealed class SeededChance(ulong seed)
{
    private const int Resolution = 1_000_000_000;

    private ulong state = seed;

    public ulong Next()
    {
        // Arithmetic modulo 2^64 is the definition of the function.
        unchecked
        {
            ulong z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>0 to limit − 1.</summary>
    public long Below(long limit) => (long)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>Both ends included.</summary>
    public long Between(long least, long most) => least + Below(most - least + 1);

    /// <summary>True with the given probability. 0 draws nothing, so that what is off changes no seed's run.</summary>
    public bool Hits(decimal probability) => probability > 0 && Below(Resolution) < probability * Resolution;
}
