using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Truefill.Architecture.Tests;

/// <summary>
/// ARCHITECTURE.md leads a newcomer to places in the code. A name that it gives as <c>[`Type.Member`](file.cs)</c> is
/// declared in that file, so a move or a new name shows here and not in somebody's search.
/// </summary>
public partial class PlaceTests
{
    private const string Handlers = "src/Truefill.Cli/Handlers";

    private const string Modifiers =
        @"^ +((public|private|internal|protected|static|readonly|override|async|partial|const)\s+)+";

    [Fact]
    public void Each_place_that_the_architecture_names_is_where_it_says()
    {
        SourceFile desk = new("src/Desk.cs", """
            public sealed partial class Desk
            {
                // Named in a comment, Gone(1) is not declared.
                public int Count { get; }
                private static readonly int[] Rules =
                    [];
                public DenyReason New(Order order) => Check(order);
            }
            """);
        SourceFile page = new("ARCHITECTURE.md", "[`Desk`](src/Desk.cs) [`Desk.New`](src/Desk.cs) "
            + "[`Desk.Count`](src/Desk.cs) [`Desk.Rules`](src/Desk.cs) [page](docs/a.md) [`pages.ts`](src/pages.ts)");
        Rule.Holds(Misplaced(page, _ => desk));
        Rule.Finds(1, Misplaced(page with { Text = "[`Table`](src/Desk.cs)" }, _ => desk));
        Rule.Finds(1, Misplaced(page with { Text = "[`Desk.Gone`](src/Desk.cs)" }, _ => desk));
        Rule.Finds(1, Misplaced(page with { Text = "[`Desk.Check`](src/Desk.cs)" }, _ => desk));
        Rule.Finds(1, Misplaced(page with { Text = "[`Desk`](src/Gone.cs)" }, _ => null));

        SourceFile architecture = Repository.Read("ARCHITECTURE.md");
        Assert.True(Place().Count(architecture.Text) >= 40, "the places of ARCHITECTURE.md are not found any more");
        Rule.Holds(Misplaced(architecture, path => Repository.Exists(path) ? Repository.Read(path) : null));
    }

    [Fact]
    public void Each_handler_of_the_command_line_has_a_file_of_its_name()
    {
        const string path = $"{Handlers}/Orders/OrdersListHandler.cs";
        const string text = "class OrdersListHandler { }";
        Rule.Holds(Misfiled(new SourceFile(path, text)));
        Rule.Finds(1, Misfiled(new SourceFile(path, text + "class OrdersShowHandler { }")));
        Rule.Finds(1, Misfiled(new SourceFile($"{Handlers}/OrdersListHandler.cs", text)));
        Rule.Holds(Repository.Sources.Where(source => Repository.IsUnder(source.Path, Handlers)).SelectMany(Misfiled));
    }

    private static IEnumerable<string> Misfiled(SourceFile file) => Handler().Matches(file.Code)
        .Select(match => match.Groups["name"].Value)
        .Where(name => !file.Path[(Handlers.Length + 1)..].EndsWith($"/{name}.cs", StringComparison.Ordinal))
        .Select(name => $"{file.Path}: {name} belongs into {name}.cs, in the folder of what it is about");

    private static IEnumerable<string> Misplaced(SourceFile page, Func<string, SourceFile?> read)
    {
        foreach (Match place in Place().Matches(page.Text))
        {
            (string type, string member, string path) =
                (place.Groups["type"].Value, place.Groups["member"].Value, place.Groups["path"].Value);
            string at = $"{page.Path}:{page.LineOf(place.Index)}: {place.Value}";
            if (read(path) is not { } file)
                yield return $"{at}: there is no such file";
            else if (!DeclaresType(file, type))
                yield return $"{at}: it declares no {type}";
            else if (member.Length > 0 && !DeclaresMember(file, member))
                yield return $"{at}: it declares no {member}";
        }
    }

    private static bool DeclaresType(SourceFile file, string name) =>
        Regex.IsMatch(file.Code, $@"\b(class|struct|record|interface|enum)\s+{name}\b");

    // Before a member's name stand its modifiers and its type; before a call, a bracket, an operator or a dot.
    private static bool DeclaresMember(SourceFile file, string name) =>
        Regex.IsMatch(
            file.Code, $@"{Modifiers}[\w<>\[\],.?() ]*[\w>\]?)]\s+{name}\s*(\(|\{{|=|$)", RegexOptions.Multiline);

    [GeneratedRegex(@"\[`(?<type>[A-Z]\w*)(\.(?<member>\w+))?`\]\((?<path>[^)\s]+\.cs)\)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    [GeneratedRegex(@"\bclass\s+(?<name>\w+Handler)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Handler();
}
