using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Architecture.Tests;

/// <summary>Mistakes made on purpose (eng/Planted.cs) are in a build that asks for them and in no other.</summary>
public class PlantedBugTests
{
    private const string Use = "Planted.";

    [Fact]
    public void A_planted_bug_stands_under_its_constant_only()
    {
        Rule.Holds(Exposed(new SourceFile("src/A.cs", "#if PLANTED_BUGS\nif (Planted.Is(Bug.A)) return;\n#endif\n")));
        Rule.Finds(1, Exposed(new SourceFile("src/A.cs", "if (Planted.Is(Bug.A)) return;\n")));
        Rule.Finds(1, Exposed(new SourceFile("src/A.cs", "#if PLANTED_BUGS\n#endif\nif (Planted.Is(Bug.A)) return;\n")));
        Rule.Finds(1, Exposed(new SourceFile("src/A.cs", "#if !PLANTED_BUGS\nif (Planted.Is(Bug.A)) return;\n#endif\n")));

        Rule.Holds(Repository.Sources.SelectMany(Exposed));
    }

    [Fact]
    public void Each_named_bug_is_planted_once()
    {
        string[] names =
        [
            .. Repository.Read("eng/Planted.cs").Lines
                .Where(line => line.StartsWith("    ", StringComparison.Ordinal) && line.EndsWith(',') && char.IsUpper(line[4]))
                .Select(line => line.Trim().TrimEnd(','))
                .Where(name => name != "None"),
        ];
        string all = string.Concat(Repository.Sources.Select(file => file.Code));
        Assert.Equal(26, names.Length);
        Assert.All(names, name => Assert.Equal(2, all.Split($"Planted.Is(Bug.{name})").Length));
    }

    [Fact]
    public void The_shipped_assemblies_know_no_bug()
    {
        Type[] core = [typeof(Domain.Books), typeof(Engine.ExecutionEngine), typeof(Journal.SegmentedJournal)];
        Assert.All(core, type => Assert.DoesNotContain(type.Assembly.GetTypes(), t => t.FullName == "Truefill.Planted"));
    }

    private static IEnumerable<string> Exposed(SourceFile file)
    {
        bool isInside = false;
        string[] lines = file.Code.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.StartsWith('#')) isInside = line == "#if PLANTED_BUGS";
            else if (!isInside && line.Contains(Use, StringComparison.Ordinal))
                yield return $"{file.Path}:{i + 1}: {line}: stands outside #if PLANTED_BUGS, so it would be shipped";
        }
    }
}
