using Truefill.Domain.Instruments;

namespace Truefill.Domain.Orders;

/// <summary>Where an order goes that does not say so.</summary>
public static class OrderDestination
{
    /// <summary>The account as stated; without one, the only configured account, else the default one.</summary>
    public static string AccountName(Books books, string stated)
    {
        if (stated.Length > 0) return stated;
        string? only = null;
        foreach (AccountDefined account in books.Accounts.Defined)
        {
            if (only is not null) return DecidingPolicy.AccountName;
            only = books.Names.Of(account.Account);
        }

        return only ?? DecidingPolicy.AccountName;
    }
}
