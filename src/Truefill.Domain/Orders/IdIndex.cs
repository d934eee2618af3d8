using Truefill.Domain.Names;

namespace Truefill.Domain.Orders;

/// <summary>
/// From the hash of an id to the orders that may carry it: 8 bytes a slot, open addressing, nothing allocated by a
/// look-up. The caller compares the text, so a collision costs time and never an answer. Entries are never removed:
/// every id of an order stays valid.
/// </summary>
internal sealed class IdIndex
{
    private ulong[] slots = new ulong[16];
    private int count;

    public static uint Hash(in ShortText text)
    {
        // The low word of a good hash is a good hash.
        ShortText copy = text;
        return unchecked((uint)(ulong)Murmur128.Hash(copy.Utf8, 0));
    }

    public void Add(uint hash, OrderHandle order)
    {
        for (int cursor = -1; Next(hash, ref cursor) is { IsNone: false } known;)
            if (known == order) return;
        if ((count + 1) * 4L > slots.Length * 3L) Grow();
        Insert(slots, Pack(hash, order));
        count++;
    }

    /// <summary>The next order under the hash, none at the end. Start with a cursor of −1.</summary>
    public OrderHandle Next(uint hash, ref int cursor)
    {
        int mask = slots.Length - 1;
        int slot = cursor < 0 ? (int)(hash & (uint)mask) : (cursor + 1) & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if ((uint)(slots[slot] >> 32) != hash) continue;
            cursor = slot;
            return new OrderHandle((int)(slots[slot] & 0xffff_ffff));
        }

        return default;
    }

    public void Clear()
    {
        slots = new ulong[16];
        count = 0;
    }

    private static ulong Pack(uint hash, OrderHandle order) => ((ulong)hash << 32) | (uint)order.Value;

    private static void Insert(ulong[] slots, ulong entry)
    {
        int mask = slots.Length - 1;
        int slot = (int)((uint)(entry >> 32) & (uint)mask);
        while (slots[slot] != 0) slot = (slot + 1) & mask;
        slots[slot] = entry;
    }

    private void Grow()
    {
        ulong[] grown = new ulong[slots.Length * 2];
        foreach (ulong entry in slots)
            if (entry != 0) Insert(grown, entry);
        slots = grown;
    }
}
