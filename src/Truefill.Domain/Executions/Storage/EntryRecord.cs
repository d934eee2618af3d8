using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions.Storage;

/// <summary>
/// What moves a position, and its place in that position's history. A handle above 0 is an execution's, below 0 one of
/// the other entries: imports, transfers, fees in the traded asset.
/// </summary>
internal struct EntryRecord
{
    public long QtyCoefficient;
    public long PxCoefficient;
    public long TransactTime;
    public long VenueSeq;
    public int Position;
    public int Prev;
    public int Next;
    public byte QtyScale;
    public byte PxScale;
    public EntryFlags Flags;

    /// <summary>Positive when bought, negative when sold.</summary>
    public readonly Exact SignedQty => Exact.Of(QtyCoefficient, QtyScale);

    public readonly Exact Px => Exact.Of(PxCoefficient, PxScale);

    public readonly UtcNanos Time => new(TransactTime);

    public readonly PositionHandle PositionHandle => new(Position);

    public readonly bool Has(EntryFlags flag) => (Flags & flag) != EntryFlags.None;

    public void SetTerms(Exact signedQty, Exact px)
    {
        (QtyCoefficient, QtyScale) = PackedNumber.Of(signedQty);
        (PxCoefficient, PxScale) = PackedNumber.Of(px);
    }
}

[System.Flags]
internal enum EntryFlags : byte
{
    None = 0,

    /// <summary>It stands in its position's history and counts.</summary>
    Linked = 1,
    Busted = 2,
    Corrected = 4,
    SellShort = 8,
    Sell = 16,
}
