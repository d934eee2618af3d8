using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Risk.Recent;

/// <summary>
/// What was let through since a venue last said what an account can spend: the report does not know of it yet.
/// </summary>
public sealed class SpendingTable
{
    private readonly SortedDictionary<(int Venue, int Account), Spent> since = [];
    private readonly SortedDictionary<int, UtcNanos> asked = [];

    /// <summary>In the account's currency.</summary>
    public decimal Since(VenueId venue, AccountId account) =>
        since.GetValueOrDefault((venue.Value, account.Value)) is var spent ? spent.Before + spent.After : 0;

    internal void Add(VenueId venue, AccountId account, decimal amount)
    {
        Spent spent = since.GetValueOrDefault((venue.Value, account.Value));
        since[(venue.Value, account.Value)] = spent with { After = spent.After + amount };
    }

    /// <summary>
    /// The venue is asked: its answer knows of what was let through until now, not of what comes after.
    /// </summary>
    internal void Apply(in VenueAsked e)
    {
        if (e.Kind != QueryKind.Balances) return;
        asked[e.Venue.Value] = e.At;
        foreach ((int Venue, int Account) key in new List<(int, int)>(since.Keys))
            if (key.Venue == e.Venue.Value) since[key] = new Spent(since[key].Before + since[key].After, 0);
    }

    /// <summary>When the venue was last asked; none: never.</summary>
    internal UtcNanos AskedAt(VenueId venue) => asked.TryGetValue(venue.Value, out UtcNanos at) ? at : default;

    /// <summary>The venue has answered.</summary>
    /// <param name="held">What of it the venue cannot know, because it waits here.</param>
    internal void Told(VenueId venue, AccountId account, decimal held)
    {
        // Told without having been asked, the venue knows of everything until now.
        decimal after = AskedAt(venue).IsNone ? 0 : since.GetValueOrDefault((venue.Value, account.Value)).After;
        if (after == 0 && held == 0) since.Remove((venue.Value, account.Value));
        else since[(venue.Value, account.Value)] = new Spent(held, after);
    }

    internal void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)since.Count);
        foreach (((int venue, int account), Spent spent) in since)
        {
            writer.Unsigned((ulong)venue);
            writer.Unsigned((ulong)account);
            writer.Decimal(ExactDecimal.Normalize(spent.Before));
            writer.Decimal(ExactDecimal.Normalize(spent.After));
        }

        writer.Unsigned((ulong)asked.Count);
        foreach ((int venue, UtcNanos at) in asked)
        {
            writer.Unsigned((ulong)venue);
            writer.Write(at);
        }
    }

    internal void Load(IStateReader reader)
    {
        since.Clear();
        asked.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
            since.Add((reader.ReadInt(), reader.ReadInt()), new Spent(reader.Decimal(), reader.Decimal()));
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            int venue = reader.ReadInt();
            asked[venue] = reader.ReadTime();
        }
    }

    /// <param name="Before">Let through before the venue was last asked.</param>
    /// <param name="After">Let through since then.</param>
    private readonly record struct Spent(decimal Before, decimal After);
}
