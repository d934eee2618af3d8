using System;
using System.Runtime.CompilerServices;

namespace Truefill.Fix;

/// <summary>Which of the tags below 256 occur. One question is one load and one comparison.</summary>
[InlineArray(Words)]
internal struct FixTagSet
{
    internal const int Tags = Words * 64;
    private const int Words = 4;

    private ulong first;

    /// <summary>Of a message of which it is not known.</summary>
    internal static FixTagSet All
    {
        get
        {
            FixTagSet all = default;
            ((Span<ulong>)all).Fill(ulong.MaxValue);
            return all;
        }
    }

    /// <param name="tag">Any: of one above the set nothing is known.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool MayHave(int tag) =>
        unchecked((uint)tag) >= Tags || ((this[tag >> 6] >> (tag & 63)) & 1) != 0;

    internal readonly FixTagSet With(int tag)
    {
        var more = this;
        if (unchecked((uint)tag) < Tags) more[tag >> 6] |= 1UL << (tag & 63);
        return more;
    }
}
