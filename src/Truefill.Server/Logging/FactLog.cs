using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Venues;
using Truefill.Engine.Reading;
using Truefill.Server.Health;
using Truefill.Server.Views;

namespace Truefill.Server.Logging;

/// <summary>
/// Durable facts as log lines, on the replica's thread: nothing is logged that a crash could take back.
/// </summary>
public sealed partial class FactLog : SelectiveFacts
{
    private readonly Replica replica;
    private readonly EventLog log;
    private readonly Books books;
    private readonly bool isCold;
    private readonly Dictionary<int, Qty> known = [];
    private int executions;

    /// <param name="isCold">This run drops what was held and never sent.</param>
    public FactLog(Replica replica, EventLog log, bool isCold = false)
    {
        this.replica = replica;
        this.log = log;
        this.isCold = isCold;
        books = replica.Books;
        executions = books.Executions.Count;
        foreach (Position position in books.Positions.All) known[position.Handle.Value] = position.Qty;
    }

    public override void Apply(in OrderSubmitted e) => Order("live_loop.order_processed", "submitted", e.Intent.Order);

    public override void Apply(in OrderHeld e) => Order("live_loop.requeue_order", "held", e.Intent.Order);

    public override void Apply(in OrderAdopted e) => Order("live_loop.adopt_order", "adopted", e.Intent.Order);

    public override void Apply(in OrderRejected e) =>
        Order("live_loop.order_rejected", "rejected: " + e.Text, e.Order, LogLevel.Warning);

    public override void Apply(in OrderDenied e) => log.Write(
        LogLevel.Warning, "live_loop.order_denied", $"Order {e.ClOrdId} denied: {Words.Of(e.Reason)}",
        ("seq", replica.Seq), ("client_order_id", e.ClOrdId), ("reason", Words.Of(e.Reason)), ("detail", e.Detail));

    public override void Apply(in OrderCanceled e) => Order("live_loop.order_canceled", "canceled", e.Order);

    public override void Apply(in OrderExecuted e) => Fill(e.Exec, e.Order, "fill");

    public override void Apply(in TradeBooked e) => Fill(e.Exec, default, "fill");

    public override void Apply(in TradeCanceled e)
    {
        if (!e.Exec.IsNone) Moved(e.Exec, "bust");
    }

    public override void Apply(in TradeCorrected e)
    {
        if (!e.Exec.IsNone) Moved(e.Exec, "correction");
    }

    public override void Apply(in FeeCharged e)
    {
        // In the traded asset it takes from the position; in money it does not.
        if (books.Positions.TryGet(new PositionKey(e.Account, e.Strategy, e.Symbol), out Position position)
            && position.Qty != known.GetValueOrDefault(position.Handle.Value))
            Position(position.Handle, "fee");
    }

    public override void Apply(in ExecutionDuplicated e)
    {
        Execution first = books.Executions[e.Exec];
        PositionKey key = books.Positions[first.Position].Key;
        log.Write(
            LogLevel.Info, "execution.duplicate",
            $"Execution {first.Key.ExecId} came again and was counted only.", ("seq", replica.Seq),
            ("exec_id", first.Key.ExecId), ("venue", books.Names.Of(first.Key.Venue)),
            ("account", books.Names.Of(key.Account)), ("symbol", books.Names.Of(key.Symbol)));
    }

    public override void Apply(in PositionImported e) => Position(e.Account, e.Strategy, e.Symbol, "import");

    public override void Apply(in ProvisionalBooked e) =>
        Position(e.Account, e.Strategy, e.Symbol, "reconciliation");

    public override void Apply(in ProvisionalReplaced e) =>
        Position(e.Account, e.Strategy, e.Symbol, "reconciliation");

    public override void Apply(in ExecutionAssigned e) => Moved(e.Exec, "assignment");

    public override void Apply(in PositionTransferred e)
    {
        Position(e.Account, e.From, e.Symbol, "transfer");
        Position(e.Account, e.To, e.Symbol, "transfer");
    }

    public override void Apply(in DeadLettered e) => log.Write(
        LogLevel.Warning, "intake.dead_letter", $"Dead letter {e.Id}: {Words.Of(e.Reason)}: {e.Detail}",
        ("seq", replica.Seq), ("id", e.Id), ("source", books.Names.Of(e.Source)), ("reason", Words.Of(e.Reason)),
        ("msg_seq_num", e.MsgSeqNum));

    public override void Apply(in ReportViolated e) => log.Write(
        LogLevel.Warning, "live_loop.callback_error", e.Detail, ("seq", replica.Seq), ("rule", Words.Of(e.Rule)));

    public override void Apply(in SessionOpened e) =>
        Venue("live_loop.venue_connected", e.Venue, "is connected", LogLevel.Info);

    public override void Apply(in SessionClosed e) =>
        Venue("live_loop.venue_disconnected", e.Venue, "is disconnected: " + e.Reason, LogLevel.Warning);

    public override void Apply(in TradingHeld e) => log.Write(
        LogLevel.Warning, "live_loop.trading_held", "Trading is held: " + e.Reason, ("seq", replica.Seq),
        ("venue", e.Venue.IsNone ? null : books.Names.Of(e.Venue)));

    public override void Apply(in TradingOpened e) => log.Write(
        LogLevel.Info, "live_loop.trading_opened",
        e.AwaitsComparison ? "The hold has ended; trading opens after the comparison under way." : "Trading is open.",
        ("seq", replica.Seq),
        ("venue", e.Venue.IsNone ? null : books.Names.Of(e.Venue)), ("by", e.By));

