using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>Which venues there are and which of them can be sent to. A restart closes every session.</summary>
public sealed class SessionTable
{
    private readonly SortedDictionary<int, Session> byVenue = [];

    /// <summary>Configured venues in the order of their handles.</summary>
    public IEnumerable<Session> All => byVenue.Values;

    public bool IsDefined(VenueId venue) => byVenue.ContainsKey(venue.Value);

    /// <summary>True when a request could be sent now.</summary>
    public bool IsOpen(VenueId venue) =>
        byVenue.TryGetValue(venue.Value, out Session session) && session.IsOpen && !session.ReadOnly;

    public void Apply(in VenueDefined e) =>
        byVenue[e.Venue.Value] = new Session(e.Venue, e.ReadOnly, IsOpen: false, default);

    public void Apply(in SessionOpened e) => Set(e.Venue, isOpen: true, e.At);

    public void Apply(in SessionClosed e) => Set(e.Venue, isOpen: false, e.At);

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)byVenue.Count);
        foreach (Session session in byVenue.Values)
        {
            writer.Unsigned((ulong)session.Venue.Value);
            writer.Bool(session.ReadOnly);
            writer.Bool(session.IsOpen);
            writer.Write(session.Since);
        }
    }

    public void Load(IStateReader reader)
    {
        byVenue.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            VenueId venue = new(reader.ReadInt());
            byVenue[venue.Value] = new Session(venue, reader.Bool(), reader.Bool(), reader.ReadTime());
        }
    }

    internal void CloseAll()
    {
        foreach (Session session in new List<Session>(byVenue.Values))
            byVenue[session.Venue.Value] = session with { IsOpen = false };
    }

    private void Set(VenueId venue, bool isOpen, UtcNanos at)
    {
        Invariant.Holds(
            byVenue.TryGetValue(venue.Value, out Session session), "a session belongs to a configured venue");
        byVenue[venue.Value] = session with { IsOpen = isOpen, Since = at };
    }
}
