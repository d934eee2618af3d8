using System;
using System.Text;
using Truefill.Domain;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Recovery;
using Truefill.Journal;
using Truefill.Server.Offline;
using Truefill.Server.Views;

namespace Truefill.Server.DryRun;

/// <summary>
/// <c>dry-run --format journal</c>: the same result from the facts of a state directory's journal. Lines are
/// sequences of inputs, and every input counts, those of the service's own life too.
/// </summary>
public sealed class JournalDryRun : IInputListener
{
    private const int RawKept = 4096;

    private readonly Books books = new();
    private readonly StepWatcher watcher = new();
    private readonly DryRunResult result;
    private ulong line;
    private InputKind kind;
    private ExecType? execType;
    private byte[] raw = [];

    private JournalDryRun(string name) => result = new DryRunResult(books, [name]);

    /// <exception cref="OfflineStateException">The first segments were archived.</exception>
    /// <exception cref="JournalCorruptException">The journal does not verify.</exception>
    /// <param name="method">Null: as each account was booked.</param>
    public static DryRunResult Run(OfflineState state, LotMethod? method)
    {
        JournalDryRun run = new(state.Path);
        BlockPlayer player = new(new FactTee(run.books, run.watcher), run);
        using OfflineReader reader = state.Read();
        if (reader.Position.NextSeq != 1)
        {
            throw new OfflineStateException(
                $"The journal starts at sequence {reader.Position.NextSeq}: what is before was archived. "
                + "Replay the archive.");
        }

        while (reader.MoveNext())
        {
            BlockView block = reader.Current;
            player.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
        }

        run.Finish();
        if (method is { } asked) DryRunCore.Settle(run.books, asked);
        return run.result;
    }

    void IInputListener.OnInput(in JournaledInput input)
    {
        Finish();
        line = input.Seq;
        kind = input.Header.Kind;
        execType = kind == InputKind.ExecutionReport ? input.Read(books).Report.ExecType : null;
        raw = input.Raw[..Math.Min(input.Raw.Length, RawKept)].ToArray();
    }

    // What the last input led to is known when the next one comes.
    private void Finish()
    {
        if (line == 0) return;
        IntakeCounters intake = books.Intake;
        (result.Applied, result.Duplicates) = (intake.Applied, intake.Duplicate);
        (result.Ignored, result.DeadLetters) = (intake.Ignored, intake.DeadLettered);
        KeepDeadLetter();
        foreach (ReportViolated violation in watcher.Violations)
        {
            string id = books.Orders.TryGet(violation.Order)?.ClOrdId.ToString() ?? "";
            result.Add(new DryRunViolation(0, (long)line, id, violation.Rule, violation.Detail));
        }

        KeepHistory();
        watcher.Clear();
    }

    private void KeepDeadLetter()
    {
        if (watcher.DeadLetter is not { } dead) return;
        string reason = dead.Detail.Length > 0 ? $"{Words.Of(dead.Reason)}: {dead.Detail}" : Words.Of(dead.Reason);
        result.Add(new DryRunDeadLetter(0, (long)line, dead.MsgSeqNum, reason, Encoding.Latin1.GetString(raw)));
    }

    private void KeepHistory()
    {
        if (kind is not (InputKind.ExecutionReport or InputKind.OrderCancelReject)) return;
        if (watcher.DeadLetter is not null) return;
        OrderHandle handle = watcher.Order;
        if (handle.IsNone && !watcher.Exec.IsNone) handle = books.Executions[watcher.Exec].Order;
        if (books.Orders.TryGet(handle) is not { } order) return;
        result.Add(handle, new HistoryRow(
            0, (long)line, execType, order.OrdStatus, order.OrderQty, order.CumQty, order.LeavesQty, order.AvgPx));
    }
}
