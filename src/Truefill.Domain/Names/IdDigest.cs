using Truefill.Domain.Quantities;

namespace Truefill.Domain.Names;

/// <summary>
/// The digest by which <see cref="IdIndex"/> finds an id; the same in every process. Ids that a venue or a client gives
/// one after the other differ in their last character: what is before it is hashed, and the last character changes
/// only the lowest bits, which are the place within a line of cache. So the next id is looked up and put where the one
/// before it was, which is in the cache still; hashed as a whole, each would have to wait for memory.
/// </summary>
internal static class IdDigest
{
    // Eight places of eight bytes are a line.
    private const int LastBits = 3;
    private const ulong LastMask = (1 << LastBits) - 1;

    // Without a pattern in their bits.
    private const ulong First = 0x9E37_79B9_7F4A_7C15;
    private const ulong Second = 0xD1B5_4A32_D192_ED03;

    /// <summary>
    /// From the words of the id where they are: copied together first, the processor would wait for the copy.
    /// </summary>
    /// <param name="source">Whose id it is: the same id of two sources has two digests.</param>
    public static uint Of(in ShortText id, ulong source)
    {
        uint length = (uint)id.Length;
        ulong hash = Mix(source, length);
        if (length == 0) return Fold(hash);
        unchecked
        {
            int end = (int)((length - 1) / sizeof(ulong));
            for (int i = 0; i < end; i++) hash = Mix(id.Word(i), hash);
            int lastAt = (int)((length - 1) % sizeof(ulong) * 8);
            ulong word = id.Word(end);
            ulong last = (word >> lastAt) & LastMask;
            return Fold(Mix(word ^ (last << lastAt), hash)) ^ (uint)last;
        }
    }

    private static uint Fold(ulong hash) => unchecked((uint)(hash ^ (hash >> 32)));

    // Both halves of a product of 128 bits: each bit of either number reaches all of them.
    private static ulong Mix(ulong a, ulong b)
    {
        a ^= First;
        b ^= Second;
        return WideProduct.High(a, b) ^ unchecked(a * b);
    }
}
