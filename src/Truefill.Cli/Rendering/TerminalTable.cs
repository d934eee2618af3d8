using System.IO;
using System.Linq;
using Spectre.Console;

namespace Truefill.Cli.Rendering;

/// <summary>The table for a person at a terminal.</summary>
internal static class TerminalTable
{
    public static void Write(TextTable table, TextWriter target, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Out = new AnsiConsoleOutput(target),
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = width;
        var shown = new Table { Border = TableBorder.Rounded, BorderStyle = new Style(Spectre.Console.Color.Grey) };
        if (table.Title is not null) shown.Title = new TableTitle(Markup.Escape(Visible.Text(table.Title)));
        foreach (Column column in table.Columns)
        {
            var header = new TableColumn(new Text(column.Name, new Style(decoration: Decoration.Bold)));
            shown.AddColumn(column.Right ? header.RightAligned() : header);
        }

        foreach (string?[] row in table.Rows) shown.AddRow([.. row.Select(cell => new Text(Visible.Text(cell)))]);
        console.Write(shown);
    }
}
