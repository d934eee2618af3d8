using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>
/// Turns facts about orders into Alpaca's <c>trade_updates</c>, each with the order as it stands right behind its fact.
/// Runs on the replica's thread, so what it tells is durable.
/// </summary>
internal sealed class TradeTeller : SelectiveFacts
{
    private readonly Replica replica;
    private readonly Books books;
    private readonly Action<AccountId, byte[]> emit;
    private readonly ArrayBufferWriter<byte> buffer = new(2048);

    // Open orders as the last fact about each left them: what a fact changed shows against that.
    private readonly Dictionary<int, Standing> standing = [];

    private readonly Dictionary<(AccountId Account, SymbolId Symbol), List<PositionHandle>> partsOf = [];
    private int known;

    /// <summary>Knows how orders stand from the start, whatever was asked for of them before.</summary>
    public TradeTeller(Replica replica, Action<AccountId, byte[]> emit)
    {
        this.replica = replica;
        books = replica.Books;
        this.emit = emit;
        foreach (Order order in books.Orders.Open) Remember(order);
    }

    public override void Apply(in OrderSubmitted e) => Tell("pending_new", e.Intent.Order);

    // A held order takes new terms at once; nobody is asked.
    public override void Apply(in OrderHeld e)
    {
        Replaced(e.Intent.Order);
        Tell("accepted", e.Intent.Order);
    }

    public override void Apply(in OrderAdopted e) => Tell("new", e.Intent.Order);

    // The same fact also says no more than another OrderID(37) of an order that is working all the time.
    public override void Apply(in OrderAccepted e)
    {
        Order order = books.Orders[e.Order];
        if (standing.TryGetValue(e.Order.Value, out Standing was) && was.BecomesNew(order)) Tell("new", e.Order);
        else Remember(order);
    }

    public override void Apply(in OrderRejected e) => Tell("rejected", e.Order);

    public override void Apply(in SubmitAborted e) => Tell("rejected", e.Order);

    public override void Apply(in CancelRequested e)
    {
        if (books.Orders[e.Order].IsOpen) Tell("pending_cancel", e.Order);
    }

    public override void Apply(in CancelRejected e) => Refused(e.Order, RequestKind.Cancel);

    public override void Apply(in OrderCanceled e) => Tell("canceled", e.Order);

    public override void Apply(in ReplaceRequested e)
    {
        if (books.Orders[e.Order].Outstanding(RequestKind.Replace) is not null) Tell("pending_replace", e.Order);
    }

    public override void Apply(in ReplaceRejected e) => Refused(e.Order, RequestKind.Replace);

    public override void Apply(in OrderReplaced e)
    {
        Replaced(e.Order);
        Tell("new", e.Order);
    }

    public override void Apply(in OrderExpired e) => Tell("expired", e.Order);

    public override void Apply(in OrderDoneForDay e) => Tell("done_for_day", e.Order);

    public override void Apply(in OrderStopped e) => Tell("stopped", e.Order);

    public override void Apply(in OrderSuspended e) => Tell("suspended", e.Order);

    public override void Apply(in OrderCalculated e) => Tell("calculated", e.Order);

    public override void Apply(in OrderRestated e) => Tell("restated", e.Order);

    // Of a cancel or replace that did not take effect the order goes on, or had ended by itself.
    public override void Apply(in RequestResolved e)
    {
        OrderRequest? request = books.Orders[e.Order].Request(e.Request);
        if (request is { Kind: RequestKind.Replace, State: RequestState.Accepted }) Replaced(e.Order);
        switch (e.As)
        {
            case Resolution.Rejected when request is not null:
                Refused(e.Order, request.Kind);
                break;
            case Resolution.Rejected:
                Tell("rejected", e.Order);
                break;
            case Resolution.Canceled:
            case Resolution.Accepted when request is { Kind: RequestKind.Cancel }:
                Tell("canceled", e.Order);
                break;
            case Resolution.Accepted:
                Tell("new", e.Order);
                break;
            default:
                // That it was filled a person says: there is no fill to tell.
                Tell("restated", e.Order);
                break;
        }
    }

    public override void Apply(in RequestAborted e)
    {
        if (books.Orders[e.Order].Request(e.Request) is { } request) Refused(e.Order, request.Kind);
    }

