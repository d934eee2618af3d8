using System;
using System.Collections.Generic;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Simulated.Books;

/// <summary>
/// The venue's own books: what it would settle. Nothing of ours is in them, so they are what our books are compared
/// with. Faults in what the venue says do not touch them; busts and corrections do.
/// </summary>
public sealed class VenueBooks
{
    private readonly SortedDictionary<string, VenueAccount> accounts = new(StringComparer.Ordinal);
    private readonly Money start;

    internal VenueBooks(Money start) => this.start = start;

    /// <summary>By name.</summary>
    public IReadOnlyCollection<VenueAccount> Accounts => accounts.Values;

    /// <summary>Opens the account if it is new.</summary>
    public VenueAccount Account(string name)
    {
        if (!accounts.TryGetValue(name, out VenueAccount? account))
            accounts.Add(name, account = new VenueAccount(name, start));
        return account;
    }
}
