using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace Truefill.Domain.Tests.Cases;

/// <summary>One case of a .cases file: a name and lines of words. # starts a comment.</summary>
public sealed record CaseText(string File, string Name, IReadOnlyList<string> Lines)
{
    public static IReadOnlyList<CaseText> ReadAll()
    {
        List<CaseText> result = [];
        Assembly assembly = typeof(CaseText).Assembly;
        string[] resources = assembly.GetManifestResourceNames();
        Array.Sort(resources, StringComparer.Ordinal);
        foreach (string resource in resources)
        {
            if (!resource.EndsWith(".cases", StringComparison.Ordinal)) continue;
            using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
            List<string> lines = [];
            while (reader.ReadLine() is { } line)
            {
                line = line.Trim();
                if (line.Length == 0 || line[0] == '#') continue;
                if (!line.StartsWith("case ", StringComparison.Ordinal))
                {
                    lines.Add(line);
                    continue;
                }

                lines = [];
                result.Add(new CaseText(resource, line[5..], lines));
            }
        }

        return result;
    }
}
