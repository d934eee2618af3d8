using System;
using System.Numerics;

namespace Truefill.Domain.Orders;

/// <summary>
/// A set of dense handles as bits, with one bit per word above them: the next member is found by skipping 4,096 absent
/// handles at a time, so walking the few open orders does not cost what all orders would. Ascending, and safe to change
/// while walking with <see cref="Next"/>.
/// </summary>
internal sealed class HandleSet
{
    private ulong[] words = new ulong[64];
    private ulong[] summary = new ulong[1];

    public int Count { get; private set; }

    public bool Contains(int handle) =>
        handle >> 6 < words.Length && (words[handle >> 6] & (1UL << (handle & 63))) != 0;

    /// <returns>Was it otherwise before?</returns>
    public bool Set(int handle, bool isMember)
    {
        int word = handle >> 6;
        if (word >= words.Length) Grow(word);
        ulong bit = 1UL << (handle & 63);
        bool wasMember = (words[word] & bit) != 0;
        if (wasMember == isMember) return false;
        words[word] ^= bit;
        Count += isMember ? 1 : -1;
        ulong summaryBit = 1UL << (word & 63);
        if (words[word] == 0) summary[word >> 6] &= ~summaryBit;
        else summary[word >> 6] |= summaryBit;
        return true;
    }

    /// <summary>The smallest member above <paramref name="after"/>; 0 when there is none.</summary>
    public int Next(int after)
    {
        int handle = after + 1;
        int word = handle >> 6;
        if (word >= words.Length) return 0;
        ulong here = words[word] & (ulong.MaxValue << (handle & 63));
        if (here != 0) return (word << 6) + BitOperations.TrailingZeroCount(here);
        word++;
        for (int group = word >> 6; group < summary.Length; group++)
        {
            ulong rest = group == word >> 6 ? summary[group] & (ulong.MaxValue << (word & 63)) : summary[group];
            if (rest == 0) continue;
            int found = (group << 6) + BitOperations.TrailingZeroCount(rest);
            return (found << 6) + BitOperations.TrailingZeroCount(words[found]);
        }

        return 0;
    }

    public void Clear()
    {
        words = new ulong[64];
        summary = new ulong[1];
        Count = 0;
    }

    private void Grow(int word)
    {
        int length = words.Length;
        while (length <= word) length *= 2;
        Array.Resize(ref words, length);
        Array.Resize(ref summary, (length + 63) >> 6);
    }
}
