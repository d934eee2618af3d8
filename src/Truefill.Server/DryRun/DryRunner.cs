using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Unicode;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Server.Views;

namespace Truefill.Server.DryRun;

/// <summary>
/// Replays logs through the real core without touching any state: <c>truefill dry-run</c>. Reads each file once, line
/// by line; a log may be larger than memory.
/// </summary>
public sealed partial class DryRunner
{
    private const int RawKept = 4096;
    private const long RawBudget = 64 << 20;

    private readonly DryRunOptions options;
    private readonly DryRunCore core;
    private readonly DryRunResult result;
    private long rawLeft = RawBudget;
    private int file;

    private DryRunner(IReadOnlyList<DryRunFile> files, DryRunOptions options)
    {
        this.options = options;
        core = new DryRunCore(options);
        result = new DryRunResult(core.Books, [.. files.Select(each => each.Name)]);
    }

    /// <summary>Replays the files one after the other, as one history.</summary>
    public static DryRunResult Run(
        IReadOnlyList<DryRunFile> files,
        DryRunFormat format,
        LotMethod method = LotMethod.Fifo,
        DryRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        DryRunner runner = new(files, options ?? DryRunOptions.Default);
        foreach (DryRunFile each in files)
        {
            if (format == DryRunFormat.Fix) runner.ReadFix(each.Content);
            else runner.ReadJsonl(each.Content);
            runner.file++;
        }

        runner.core.Settle(method);
        return runner.result;
    }

    private void Count(InputOutcome outcome)
    {
        switch (outcome)
        {
            case InputOutcome.Applied: result.Applied++; break;
            case InputOutcome.Duplicate: result.Duplicates++; break;
            case InputOutcome.Ignored: result.Ignored++; break;
            case InputOutcome.DeadLettered: result.DeadLetters++; break;
        }
    }

    private void KeepDeadLetter(long line, long msgSeqNum, ReadOnlySpan<byte> raw)
    {
        if (core.Last.DeadLetter is not { } dead) return;
        int kept = (int)Math.Min(Math.Min(raw.Length, RawKept), rawLeft);
        rawLeft -= kept;
        string reason = dead.Detail.Length > 0 ? $"{Words.Of(dead.Reason)}: {dead.Detail}" : Words.Of(dead.Reason);
        result.Add(new DryRunDeadLetter(file, line, msgSeqNum, reason, TextOf(raw[..kept])));
    }

    private void KeepViolations(long line, ClOrdId reported)
    {
        foreach (ReportViolated violation in core.Last.Violations)
        {
            ClOrdId id = core.Books.Orders.TryGet(violation.Order) is { } order ? order.ClOrdId : reported;
            result.Add(new DryRunViolation(file, line, id.ToString(), violation.Rule, violation.Detail));
        }
    }

    private void KeepHistory(long line, OrderHandle handle, ExecType? type)
    {
        if (!options.KeepHistory || core.Books.Orders.TryGet(handle) is not { } order) return;
        result.Add(handle, new HistoryRow(
            file, line, type, order.OrdStatus, order.OrderQty, order.CumQty, order.LeavesQty, order.AvgPx));
    }

    // A log is UTF-8 or some single-byte code; as the latter every byte is a character.
    private static string TextOf(ReadOnlySpan<byte> raw) =>
        Utf8.IsValid(raw) ? Encoding.UTF8.GetString(raw) : Encoding.Latin1.GetString(raw);
}
