using System;

namespace Truefill.Fix;

/// <summary>Looks at fields of a message that did not parse, as far as they can be told.</summary>
internal static class FixRawFields
{
    /// <summary>What stands before the equals sign of the field at a place.</summary>
    internal static ReadOnlySpan<byte> TagAt(ReadOnlySpan<byte> bytes, int at)
    {
        var rest = bytes[at..];
        var end = rest.IndexOfAny((byte)'=', FixScan.Soh);
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>The value of the first field with a tag, from a place on.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="from">Where to look first.</param>
    /// <param name="tag">Such as <c>34=</c>.</param>
    /// <param name="value">What stands up to the separator.</param>
    internal static bool TryFind(
        ReadOnlySpan<byte> bytes, int from, ReadOnlySpan<byte> tag, out ReadOnlySpan<byte> value)
    {
        value = default;
        for (var at = from; at < bytes.Length; at++)
        {
            if (at == 0 || bytes[at - 1] != FixScan.Soh || !bytes[at..].StartsWith(tag)) continue;
            var rest = bytes[(at + tag.Length)..];
            var end = rest.IndexOf(FixScan.Soh);
            if (end < 0) return false;
            value = rest[..end];
            return true;
        }

        return false;
    }
}
