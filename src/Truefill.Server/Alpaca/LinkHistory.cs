using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Http;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>
/// What a link was when it ended: its terms, and what was executed of the order until then; null: not known any more.
/// </summary>
internal readonly record struct LinkPast(OrderTerms? Terms, decimal? CumQty, decimal? Notional);

/// <summary>The terms that an order had before they were replaced, out of the facts about it in the journal.</summary>
internal sealed class LinkHistory : SelectiveFacts
{
    private readonly List<(ClOrdId Request, LinkPast Past)> links = [];
    private readonly Dictionary<ClOrdId, OrderTerms> asked = [];

    // Which link was in force when it was executed.
    private readonly Dictionary<int, int> linkOf = [];
    private int current = -1;
    private ClOrdId first;
    private decimal executed;
    private decimal notional;

    /// <summary>Null: the journal does not have it any more.</summary>
    public LinkPast? Of(OrderLink link)
    {
        ClOrdId id = link.Request?.Id ?? default;
        foreach ((ClOrdId request, LinkPast past) in links)
            if (request == id) return past;
        if (!asked.TryGetValue(id, out OrderTerms terms)) return null;

        // It was refused, or took the place of an order whose beginning the journal does not have any more.
        return link.IsReplaced ? new LinkPast(terms, null, null) : new LinkPast(terms, 0, 0);
    }

    /// <summary>
    /// The link that an execution was of, by the request that made it, and its quantity; null: the journal does not
    /// have it any more.
    /// </summary>
    public (ClOrdId Request, Qty OrderQty)? At(ExecHandle exec) => linkOf.TryGetValue(exec.Value, out int link)
        ? (links[link].Request, links[link].Past.Terms!.Value.OrderQty)
        : null;

    /// <summary>Reads the facts about one order.</summary>
    public static LinkHistory Read(ApiServices services, OrderHandle order)
    {
        (IReadOnlyList<ulong> seqs, ulong durable) = services.Read(replica => (replica.Index.Of(order), replica.Seq));
        LinkHistory history = new();
        HashSet<ulong> wanted = [.. seqs];
        foreach (CopiedBlock block in services.Journal.Holding(seqs, durable)) history.Take(block, wanted);
        return history;
    }

    public override void Apply(in OrderSubmitted e) => Begin(e.Intent.Terms);

    // One that is still held takes other terms at once; under another id they are another link's.
    public override void Apply(in OrderHeld e)
    {
        ClOrdId id = e.Intent.ClOrdId;
        if (current < 0) first = id;
        else if (id == first || links.Exists(each => each.Request == id))
            links[current] = (links[current].Request, links[current].Past with { Terms = e.Intent.Terms });
        else Replace(id, e.Intent.Terms);
        Begin(e.Intent.Terms);
    }

    public override void Apply(in OrderAdopted e) => Begin(e.Intent.Terms);

    public override void Apply(in ReplaceRequested e) => asked[e.Request] = e.Terms;

    public override void Apply(in OrderReplaced e) => Replace(e.Request, e.Terms);

    public override void Apply(in RequestResolved e)
    {
        if (e.As == Resolution.Accepted && asked.TryGetValue(e.Request, out OrderTerms terms))
            Replace(e.Request, in terms);
    }

    public override void Apply(in OrderExecuted e)
    {
        if (current >= 0) linkOf[e.Exec.Value] = current;
        executed += e.LastQty.Value;
        notional += e.LastQty.Value * e.LastPx.Value;
    }

    // A trade's fact refers to the report that caused it, which stands before it in the same block.
    private void Take(CopiedBlock block, HashSet<ulong> wanted)
    {
        RecordCursor cursor = new(block.Records, block.FirstSeq, block.Count);
        UtcNanos at = default;
        ReadOnlySpan<byte> body = default;
        while (cursor.MoveNext())
        {
            if (FactDecoder.IsFact(cursor.Type))
            {
                if (wanted.Contains(cursor.Seq))
                    FactDecoder.Decode(cursor.Type, cursor.Version, cursor.Payload, at, body, this);
                continue;
            }

            InputHeader header = InputCodec.ReadHeader(cursor.Type, cursor.Version, cursor.Payload, at);
            at = header.At;
            body = cursor.Payload[header.Bytes..];
        }
    }

    private void Replace(in ClOrdId by, in OrderTerms terms)
    {
        if (current < 0) return;
        (ClOrdId request, LinkPast past) = links[current];
        links[current] = (request, past with { CumQty = executed, Notional = notional });
        current = links.Count;
        links.Add((by, new LinkPast(terms, executed, notional)));
    }

    // A held order is submitted later under the terms that it has then.
    private void Begin(in OrderTerms terms)
    {
        if (current >= 0) return;
        current = 0;
        links.Add((default, new LinkPast(terms, 0, 0)));
    }
}

/// <summary>Histories that an answer needs; those it misses are read, and the answer is made again.</summary>
/// <param name="read">Out of the journal, as far as that goes back.</param>
/// <param name="executions">The books have all executions, also those that the journal does not have any more.</param>
internal sealed class LinkHistories(
    Func<OrderHandle, LinkHistory> read, Func<Replica, ExecutionIndex> executions)
{
    private readonly Dictionary<int, LinkHistory> known = [];
    private readonly HashSet<int> missing = [];

    public bool IsMissing => missing.Count > 0;

    /// <summary>What it was, with nothing in it that is not known any more; nothing at all: not read yet.</summary>
    public LinkPast Of(Replica replica, OrderLink link)
    {
        if (HistoryOf(link.Order) is not { } history) return default;
        LinkPast past = history.Of(link) ?? default;
        if (past.CumQty is not null) return past;
        (decimal qty, decimal notional) = link.IsReplaced ? ExecutedUntilEndOf(replica, link) : (0, 0);
        return past with { CumQty = qty, Notional = notional };
    }

    /// <summary>
    /// The link that was in force at an execution, and its quantity. Where the journal does not say it any more it is
    /// found by the time, and its quantity is null unless it is in force now.
    /// </summary>
    public (OrderLink Link, Qty? OrderQty) At(Replica replica, Order order, ExecHandle exec)
    {
        OrderLink now = OrderLink.Current(order);
        if (now.Number == 0) return (now, order.Terms.OrderQty);
        LinkHistory? history = HistoryOf(order);
        if (history?.At(exec) is { } known)
            return (new OrderLink(order, order.Request(known.Request)?.Number ?? 0), known.OrderQty);
        OrderLink then = OrderLink.At(order, replica.Index.StampOf(exec).At);
        return (then, then.IsCurrent ? order.Terms.OrderQty : history?.Of(then)?.Terms?.OrderQty);
    }

    public void Load()
    {
        foreach (int handle in missing) known[handle] = read(new OrderHandle(handle));
        missing.Clear();
    }

    // By the time, as a fill's own link is found.
    private (decimal Qty, decimal Notional) ExecutedUntilEndOf(Replica replica, OrderLink link)
    {
        UtcNanos end = link.Order.Chain[link.ReplacedBy!.Value - 1].At;
        (decimal qty, decimal notional) = (0, 0);
        foreach (Execution fill in executions(replica).Of(link.Order.Handle))
        {
            if (fill.IsBusted || replica.Index.StampOf(fill.Handle).At >= end) continue;
            qty += fill.LastQty.Value;
            notional += fill.LastQty.Value * fill.LastPx.Value;
        }

        return (qty, notional);
    }

    private LinkHistory? HistoryOf(Order order)
    {
        if (known.TryGetValue(order.Handle.Value, out LinkHistory? history)) return history;
        missing.Add(order.Handle.Value);
        return null;
    }
}
