namespace Truefill.Domain.Names;

/// <summary>
/// An id of up to 15 bytes, which nearly every one is, in 16 bytes instead of 48: orders are kept by the million. A
/// longer one is only marked as such; its owner keeps it elsewhere. The default value is the empty id.
/// </summary>
internal readonly record struct CompactId
{
    private const int MaxBytes = 15;
    private const ulong LongMark = 0xFFUL << 56;

    private readonly ulong low;

    // Length in the upper byte.
    private readonly ulong high;

    private CompactId(ulong low, ulong high)
    {
        this.low = low;
        this.high = high;
    }

    public bool IsLong => high == LongMark;

    public static CompactId Of(in ShortText text) => text.Length <= MaxBytes
        ? new CompactId(text.FirstWord, text.SecondWord | ((ulong)text.Length << 56))
        : new CompactId(0, LongMark);

    /// <summary>Not of a long one.</summary>
    public ShortText ToText()
    {
        Invariant.Holds(!IsLong, "a long id is kept elsewhere");
        return ShortText.FromWords(low, high & ~LongMark, (int)(high >> 56));
    }
}