    public override void Apply(in KillSwitchSet e)
    {
        KillSwitchEntry entry = new(e.Scope, e.Target, e.Type, e.State, e.Reason, e.By, e.At);
        log.Write(
            e.State == KillSwitchState.Off ? LogLevel.Info : LogLevel.Error, "live_loop.kill_switch",
            $"Kill switch {RiskHealth.Describe(books, entry)}: {e.Reason}", ("seq", replica.Seq), ("by", e.By));
    }

    public override void Apply(in ActionAudited e) => log.Write(
        e.Outcome == AuditOutcome.Refused ? LogLevel.Warning : LogLevel.Info, "audit.action",
        $"{e.Action} by {(e.Actor.Length == 0 ? "somebody" : e.Actor)} from {e.From}: {Words.Of(e.Outcome)}",
        ("seq", replica.Seq), ("actor", e.Actor), ("role", e.Role), ("from", e.From), ("action", e.Action),
        ("target", e.Target), ("outcome", Words.Of(e.Outcome)), ("repeats", e.Repeats));

    public override void Apply(in EngineStarted e)
    {
        log.Write(
            LogLevel.Info, "live_loop.started", $"Epoch {e.Epoch} of build {e.Build} has started.",
            ("seq", replica.Seq), ("epoch", e.Epoch), ("held", e.Held));
        if (isCold) return;

        // A warm start takes up again what an earlier run held and never sent.
        foreach (Order order in books.Orders.Open)
            if (order.IsHeld) Order("live_loop.requeue_order", "is held from an earlier run", order.Handle);
    }

    public override void Apply(in EngineStopped e) => log.Write(
        LogLevel.Info, "live_loop.stopped", "The engine stops: " + e.Reason, ("seq", replica.Seq));

    private void Order(string name, string what, OrderHandle handle, LogLevel level = LogLevel.Info)
    {
        Order order = books.Orders[handle];
        log.Write(
            level, name, $"Order {order.ClOrdId} {what}", ("seq", replica.Seq),
            ("account", books.Names.Of(order.Account)), ("strategy", books.Names.Of(order.Strategy)),
            ("client_order_id", order.ClOrdId), ("correlation_id", order.CorrelationId),
            ("symbol", books.Names.Of(order.Symbol)), ("venue", books.Names.Of(order.Venue)),
            ("side", Words.Of(order.Side)), ("order_qty", order.OrderQty.Value));
    }

    private void Fill(ExecHandle exec, OrderHandle handle, string reason)
    {
        Execution fill = books.Executions[exec];
        PositionKey key = books.Positions[fill.Position].Key;
        Order? order = books.Orders.TryGet(handle);
        log.Write(
            LogLevel.Info, "live_loop.register_fill",
            $"Fill {fill.Key.ExecId}: {Words.Of(fill.Side)} {fill.LastQty} {books.Names.Of(key.Symbol)} "
                + $"@ {fill.LastPx}",
            ("seq", replica.Seq), ("account", books.Names.Of(key.Account)), ("strategy", books.Names.Of(key.Strategy)),
            ("client_order_id", order?.ClOrdId), ("correlation_id", order?.CorrelationId),
            ("exec_id", fill.Key.ExecId), ("symbol", books.Names.Of(key.Symbol)), ("side", Words.Of(fill.Side)),
            ("last_qty", fill.LastQty.Value), ("last_px", fill.LastPx.Value));

        // One that was here before leaves the position that it waited in, as when its order becomes known.
        if (exec.Value <= executions) Moved(exec, reason);
        else Position(fill.Position, reason);
        executions = books.Executions.Count;
    }

    // The execution may have left another position of its symbol, which then has changed as well.
    private void Moved(ExecHandle exec, string reason)
    {
        PositionHandle to = books.Executions[exec].Position;
        SymbolId symbol = books.Positions[to].Key.Symbol;
        foreach (Position each in books.Positions.All)
        {
            bool isOther = each.Key.Symbol == symbol && each.Handle != to;
            if (isOther && each.Qty != known.GetValueOrDefault(each.Handle.Value)) Position(each.Handle, reason);
        }

        Position(to, reason);
    }

    private void Position(AccountId account, StrategyId strategy, SymbolId symbol, string reason)
    {
        if (books.Positions.TryGet(new PositionKey(account, strategy, symbol), out Position position))
            Position(position.Handle, reason);
    }

    private void Position(PositionHandle handle, string reason)
    {
        Position position = books.Positions[handle];
        decimal now = position.Qty.Value;
        decimal change = now - known.GetValueOrDefault(handle.Value).Value;
        known[handle.Value] = position.Qty;
        string symbol = books.Names.Of(position.Key.Symbol);
        string price = JsonFields.Text(position.AvgPx);
        string sign = change >= 0 ? "+" : "";
        log.Write(
            LogLevel.Info, "position.updated",
            $"Position updated: {symbol} = {JsonFields.Text(now)} @ {price} (change: {sign}{JsonFields.Text(change)})",
            ("seq", replica.Seq), ("account", books.Names.Of(position.Key.Account)),
            ("strategy", books.Names.Of(position.Key.Strategy)), ("symbol", symbol), ("qty", JsonFields.Text(now)),
            ("avg_px", price), ("change", JsonFields.Text(change)), ("reason", reason));
    }

    private void Venue(string name, VenueId venue, string what, LogLevel level) => log.Write(
        level, name, $"Venue {books.Names.Of(venue)} {what}", ("seq", replica.Seq), ("venue", books.Names.Of(venue)));
}
