using System.Collections.Generic;
using System.Linq;

namespace Truefill.Server.Configuration.Options;

/// <summary>What brokers call our accounts: which name counts where, and which accounts could be mistaken.</summary>
internal static class BrokerIds
{
    /// <summary>The accounts that a venue has under another name, with that name.</summary>
    public static IReadOnlyList<(string Account, string BrokerId)> At(
        VenueOptions venue, IReadOnlyList<AccountOptions> accounts) =>
    [
        .. from account in accounts
           where account.IsHeldAt(venue) && NameOf(account) is not null
           select (account.Id, NameOf(account)!),
    ];

    /// <summary>The accounts of which a report could be another's too: their place in the list, and why.</summary>
    public static IEnumerable<(int Account, string Why)> Clashes(TruefillOptions options)
    {
        IReadOnlyList<AccountOptions> accounts = options.Accounts;
        for (int i = 0; i < accounts.Count; i++)
        {
            if (NameOf(accounts[i]) is not { } name) continue;

            // Whichever venue that one is held at, an order for it may name this one.
            if (accounts.Any(other => other.Id == name))
            {
                yield return (i, $"broker_id '{name}' of account '{accounts[i].Id}' is another account's id");
            }
            else if (accounts.Take(i).FirstOrDefault(other => NameOf(other) == name
                && options.Venues.Any(venue => other.IsHeldAt(venue) && accounts[i].IsHeldAt(venue))) is { } other)
            {
                string both = $"accounts '{other.Id}' and '{accounts[i].Id}'";
                yield return (i, $"{both} of one venue have one broker_id, '{name}'");
            }
        }
    }

    private static string? NameOf(AccountOptions account) => account.BrokerId == account.Id ? null : account.BrokerId;
}
