using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Server.Configuration;

/// <summary>Did you mean …? By edit distance, with swapped neighbours as one edit.</summary>
public static class Suggestion
{
    private const int LengthMax = 64;

    /// <summary>The nearest candidate when it is near enough to be a typing error; else null.</summary>
    public static string? For(string typed, IEnumerable<string> candidates)
    {
        if (typed.Length is 0 or > LengthMax) return null;
        int most = Math.Max(1, Math.Min(3, typed.Length / 3));
        return candidates
            .Where(candidate => candidate.Length <= LengthMax && Math.Abs(candidate.Length - typed.Length) <= most)
            .Select(candidate => (candidate, Edits: Distance(typed.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.Edits <= most)
            .OrderBy(pair => pair.Edits).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    private static int Distance(string a, string b)
    {
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) edits[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) edits[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(change, 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }
        }

        return edits[a.Length, b.Length];
    }
}
