using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

namespace Truefill.Architecture.Tests;

/// <summary>A file under its path in the repository; rules take these, so a test can hand them one that breaks the rule.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private string? code;

    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>The C# text with comments, strings and characters blanked, line for line. What an interpolated string
    /// computes is blanked too.</summary>
    public string Code => code ??= Blank(Text);

    /// <summary>One finding, with file and line, per match in the code.</summary>
    public IEnumerable<string> Find(Regex pattern, string message)
    {
        foreach (Match match in pattern.Matches(Code))
            yield return $"{Path}:{LineOf(match.Index)}: {match.Value.Trim()}: {message}";
    }

    public int LineOf(int index) => Text.AsSpan(0, index).Count('\n') + 1;

    private static string Blank(string text)
    {
        var result = new StringBuilder(text.Length);
        int at = 0;
        while (at < text.Length)
        {
            int end = EndOfBlanked(text, at);
            if (end == at)
            {
                result.Append(text[at++]);
                continue;
            }

            for (; at < end; at++)
                result.Append(text[at] == '\n' ? '\n' : ' ');
        }

        return result.ToString();
    }

    /// <summary>Where the comment or literal that starts here ends; the same place if none starts here.</summary>
    private static int EndOfBlanked(string text, int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        if (rest.StartsWith("//"))
            return After(text, at, "\n", 0);
        if (rest.StartsWith("/*"))
            return After(text, at + 2, "*/", 2);
        if (rest[0] == '\'')
            return EndOfQuoted(text, at + 1, '\'', escapes: true);
        if (rest[0] != '"')
            return at;

        int quotes = 0;
        while (quotes < rest.Length && rest[quotes] == '"')
            quotes++;
        if (quotes >= 3)
            return After(text, at + quotes, new string('"', quotes), quotes);

        bool verbatim = at > 0 && (text[at - 1] == '@' || (at > 1 && text[at - 2] == '@' && text[at - 1] == '$'));
        return EndOfQuoted(text, at + 1, '"', escapes: !verbatim);
    }

    private static int After(string text, int from, string mark, int include)
    {
        int found = text.IndexOf(mark, from, StringComparison.Ordinal);
        return found < 0 ? text.Length : found + include;
    }

    private static int EndOfQuoted(string text, int at, char quote, bool escapes)
    {
        for (; at < text.Length; at++)
        {
            if (escapes && text[at] == '\\')
                at++;
            else if (text[at] == quote && !escapes && at + 1 < text.Length && text[at + 1] == quote)
                at++;
            else if (text[at] == quote)
                return at + 1;
        }

        return text.Length;
    }
}
