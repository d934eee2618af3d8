using System.Collections.Generic;
using System.Linq;

namespace Truefill.Architecture.Tests;

/// <summary>A rule is a function from its input to its violations. Each test asserts both halves: it finds the
/// violation that it is shown, and none in the repository.</summary>
internal static class Rule
{
    public static void Holds(IEnumerable<string> violations)
    {
        string[] found = [.. violations];
        Assert.True(found.Length == 0, string.Join('\n', found.Take(50)));
    }

    public static void Finds(int count, IEnumerable<string> violations)
    {
        string[] found = [.. violations];
        Assert.True(found.Length == count, $"Expected {count} findings in the sample, got:\n{string.Join('\n', found)}");
    }
}
