using Truefill.Domain.Names;

namespace Truefill.Domain.Orders;

/// <summary>
/// From the hash of an id to the orders that may carry it; a look-up allocates nothing. The caller compares the text,
/// so a collision costs time and never an answer. Entries are never removed: every id of an order stays valid.
/// </summary>
internal sealed class OrderIds
{
    private readonly IdIndex index = new();

    public void Add(in ShortText id, OrderHandle order)
    {
        uint digest = Digest(in id);
        IdIndex.Candidates known = index.Find(digest);
        while (known.MoveNext())
            if (known.Current == (uint)order.Value) return;
        index.Add(digest, (uint)order.Value);
    }

    /// <summary>Orders that may carry the id, in no particular order.</summary>
    public IdIndex.Candidates Find(in ShortText id) => index.Find(Digest(in id));

    public void Clear() => index.Clear();

    private static uint Digest(in ShortText id) => IdDigest.Of(in id, source: 0);
}
