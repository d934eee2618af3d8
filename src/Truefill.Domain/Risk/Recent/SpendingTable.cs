using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Risk.Recent;

/// <summary>
/// What was let through since a venue last said what an account can spend: the report does not know of it yet.
/// </summary>
public sealed class SpendingTable
{
    private readonly SortedDictionary<(int Venue, int Account), decimal> since = [];

    /// <summary>In the account's currency.</summary>
    public decimal Since(VenueId venue, AccountId account) =>
        since.GetValueOrDefault((venue.Value, account.Value));

    internal void Add(VenueId venue, AccountId account, decimal amount) =>
        since[(venue.Value, account.Value)] = Since(venue, account) + amount;

    internal void Apply(in BalanceReported e) => since.Remove((e.Venue.Value, e.Account.Value));

    internal void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)since.Count);
        foreach (((int venue, int account), decimal amount) in since)
        {
            writer.Unsigned((ulong)venue);
            writer.Unsigned((ulong)account);
            writer.Decimal(ExactDecimal.Normalize(amount));
        }
    }

    internal void Load(IStateReader reader)
    {
        since.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
            since.Add((reader.ReadInt(), reader.ReadInt()), reader.Decimal());
    }
}
