namespace Truefill.Journal;

/// <summary>Constants of the block format that reader and writer share.</summary>
/// <remarks>
/// <see cref="Version"/> is raised by any change after which an older reader would misread a block: the layout or
/// meaning of a header field, what the checksums or the chain cover, the masking, the record framing (type, version,
/// length), the varint or decimal encoding. A new record type or a new version of one does not raise it: those live in
/// the record header. <para>History. 1: the first format.</para>
/// </remarks>
public static class BlockFormat
{
    /// <summary>The format this build writes. It reads every version from 1 up to this one.</summary>
    public const ushort Version = 1;

    /// <summary>"TFJB" in the order of the file.</summary>
    public const uint Magic = 0x424A_4654;

    /// <summary>The unit that a disk writes whole or not at all. Blocks start and end on it. Bytes.</summary>
    public const int SectorBytes = 512;

    /// <summary>Bytes of the header in front of the records.</summary>
    public const int HeaderBytes = 88;

    /// <summary>
    /// The largest block with header and padding, in bytes; a header that claims more is refused unread.
    /// </summary>
    public const int MaxBlockBytes = 64 << 20;

    /// <summary>
    /// Fills a block up to the sector: not zero, so that an unwritten sector cannot look like padding.
    /// </summary>
    internal const byte PadByte = 0xA5;

    /// <summary>Bytes on disk of a block with that body: header, body, padding.</summary>
    internal static long SizeOnDisk(long bodyBytes) =>
        (HeaderBytes + bodyBytes + SectorBytes - 1) / SectorBytes * SectorBytes;
}