    public override void Apply(in OrderExecuted e)
    {
        Order order = books.Orders[e.Order];
        Tell(order.IsIn(OrdStatus.Filled) ? "fill" : "partial_fill", OrderLink.Current(order), past: null, e.Exec);
    }

    public override void Apply(in TradeCanceled e) => Amended(e.Exec);

    public override void Apply(in TradeCorrected e) => Amended(e.Exec);

    private void Refused(OrderHandle order, RequestKind kind) =>
        Tell(kind == RequestKind.Cancel ? "order_cancel_rejected" : "order_replace_rejected", order);

    // The old order is replaced, then the new one is there, as Alpaca tells it.
    private void Replaced(OrderHandle handle)
    {
        Order order = books.Orders[handle];
        if (!standing.TryGetValue(handle.Value, out Standing was)) return;
        OrderLink old = new(order, was.Link);
        if (old.IsCurrent) return;
        Tell("replaced", old, new LinkPast(was.Terms, order.CumQty.Value, order.Notional));
    }

    private void Amended(ExecHandle exec)
    {
        if (exec.IsNone || books.Executions[exec].Order.IsNone) return;
        Tell("restated", books.Executions[exec].Order);
    }

    private void Tell(string name, OrderHandle order) => Tell(name, OrderLink.Current(books.Orders[order]), past: null);

    private void Tell(string name, OrderLink link, LinkPast? past, ExecHandle exec = default)
    {
        Order order = link.Order;
        Remember(order);
        buffer.ResetWrittenCount();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("stream", TradeFeed.Stream);
            json.WriteStartObject("data");
            json.WriteString("event", name);
            string id = exec.IsNone ? $"{replica.Seq}" : $"{books.Executions[exec].Key.ExecId}-{exec.Value}";
            json.WriteString("execution_id", OrderUuid.OfName("execution", id));
            UtcNanos time = exec.IsNone ? replica.At : books.Executions[exec].TransactTime;
            json.WriteString("timestamp", time.ToString());
            if (!exec.IsNone) WriteFill(json, exec);
            json.WritePropertyName("order");
            AlpacaOrderView.Write(json, books, link, past, withLegs: false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        emit(order.Account, buffer.WrittenSpan.ToArray());
    }

    private void Remember(Order order)
    {
        if (order.IsOpen) standing[order.Handle.Value] = Standing.Of(order);
        else standing.Remove(order.Handle.Value);
    }

    private void WriteFill(Utf8JsonWriter json, ExecHandle exec)
    {
        Execution fill = books.Executions[exec];
        json.Number("price", fill.LastPx);
        json.Number("qty", fill.LastQty);
        json.Number("position_qty", HeldWith(books.Positions[fill.Position].Key));
    }

    // A position is one strategy's here and the whole account's there. Positions are never taken away: those that came
    // since the last look are added.
    private decimal HeldWith(PositionKey key)
    {
        while (known < books.Positions.Count)
        {
            PositionHandle next = new(++known);
            PositionKey other = books.Positions[next].Key;
            ref List<PositionHandle>? parts = ref CollectionsMarshal.GetValueRefOrAddDefault(
                partsOf, (other.Account, other.Symbol), out _);
            (parts ??= []).Add(next);
        }

        decimal held = 0;
        foreach (PositionHandle part in partsOf[(key.Account, key.Symbol)]) held += books.Positions[part].Qty.Value;
        return held;
    }

    /// <param name="Link">Number of the link that is in force.</param>
    /// <param name="IsResting">The market does not work on it: suspended, calculated or done for the day.</param>
    private readonly record struct Standing(int Link, OrderTerms Terms, bool IsAccepted, bool IsResting)
    {
        public static Standing Of(Order order) =>
            new(OrderLink.Current(order).Number, order.Terms, order.IsAccepted, Rests(order));

        /// <summary>It was accepted, or works again.</summary>
        public bool BecomesNew(Order now) => (now.IsAccepted && !IsAccepted) || (IsResting && !Rests(now));

        private static bool Rests(Order order) =>
            order.IsIn(OrdStatus.Suspended) || order.IsIn(OrdStatus.DoneForDay) || order.IsIn(OrdStatus.Calculated);
    }
}
