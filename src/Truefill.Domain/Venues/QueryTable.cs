using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>Questions to venues that have no answer yet.</summary>
public sealed class QueryTable
{
    private readonly SortedDictionary<long, VenueAsked> pending = [];

    /// <summary>Questions ever asked; the next one's id is one more.</summary>
    public long LastId { get; private set; }

    /// <summary>Oldest first.</summary>
    public IEnumerable<VenueAsked> Pending => pending.Values;

    public int PendingCount => pending.Count;

    public VenueAsked? TryGet(long queryId) =>
        pending.TryGetValue(queryId, out VenueAsked asked) ? asked : null;

    public bool IsPending(VenueId venue, QueryKind kind)
    {
        foreach (VenueAsked asked in pending.Values)
            if (asked.Venue == venue && asked.Kind == kind) return true;
        return false;
    }

    public bool IsPending(OrderHandle order)
    {
        foreach (VenueAsked asked in pending.Values)
            if (asked.Order == order) return true;
        return false;
    }

    /// <summary>Those to one venue, as they are now.</summary>
    internal List<VenueAsked> Of(VenueId venue)
    {
        List<VenueAsked> found = [];
        foreach (VenueAsked asked in pending.Values)
            if (asked.Venue == venue) found.Add(asked);
        return found;
    }

    /// <summary>Those that have waited longer, as they are now.</summary>
    internal List<VenueAsked> Overdue(UtcNanos now, long nanos)
    {
        List<VenueAsked> found = [];
        foreach (VenueAsked asked in pending.Values)
            if (now >= asked.At.AddNanos(nanos)) found.Add(asked);
        return found;
    }

    internal bool HasOverdue(UtcNanos now, long nanos)
    {
        foreach (VenueAsked asked in pending.Values)
            return now >= asked.At.AddNanos(nanos);
        return false;
    }

    public void Apply(in VenueAsked e)
    {
        Invariant.Holds(e.QueryId == LastId + 1, "questions are numbered without a gap");
        LastId = e.QueryId;
        pending.Add(e.QueryId, e);
    }

    public void Apply(in VenueAnswered e) => pending.Remove(e.QueryId);

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
    }

    public void Load(IStateReader reader)
    {
        pending.Clear();
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
            pending.Add(asked.QueryId, asked);
        }
    }

    /// <summary>Whoever asked before a restart hears no answer any more.</summary>
    internal void Clear() => pending.Clear();
}
