using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Truefill.Architecture.Tests;

/// <summary>A method or constructor of a type.</summary>
/// <param name="Name">As Type.Method.</param>
/// <param name="Line">Where its signature begins.</param>
/// <param name="Lines">From its signature to its last bracket or semicolon.</param>
internal readonly record struct MethodSpan(string Name, int Line, int Lines);

/// <summary>
/// The methods of a file, found by counting brackets: their lengths need no compiler. A member ends with the brace that
/// its body began with, or, where it is assigned or is an expression, with a semicolon.
/// </summary>
internal sealed partial class MethodScan
{
    private readonly string code;
    private readonly List<MethodSpan> found = [];

    private MethodScan(string code) => this.code = code;

    public static IReadOnlyList<MethodSpan> Of(SourceFile file)
    {
        MethodScan scan = new(Directive().Replace(file.Code, line => new string(' ', line.Length)));
        scan.Members(0, "");
        return scan.found;
    }

    /// <summary>Reads the members of a type, or of the file.</summary>
    /// <returns>The place behind the brace that ends it.</returns>
    private int Members(int at, string type)
    {
        while (at < code.Length)
        {
            if (code[at] == '}') return at + 1;
            at = char.IsWhiteSpace(code[at]) ? at + 1 : Member(at, type);
        }

        return at;
    }

    /// <returns>The place behind the member that starts here.</returns>
    private int Member(int start, string type)
    {
        int depth = 0;
        int? body = null;
        for (int at = start; at < code.Length; at++)
        {
            bool isOutside = depth == 0;
            if (isOutside && body is null && (code[at] == '{' || IsAssignment(at)))
            {
                if (code[at] == '{' && TypeName().Match(code[start..at]) is { Success: true } inner)
                    return inner.Groups["kind"].Value == "enum" ? EndOfBlock(at)
                        : Members(at + 1, inner.Groups["name"].Value);
                body = at;
            }

            if (code[at] is '(' or '[' or '{') depth++;
            if (code[at] is ')' or ']' or '}') depth--;
            bool isBlockEnd = code[at] == '}' && depth == 0 && code[body ?? 0] == '{';
            if (!isBlockEnd && !(code[at] == ';' && depth == 0)) continue;
            if (body is { } from) Note(start, from, at, type);
            return at + 1;
        }

        return code.Length;
    }

    // Of = and =>, but not of the names of operators.
    private bool IsAssignment(int at) =>
        code[at] == '=' && code[at + 1] != '=' && code[at - 1] is not ('=' or '!' or '<' or '>');

    private int EndOfBlock(int at)
    {
        int end = code.IndexOf('}', at);
        return end < 0 ? code.Length : end + 1;
    }

    // What is assigned is data and no method, and so is a member without parameters.
    private void Note(int start, int body, int end, string type)
    {
        bool isAssigned = code[body] == '=' && code[body + 1] != '>';
        start += Attributes().Match(code[start..body]).Length;
        Match name = Signature().Match(code[start..body]);
        if (isAssigned || !name.Success) return;
        int first = code.AsSpan(0, start).Count('\n') + 1;
        found.Add(new MethodSpan(
            $"{type}.{name.Groups["name"].Value}", first, code.AsSpan(start, end - start).Count('\n') + 1));
    }

    [GeneratedRegex(@"^[ \t]*#.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    // Behind a colon it is what a parameter of a generic method has to be.
    [GeneratedRegex(@"(?<!:\s*)\b(?<kind>class|interface|enum|struct|record(\s+struct|\s+class)?)\b\s+(?<name>\w+)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^(\[[^\]]*\]\s*)+", RegexOptions.ExplicitCapture)]
    private static partial Regex Attributes();

    // Behind a modifier it is a tuple that opens.
    [GeneratedRegex(
        @"\b(?!(public|private|internal|protected|static|async|override|readonly)\b)(?<name>\w+)\s*(<[^()]*>\s*)?\(",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Signature();
}
