using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>Questions to venues that have no answer yet.</summary>
public sealed class QueryTable
{
    private readonly SortedDictionary<long, VenueAsked> pending = [];

    // When those that take several calls last came one further.
    private readonly SortedDictionary<long, UtcNanos> continued = [];

    // How many of them are about an order. Looked up only; follows from the others.
    private readonly Dictionary<int, int> ofOrders = [];

    /// <summary>Questions ever asked; the next one's id is one more.</summary>
    public long LastId { get; private set; }

    /// <summary>Oldest first.</summary>
    public IEnumerable<VenueAsked> Pending => pending.Values;

    public int PendingCount => pending.Count;

    public VenueAsked? TryGet(long queryId) =>
        pending.TryGetValue(queryId, out VenueAsked asked) ? asked : null;

    /// <summary>When the answer to a question last came one further; none: it has not, or is over.</summary>
    public UtcNanos ContinuedAt(long queryId) =>
        continued.TryGetValue(queryId, out UtcNanos at) ? at : default;

    public bool IsPending(VenueId venue, QueryKind kind)
    {
        foreach (VenueAsked asked in pending.Values)
            if (asked.Venue == venue && asked.Kind == kind) return true;
        return false;
    }

    public bool IsPending(OrderHandle order) => ofOrders.ContainsKey(order.Value);

    /// <summary>Those to one venue, as they are now.</summary>
    internal List<VenueAsked> Of(VenueId venue)
    {
        List<VenueAsked> found = [];
        foreach (VenueAsked asked in pending.Values)
            if (asked.Venue == venue) found.Add(asked);
        return found;
    }

    /// <summary>Those of which nothing has come for longer, as they are now.</summary>
    /// <param name="most">No answer is waited for longer than this in all, in nanoseconds.</param>
    internal List<VenueAsked> Overdue(UtcNanos now, long nanos, long most)
    {
        List<VenueAsked> found = [];
        foreach (VenueAsked asked in pending.Values)
            if (IsOverdue(in asked, now, nanos, most)) found.Add(asked);
        return found;
    }

    internal bool HasOverdue(UtcNanos now, long nanos, long most)
    {
        foreach (VenueAsked asked in pending.Values)
        {
            if (IsOverdue(in asked, now, nanos, most)) return true;

            // Asked later, and none of them has been continued: not overdue either.
            if (continued.Count == 0) return false;
        }

        return false;
    }

    public void Apply(in AnswerContinued e)
    {
        if (pending.ContainsKey(e.QueryId)) continued[e.QueryId] = e.At;
    }

    public void Apply(in VenueAsked e)
    {
        Invariant.Holds(e.QueryId == LastId + 1, "questions are numbered without a gap");
        LastId = e.QueryId;
        Add(in e);
    }

    public void Apply(in VenueAnswered e)
    {
        continued.Remove(e.QueryId);
        if (!pending.Remove(e.QueryId, out VenueAsked asked) || asked.Order.IsNone) return;
        int left = ofOrders[asked.Order.Value] - 1;
        if (left == 0) ofOrders.Remove(asked.Order.Value);
        else ofOrders[asked.Order.Value] = left;
    }

    public void Save(IStateWriter writer)
    {
        writer.Signed(LastId);
        writer.Unsigned((ulong)pending.Count);
        foreach (VenueAsked asked in pending.Values)
        {
            writer.Signed(asked.QueryId);
            writer.Unsigned((ulong)asked.Venue.Value);
            writer.Byte((byte)asked.Kind);
            writer.Unsigned((ulong)asked.Order.Value);
            writer.Write(asked.Request.Text);
            writer.Write(asked.Since);
            writer.Write(asked.At);
        }

        writer.Unsigned((ulong)continued.Count);
        foreach ((long queryId, UtcNanos at) in continued)
        {
            writer.Signed(queryId);
            writer.Write(at);
        }
    }

    public void Load(IStateReader reader)
    {
        Clear();
        LastId = reader.Signed();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            VenueAsked asked = new(
                reader.Signed(),
                new VenueId(reader.ReadInt()),
                (QueryKind)reader.Byte(),
                new OrderHandle(reader.ReadInt()),
                new ClOrdId(reader.ReadShortText()),
                reader.ReadTime(),
                reader.ReadTime());
            Add(in asked);
        }

        for (int count = reader.ReadInt(); count > 0; count--)
        {
            long queryId = reader.Signed();
            continued[queryId] = reader.ReadTime();
        }
    }

    /// <summary>Whoever asked before a restart hears no answer any more.</summary>
    internal void Clear()
    {
        pending.Clear();
        continued.Clear();
        ofOrders.Clear();
    }

    private bool IsOverdue(in VenueAsked asked, UtcNanos now, long nanos, long most)
    {
        UtcNanos heard = continued.TryGetValue(asked.QueryId, out UtcNanos at) ? at : asked.At;
        return now >= heard.AddNanos(nanos) || now >= asked.At.AddNanos(most);
    }

    private void Add(in VenueAsked asked)
    {
        pending.Add(asked.QueryId, asked);
        if (asked.Order.IsNone) return;
        ofOrders.TryGetValue(asked.Order.Value, out int count);
        ofOrders[asked.Order.Value] = count + 1;
    }
}
