using System;

namespace Truefill.Fix;

/// <summary>The bytes that a session wants sent, in order. Owned by whoever sends, filled by the session.</summary>
public sealed class FixOutput
{
    private byte[] bytes = new byte[1 << 14];

    /// <summary>Bytes waiting.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Room behind the waiting bytes; what was written there before counts only after
    /// <see cref="Advance"/>.</summary>
    internal Span<byte> Free(int bytes)
    {
        if (this.bytes.Length - Length < bytes)
            Array.Resize(ref this.bytes, Math.Max(Length + bytes, this.bytes.Length * 2));
        return this.bytes.AsSpan(Length);
    }

    internal ReadOnlySpan<byte> Advance(int bytes)
    {
        Length += bytes;
        return this.bytes.AsSpan(Length - bytes, bytes);
    }
}
