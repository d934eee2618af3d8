using System;
using System.Buffers.Binary;
using Truefill.Domain.Names;

namespace Truefill.Domain.Executions.Storage;

/// <summary>
/// An execution key as bytes: venue (4), scope (4), length (1), id. The same bytes are compared and stored; behind a
/// stored key may follow length (1) and text of the venue's order id.
/// </summary>
internal static class KeyText
{
    /// <summary>What to write into: the longest key and the zeros that are written behind a shorter one.</summary>
    public const int BufferBytes = 64;

    /// <param name="into">At least <see cref="BufferBytes"/>.</param>
    public static int Write(in ExecKey key, Span<byte> into)
    {
        ref readonly ShortText id = ref key.ExecId.Text;
        BinaryPrimitives.WriteInt32LittleEndian(into, key.Venue.Value);
        BinaryPrimitives.WriteInt32LittleEndian(into[4..], key.Scope);
        into[8] = (byte)id.Length;
        id.CopyPaddedTo(into[9..]);
        return 9 + id.Length;
    }

    public static uint Digest(in ExecKey key) =>
        IdDigest.Of(in key.ExecId.Text, unchecked(((ulong)(uint)key.Scope << 32) | (uint)key.Venue.Value));

    public static ExecKey Read(ReadOnlySpan<byte> text) => new(
        new VenueId(BinaryPrimitives.ReadInt32LittleEndian(text)),
        BinaryPrimitives.ReadInt32LittleEndian(text[4..]),
        new ExecId(ShortText.FromTrusted(text.Slice(9, text[8]))));

    public static VenueId ReadVenue(ReadOnlySpan<byte> text) =>
        new(BinaryPrimitives.ReadInt32LittleEndian(text));

    public static ShortText ReadOrderRef(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text[(9 + text[8])..];
        return ShortText.FromTrusted(rest.Slice(1, rest[0]));
    }
}
