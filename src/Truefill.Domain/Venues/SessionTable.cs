using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>Which venues there are and which of them can be sent to. A restart closes every session.</summary>
public sealed class SessionTable
{
    // Beside the policy in its byte: a state in which nothing was ever retired is kept as it was before there was this.
    private const byte RetiredBit = 0x80;

    private readonly SortedDictionary<int, Session> byVenue = [];
    private Session[] all = [];

    /// <summary>
    /// Configured venues in the order of their handles, as they are now; later changes do not show in it.
    /// </summary>
    public IReadOnlyList<Session> All => all;

    /// <summary>All that were ever configured: the books of those that are not any more are still kept.</summary>
    public IEnumerable<Session> Known => byVenue.Values;

    /// <summary>Is a venue being compared with the books, or will it be by time?</summary>
    public bool IsAnyWatched
    {
        get
        {
            foreach (Session session in all)
            {
                if (session.IsOpen && (session.CompareEvery > 0 || session.NeedsComparison)) return true;
            }

            return false;
        }
    }

    public bool IsDefined(VenueId venue) => byVenue.ContainsKey(venue.Value);

    /// <summary>Null for a venue that was never configured.</summary>
    public Session? TryGet(VenueId venue) =>
        byVenue.TryGetValue(venue.Value, out Session session) ? session : null;

    /// <summary>True when a cancel or a question could be sent now.</summary>
    public bool IsOpen(VenueId venue) =>
        byVenue.TryGetValue(venue.Value, out Session session) && session.IsOpen && !session.ReadOnly;

    /// <summary>True when an order could be sent now.</summary>
    public bool CanTrade(VenueId venue) =>
        byVenue.TryGetValue(venue.Value, out Session session)
        && session is { ReadOnly: false, Trading: TradingState.Open };

    public void Apply(in VenueDefined e)
    {
        byVenue.TryGetValue(e.Venue.Value, out Session before);
        Set(before with
        {
            Venue = e.Venue,
            ReadOnly = e.ReadOnly,
            Capabilities = e.Capabilities,
            RequestTimeout = e.RequestTimeout,
            ComparesOnStart = e.ComparesOnStart,
            CompareEvery = e.CompareEvery,
            QtyTolerance = e.QtyTolerance,
            CorrectsPositions = e.CorrectsPositions,
            Orphans = e.Orphans,
            IsOpen = false,
            IsCompared = false,
            IsRetired = false,
        });
    }

    public void Apply(in NameRetired e) => Set(Of(new VenueId(e.Handle)) with
    {
        IsOpen = false,
        IsCompared = false,
        IsRetired = true,
    });

    public void Apply(in SessionOpened e)
    {
        Session session = Of(e.Venue);
        Set(session with
        {
            IsOpen = true,
            IsCompared = false,
            Awaited = session.ComparesOnStart ? session.AllAwaited() : 0,
            Rounds = 0,
            ComparedAt = default,
            Reason = session.IsHeld ? session.Reason : null,
            Since = e.At,
        });
    }

    public void Apply(in SessionClosed e)
    {
        Session session = Of(e.Venue);
        Set(session with
        {
            IsOpen = false,
            IsCompared = false,
            Reason = session.IsHeld ? session.Reason : e.Reason,
            Since = e.At,
        });
    }

    public void Apply(in VenueAnswered e)
    {
        if (e.Kind == QueryKind.Order) return;
        Session session = Of(e.Venue);
        if (e.Status != AnswerStatus.Complete)
        {
            Set(session with { Rounds = session.Rounds + 1, ComparedAt = e.At });
            return;
        }

        Set(session with
        {
            Awaited = session.Awaited & ~(1 << (int)e.Kind),
            ExecutionsUntil = e.Kind == QueryKind.Executions
                ? UtcNanos.Max(session.ExecutionsUntil, e.AsOf)
                : session.ExecutionsUntil,
        });
    }

    // What came of nothing is asked anew after a pause, as an answer that failed is; that one has counted already.
    public void Apply(in PositionsCompared e)
    {
        if (e.IsComparison || !byVenue.TryGetValue(e.Venue.Value, out Session session) || session.ComparedAt == e.At)
            return;
        Set(session with { Rounds = session.Rounds + 1, ComparedAt = e.At });
    }

    public void Apply(in TradingOpened e)
    {
        if (e.Venue.IsNone) return;
        Session session = Of(e.Venue) with { IsHeld = false, Reason = null };
        Set(e.AwaitsComparison ? session : session with { IsCompared = true });
    }

    public void Apply(in TradingHeld e)
    {
        if (!e.Venue.IsNone) Set(Of(e.Venue) with { IsHeld = true, Reason = e.Reason });
    }

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)byVenue.Count);
        foreach (Session session in byVenue.Values)
        {
            writer.Unsigned((ulong)session.Venue.Value);
            writer.Bool(session.ReadOnly);
            writer.Unsigned((ulong)session.Capabilities);
            writer.Signed(session.RequestTimeout);
            writer.Bool(session.ComparesOnStart);
            writer.Signed(session.CompareEvery);
            writer.Write(session.QtyTolerance);
            writer.Bool(session.CorrectsPositions);
            writer.Byte((byte)((byte)session.Orphans | (session.IsRetired ? RetiredBit : 0)));
            writer.Bool(session.IsOpen);
            writer.Bool(session.IsHeld);
            writer.Bool(session.IsCompared);
            writer.Unsigned((ulong)session.Awaited);
            writer.Unsigned((ulong)session.Rounds);
            writer.Write(session.ComparedAt);
            writer.Write(session.ExecutionsUntil);
            writer.Write(session.Reason);
            writer.Write(session.Since);
        }
    }

    public void Load(IStateReader reader)
    {
        byVenue.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            VenueId venue = new(reader.ReadInt());
            byte policy = 0;
            byVenue[venue.Value] = new Session(
                venue,
                reader.Bool(),
                (VenueCapabilities)reader.ReadInt(),
                reader.Signed(),
                reader.Bool(),
                reader.Signed(),
                reader.ReadQty(),
                reader.Bool(),
                (OrphanPolicy)((policy = reader.Byte()) & ~RetiredBit),
                reader.Bool(),
                reader.Bool(),
                reader.Bool(),
                reader.ReadInt(),
                reader.ReadInt(),
                reader.ReadTime(),
                reader.ReadTime(),
                reader.ReadString(),
                reader.ReadTime(),
                (policy & RetiredBit) != 0);
        }

        List();
    }

    internal void CloseAll()
    {
        foreach (Session session in all) Set(session with { IsOpen = false, IsCompared = false });
    }

    private void Set(in Session session)
    {
        byVenue[session.Venue.Value] = session;
        List();
    }

    private void List()
    {
        List<Session> configured = [];
        foreach (Session session in byVenue.Values)
            if (!session.IsRetired) configured.Add(session);
        all = [.. configured];
    }

    private Session Of(VenueId venue)
    {
        Invariant.Holds(
            byVenue.TryGetValue(venue.Value, out Session session), "a session belongs to a configured venue");
        return session;
    }
}
