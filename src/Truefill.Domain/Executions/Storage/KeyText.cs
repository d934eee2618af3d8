using System;
using System.Buffers.Binary;
using Truefill.Domain.Names;

namespace Truefill.Domain.Executions.Storage;

/// <summary>
/// An execution key as bytes: venue (4), scope (4), length (1), id. The same bytes are hashed, compared and stored;
/// behind a stored key may follow length (1) and text of the venue's order id.
/// </summary>
internal static class KeyText
{
    /// <summary>
    /// What to write into: room for the longest key, and zeros behind it up to a whole block of the hash.
    /// </summary>
    public const int BufferBytes = 64;

    /// <param name="into">At least <see cref="BufferBytes"/>; zero behind the key afterwards if it was before.</param>
    public static int Write(in ExecKey key, Span<byte> into)
    {
        ShortText id = key.ExecId.Text;
        BinaryPrimitives.WriteInt32LittleEndian(into, key.Venue.Value);
        BinaryPrimitives.WriteInt32LittleEndian(into[4..], key.Scope);
        into[8] = (byte)id.Length;
        id.CopyPaddedTo(into[9..]);
        return 9 + id.Length;
    }

    /// <summary>
    /// Of a buffer that was zero before the key was written. Whole blocks are hashed, which is faster than the odd
    /// bytes at the end; the length is part of the text, so the zeros make no two keys alike.
    /// </summary>
    public static uint Digest(ReadOnlySpan<byte> buffer, int length)
    {
        UInt128 hash = Murmur128.Hash(buffer[..((length + 15) & ~15)], 0);

        // Cut down, which is what unchecked says.
        return unchecked((uint)hash);
    }

    public static ExecKey Read(ReadOnlySpan<byte> text) => new(
        new VenueId(BinaryPrimitives.ReadInt32LittleEndian(text)),
        BinaryPrimitives.ReadInt32LittleEndian(text[4..]),
        new ExecId(ShortText.FromTrusted(text.Slice(9, text[8]))));

    public static ShortText ReadOrderRef(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text[(9 + text[8])..];
        return ShortText.FromTrusted(rest.Slice(1, rest[0]));
    }
}
