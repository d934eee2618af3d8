using System;
using System.Collections;
using System.Runtime.InteropServices;

namespace Truefill.Journal;

/// <summary>
/// Keeps every sector of a block far from zero, so that a zero sector proves that it was never written.
/// </summary>
/// <remarks>
/// A sector is thin when fewer than 8 of its 128 four-byte words differ from zero: fewer flipped bits than that cannot
/// make a written sector look unwritten. A block with a thin sector is XORed, from the end of the header on, with one
/// word. One word always exists: a sector becomes thin under a word only if more than 120 of its words equal it, so
/// each sector rules out at most one of the candidates, and a block has fewer sectors than there are candidates.
/// </remarks>
internal static class SectorMask
{
    private const int WordsMin = 8;
    private const uint FirstCandidate = 0xA5C3_965A;

    /// <summary>
    /// The word to mask the image with; 0 if it can be written as it is. The first sector holds the header.
    /// </summary>
    public static uint Choose(ReadOnlySpan<byte> image)
    {
        for (int at = BlockFormat.SectorBytes; at < image.Length; at += BlockFormat.SectorBytes)
        {
            if (IsThin(image.Slice(at, BlockFormat.SectorBytes)))
                return ChooseWord(image);
        }

        return 0;
    }

    /// <summary>Masks or unmasks: everything behind the header.</summary>
    public static void Apply(Span<byte> image, uint mask)
    {
        if (mask == 0)
            return;
        foreach (ref uint word in MemoryMarshal.Cast<byte, uint>(image[BlockFormat.HeaderBytes..]))
            word ^= mask;
    }

    public static bool IsThin(ReadOnlySpan<byte> sector)
    {
        int words = 0;
        foreach (uint word in MemoryMarshal.Cast<byte, uint>(sector))
        {
            if (word != 0 && ++words == WordsMin)
                return false;
        }

        return true;
    }

    private static uint ChooseWord(ReadOnlySpan<byte> image)
    {
        int sectors = image.Length / BlockFormat.SectorBytes;
        var ruledOut = new BitArray(sectors);
        for (int at = BlockFormat.SectorBytes; at < image.Length; at += BlockFormat.SectorBytes)
        {
            uint candidate = Majority(image.Slice(at, BlockFormat.SectorBytes)) ^ FirstCandidate;
            if (candidate < sectors)
                ruledOut[(int)candidate] = true;
        }

        // The first sector rules nothing out, so one of as many candidates as there are sectors is left.
        uint chosen = 0;
        while (ruledOut[(int)chosen])
            chosen++;
        return chosen ^ FirstCandidate;
    }

    // Boyer and Moore's vote: the word that fills more than half of the sector if there is one, else any.
    private static uint Majority(ReadOnlySpan<byte> sector)
    {
        uint leader = 0;
        int votes = 0;
        foreach (uint word in MemoryMarshal.Cast<byte, uint>(sector))
        {
            if (votes == 0)
                leader = word;
            votes += word == leader ? 1 : -1;
        }

        return leader;
    }
}
