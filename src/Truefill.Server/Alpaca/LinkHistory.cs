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
using Truefill.Journal;
using Truefill.Server.Http;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>What a link was when it ended: its terms, and what was executed of the order until then.</summary>
internal readonly record struct LinkPast(OrderTerms Terms, decimal CumQty, decimal Notional);

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
        return asked.TryGetValue(id, out OrderTerms terms) ? new LinkPast(terms, 0, 0) : null;
    }

    /// <summary>
    /// The link that an execution was of, by the request that made it, and its quantity; null: the journal does not
    /// have it any more.
    /// </summary>
    public (ClOrdId Request, Qty OrderQty)? At(ExecHandle exec) => linkOf.TryGetValue(exec.Value, out int link)
        ? (links[link].Request, links[link].Past.Terms.OrderQty)
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
internal sealed class LinkHistories(ApiServices services)
{
    private readonly Dictionary<int, LinkHistory> known = [];
    private readonly HashSet<int> missing = [];

    public bool IsMissing => missing.Count > 0;

    /// <summary>Null: not read yet, or not in the journal any more.</summary>
    public LinkPast? Of(OrderLink link) => HistoryOf(link.Order)?.Of(link);

    /// <summary>
    /// The link that was in force at an execution, and its quantity; null: not read yet, or not in the journal any
    /// more.
    /// </summary>
    public (OrderLink Link, Qty OrderQty)? At(Order order, ExecHandle exec)
    {
        if (HistoryOf(order)?.At(exec) is not { } then) return null;
        return (new OrderLink(order, order.Request(then.Request)?.Number ?? 0), then.OrderQty);
    }

    public void Load()
    {
        foreach (int handle in missing) known[handle] = LinkHistory.Read(services, new OrderHandle(handle));
        missing.Clear();
    }

    private LinkHistory? HistoryOf(Order order)
    {
        if (known.TryGetValue(order.Handle.Value, out LinkHistory? history)) return history;
        missing.Add(order.Handle.Value);
        return null;
    }
}
