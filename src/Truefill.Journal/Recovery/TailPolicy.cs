namespace Truefill.Journal;

/// <summary>
/// Which remains of an unfinished last block recovery cuts by itself. Everything else refuses to open.
/// </summary>
public enum TailPolicy
{
    /// <summary>The block is zero from some sector to the segment's end: the write stopped there.</summary>
    ZeroSuffix,

    /// <summary>
    /// Also a block with zero sectors in front of written ones: the disk wrote them in another order.
    /// </summary>
    ZeroSector,
}
