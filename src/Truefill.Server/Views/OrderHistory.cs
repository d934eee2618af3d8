using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Recovery;
using Truefill.Server.DryRun;

namespace Truefill.Server.Views;

/// <summary>
/// What was reported of an order, and the order after each report, as <c>dry-run --format journal</c> shows it: a line
/// is the sequence of the input. Read from the journal, because the books hold only how things stand.
/// </summary>
internal sealed class OrderHistory : IInputListener
{
    private readonly Replica replica;
    private readonly OrderReplay replay;
    private readonly List<(HistoryRow Row, UtcNanos At)> rows = [];
    private ulong seq;
    private UtcNanos at;
    private InputKind kind;
    private ExecType? execType;

    private OrderHistory(Replica replica, OrderHandle order)
    {
        this.replica = replica;
        replay = new OrderReplay(replica.Books, order);
    }

    /// <summary>The sequences of every fact that has to be read for it, ascending.</summary>
    /// <remarks>
    /// A trade that found its order later was booked, and perhaps corrected, before any fact named the order.
    /// </remarks>
    public static List<ulong> SequencesOf(Replica replica, OrderHandle order, IReadOnlyList<CopiedBlock> known)
    {
        SortedSet<ulong> all = [.. replica.Index.Of(order)];
        OrderHistory first = new(replica, order);
        first.Play(known);
        foreach (ExecHandle exec in first.replay.Executions) all.UnionWith(replica.Index.Of(exec));
        return [.. all];
    }

    /// <summary>
    /// One row for each report, those that came again included; null where the order's beginning was archived away.
    /// </summary>
    public static IReadOnlyList<(HistoryRow Row, UtcNanos At)>? RowsOf(
        Replica replica, OrderHandle order, IReadOnlyList<CopiedBlock> blocks)
    {
        OrderHistory history = new(replica, order);
        history.Play(blocks);
        return history.replay.Order is null ? null : history.rows;
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<(HistoryRow Row, UtcNanos At)>? rows)
    {
        if (rows is null)
        {
            json.WriteNull("history");
            return;
        }

        json.WriteStartArray("history");
        foreach ((HistoryRow row, UtcNanos at) in rows)
        {
            json.WriteStartObject();
            json.WriteNumber("line", row.Line);
            json.Time("time", at);
            DryRunJson.WriteState(json, in row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    void IInputListener.OnInput(in JournaledInput input)
    {
        Finish();
        seq = input.Seq;
        at = input.Header.At;
        kind = input.Header.Kind;
        execType = kind == InputKind.ExecutionReport ? input.Read(replica.Books).Report.ExecType : null;
    }

    private void Play(IReadOnlyList<CopiedBlock> blocks)
    {
        BlockPlayer player = new(replay, this);
        foreach (CopiedBlock block in blocks) player.Play(block.Records, block.FirstSeq, block.Count, block.Raw);
        Finish();
    }

    // What the last input led to is known when the next one comes.
    private void Finish()
    {
        bool isReport = kind is InputKind.ExecutionReport or InputKind.OrderCancelReject;
        if (isReport && replay is { IsReported: true, IsDeadLetter: false, Order: { } order })
        {
            HistoryRow row = new(
                0, (long)seq, execType, order.OrdStatus, order.OrderQty, order.CumQty, order.LeavesQty, order.AvgPx);
            rows.Add((row, at));
        }

        replay.BeginInput();
        kind = default;
    }
}
