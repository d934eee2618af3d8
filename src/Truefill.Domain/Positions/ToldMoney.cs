using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Positions;

/// <summary>
/// What venues told of accounts' money, as far as it is cash: that in the account's currency, and beside it that in the
/// currencies of its contracts. What a contract of the account trades is in its position already.
/// </summary>
internal sealed class ToldMoney
{
    private readonly Books books;
    private readonly Dictionary<(int Venue, int Account, ulong Currency), UtcNanos> told = [];
    private readonly SortedDictionary<int, SortedSet<int>> venues = [];

    public ToldMoney(Books books)
    {
        this.books = books;
        foreach (BalanceReported balance in books.Balances.All)
        {
            if (balance.Cash.Currency != books.Accounts[balance.Account].Currency) continue;
            if (!venues.TryGetValue(balance.Account.Value, out SortedSet<int>? of))
                venues[balance.Account.Value] = of = [];
            of.Add(balance.Venue.Value);
            Take(balance);
        }

        foreach (BalanceReported balance in books.Balances.All)
            if (balance.Cash.Currency != books.Accounts[balance.Account].Currency && Holds(balance)) Take(balance);
    }

    public List<BalanceReported> Balances { get; } = [];

    /// <summary>The earliest of all; none: nothing was told.</summary>
    public UtcNanos? First { get; private set; }

    /// <summary>
    /// Some of what the account trades is at a venue that told nothing of it, so what it has there is not known.
    /// </summary>
    public bool IsPartial(AccountId account)
    {
        if (!venues.TryGetValue(account.Value, out SortedSet<int>? of)) return false;
        foreach (VenueId venue in books.Positions.VenuesOf(account))
            if (!of.Contains(PlaceOf(account, venue).Value)) return true;
        return false;
    }

    /// <summary>
    /// When the balance was told that an amount traded in a currency moves: that in it or else in the account's; null:
    /// none was.
    /// </summary>
    public UtcNanos? AsOf(AccountId account, VenueId venue, Currency currency)
    {
        int place = PlaceOf(account, venue).Value;
        return told.TryGetValue((place, account.Value, currency.Packed), out UtcNanos asOf)
            || told.TryGetValue((place, account.Value, books.Accounts[account].Currency.Packed), out asOf)
                ? asOf
                : null;
    }

    // What a person or a program entered without a venue was traded where the account trades: at the venue that is
    // stated for it, else at the only one that told of it.
    private VenueId PlaceOf(AccountId account, VenueId venue)
    {
        if (!venues.TryGetValue(account.Value, out SortedSet<int>? of) || of.Contains(venue.Value)
            || books.Sessions.TryGet(venue) is not null) return venue;
        VenueId stated = books.Accounts.VenueFor(account);
        return of.Contains(stated.Value) ? stated : of.Count == 1 ? new VenueId(of.Min) : venue;
    }

    private bool Holds(in BalanceReported balance)
    {
        if (!venues.ContainsKey(balance.Account.Value)) return false;
        bool isContracts = false;
        foreach (Position position in books.Positions.All)
        {
            if (position.Key.Account != balance.Account) continue;
            if (books.Positions.IsTradedAsset(position.Key, balance.Cash.Currency)) return false;
            isContracts |= position.Currency == balance.Cash.Currency;
        }

        return isContracts;
    }

    private void Take(in BalanceReported balance)
    {
        Balances.Add(balance);
        told[(balance.Venue.Value, balance.Account.Value, balance.Cash.Currency.Packed)] = balance.AsOf;
        if (First is not { } first || balance.AsOf < first) First = balance.AsOf;
    }
}
