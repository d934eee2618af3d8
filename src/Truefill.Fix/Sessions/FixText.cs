using System;

namespace Truefill.Fix;

/// <summary>Text(58) of our own: may quote what came in, and so anything.</summary>
internal static class FixText
{
    private const int CharactersMax = 240;

    /// <summary>Printable ASCII, not empty, not long.</summary>
    internal static string Printable(string text)
    {
        if (text.Length == 0) return "-";
        return string.Create(Math.Min(text.Length, CharactersMax), text, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = from[i] is >= ' ' and <= '~' ? from[i] : '?';
        });
    }
}
