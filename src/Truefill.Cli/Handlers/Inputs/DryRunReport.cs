using System.Collections.Generic;
using System.IO;
using System.Linq;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.DryRun;
using Truefill.Server.Views;

namespace Truefill.Cli.Handlers.Inputs;

/// <summary>A dry run for people. The positions come first, so that CSV has them.</summary>
internal static class DryRunReport
{
    private const int Shown = 50;

    public static IReadOnlyList<TextTable> Of(DryRunResult result)
    {
        List<TextTable> tables =
        [
            Draw(DryRunTables.Positions(result), "positions"),
            Draw(DryRunTables.Orders(result), "orders"),
        ];
        if (result.ViolationCount > 0) tables.Add(Violations(result));
        if (result.DeadLetters > 0) tables.Add(DeadLetters(result));
        tables.Add(new TextTable([
            new("messages", true), new("applied", true), new("duplicates", true), new("dead_letters", true),
            new("ignored", true), new("violations", true)])
            .Add($"{result.Messages}", $"{result.Applied}", $"{result.Duplicates}", $"{result.DeadLetters}",
                $"{result.Ignored}", $"{result.ViolationCount}"));
        return tables;
    }

    private static TextTable Draw(DryRunTable table, string title)
    {
        TextTable drawn = new([.. table.Columns.Select(name => new Column(name))]) { Title = title };
        foreach (IReadOnlyList<string> row in table.Rows) drawn.Add([.. row]);
        return drawn;
    }

    private static TextTable Violations(DryRunResult result)
    {
        TextTable table = new([new("file"), new("line", true), new("cl_ord_id"), new("rule"), new("detail")])
        {
            Title = Title("violations", result.ViolationCount),
        };
        foreach (DryRunViolation each in result.Violations.Take(Shown))
            table.Add(result.Files[each.File], $"{each.Line}", each.ClOrdId, Words.Of(each.Rule), each.Detail);
        return table;
    }

    private static TextTable DeadLetters(DryRunResult result)
    {
        TextTable table = new([new("file"), new("line", true), new("msg_seq_num", true), new("reason")])
        {
            Title = Title("dead letters", result.DeadLetters),
        };
        foreach (DryRunDeadLetter each in result.DeadLettersDetail.Take(Shown))
        {
            string number = each.MsgSeqNum > 0 ? $"{each.MsgSeqNum}" : "";
            table.Add(result.Files[each.File], $"{each.Line}", number, each.Reason);
        }

        return table;
    }

    private static string Title(string what, long count) =>
        count > Shown ? $"{what}, the first {Shown} of {count}; -o json has more" : what;
}

/// <summary>How far a long replay is, on a terminal.</summary>
internal sealed class DryRunProgressLine(
    CommandContext context, IReadOnlyList<string> names, IReadOnlyList<Stream> streams)
{
    private readonly bool isShown = context.Environment.ErrorIsTerminal && !context.Globals.NoColor;
    private bool begun;

    public void Show(DryRunProgress at)
    {
        if (!isShown) return;
        begun = true;
        Stream stream = streams[at.File];
        string how = stream.CanSeek && stream.Length > 0 ? $"{100 * at.Bytes / stream.Length} %, " : "";
        context.Environment.Error.Write($"\r{Visible.Text(names[at.File])}: {how}{at.Lines} lines ");
    }

    public void End()
    {
        if (begun) context.Environment.Error.WriteLine();
    }
}
