using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>Which account a key is for. Alpaca has one account per key, so here a key leads to one too.</summary>
internal static class AlpacaAccount
{
    private const string Default = "default";

    /// <exception cref="ApiException">The key is for several accounts and does not say which.</exception>
    public static string Of(ApiCall call)
    {
        AlpacaKey? key = AlpacaKey.Of(call.Context.Request);
        return call.Services.Read(replica => Of(call.Caller, key?.Id, replica.Books));
    }

    /// <summary>
    /// The token's only account, or the one of its accounts that the key's id names; of a token for all accounts the
    /// only configured one, else the one that the id names.
    /// </summary>
    /// <exception cref="ApiException">The key is for several accounts and does not say which.</exception>
    public static string Of(Caller caller, string? keyId, Books books)
    {
        IReadOnlyList<string> names = caller.Accounts?.Names ?? Configured(books);
        if (names.Count == 1) return names[0];
        if (names.Count == 0) return Default;
        foreach (string name in names)
            if (name == keyId) return name;
        throw new ApiException(
            422, "account_required",
            "The key is for several accounts: use a token for one account, or the account's name as key id.");
    }

    /// <summary>A handle that nothing has where nobody has heard of the account yet.</summary>
    public static AccountId In(Books books, string account) => ApiCall.AccountOf(books, account);

    private static List<string> Configured(Books books)
    {
        List<string> names = [];
        foreach (AccountDefined defined in books.Accounts.Defined) names.Add(books.Names.Of(defined.Account));
        return names;
    }
}
