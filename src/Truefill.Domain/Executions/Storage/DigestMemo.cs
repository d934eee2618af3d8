using System;

namespace Truefill.Domain.Executions.Storage;

/// <summary>
/// Digests of the keys seen last: a key is foreseen, looked up and booked in short order, and is hashed once for it.
/// </summary>
internal sealed class DigestMemo
{
    private const int Slots = 16;

    private readonly byte[] texts = new byte[Slots * KeyText.BufferBytes];
    private readonly uint[] digests = new uint[Slots];

    // No key reads like this: ids are shorter.
    public DigestMemo() => texts.AsSpan().Fill(byte.MaxValue);

    /// <param name="buffer">As <see cref="KeyText"/> wants it: zero behind the key.</param>
    public uint Of(ReadOnlySpan<byte> buffer, int length)
    {
        // Ids that follow each other differ in their last characters.
        int slot = (buffer[length - 1] ^ (buffer[length - 2] << 2)) & (Slots - 1);
        Span<byte> text = texts.AsSpan(slot * KeyText.BufferBytes, KeyText.BufferBytes);
        if (buffer.SequenceEqual(text)) return digests[slot];
        buffer.CopyTo(text);
        return digests[slot] = KeyText.Digest(buffer, length);
    }
}
