using System.Linq;
using System.Text;

namespace Truefill.Cli.Rendering;

/// <summary>Text from outside as it may go to a screen: what a venue writes must not move somebody's cursor.</summary>
internal static class Visible
{
    public static string Text(string? text)
    {
        if (text is null) return "";
        if (!text.Any(IsHidden)) return text;
        var visible = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            if (IsHidden(c)) visible.Append($"\\x{(int)c:x2}");
            else visible.Append(c);
        }

        return visible.ToString();
    }

    // Controls, and the marks that turn the direction of writing.
    private static bool IsHidden(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
