using System;

namespace Truefill.Journal;

/// <summary>Turns a built block into the bytes of the file: mask, checksums, header; and gives its hash.</summary>
internal static class BlockFramer
{
    /// <summary>
    /// Frames <paramref name="image"/> in place. The body stays masked if <see cref="BlockHeader.Mask"/> of the result
    /// is not zero: the owner unmasks it after the write.
    /// </summary>
    public static BlockHeader Frame(Span<byte> image, in BlockHeader unmasked, out ChainHash hash)
    {
        uint mask = SectorMask.Choose(image);
        SectorMask.Apply(image, mask);
        BlockHeader header = unmasked with { Mask = mask, BodyCrc = Crc32C.Of(image[BlockFormat.HeaderBytes..]) };
        header.Write(image);
        hash = HashOf(image, header);
        return header;
    }

    public static ChainHash HashOf(ReadOnlySpan<byte> image, in BlockHeader header) =>
        ChainHash.Of(image[..(int)(BlockFormat.HeaderBytes + header.BodyBytes)]);
}
