using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;

namespace Truefill.Domain.Instruments;

/// <summary>
/// Home currency and lot method per account. An account without a definition is taken as it comes: USD, FIFO.
/// </summary>
public sealed class AccountTable
{
    // Beside the method in its byte, as a retired venue's beside its policy.
    private const byte RetiredBit = 0x80;

    private readonly List<AccountDefined> byHandle = [];
    private readonly SortedSet<int> retired = [];

    /// <summary>Also of an account that nobody has heard of yet, whose handle is below zero.</summary>
    public AccountDefined this[AccountId account] =>
        Has(account)
            ? byHandle[account.Value]
            : new AccountDefined(account, Currency.Usd, LotMethod.Fifo, default);

    /// <summary>
    /// Accounts that the configuration defines now, in the order of their handles. Of others the books are kept by
    /// their last definition.
    /// </summary>
    public IEnumerable<AccountDefined> Defined
    {
        get
        {
            foreach (AccountDefined account in byHandle)
                if (IsDefined(account.Account)) yield return account;
        }
    }

    /// <summary>Whether the configuration defines any account now: then there are no others.</summary>
    public bool AreAnyDefined
    {
        get
        {
            foreach (AccountDefined account in byHandle)
                if (IsDefined(account.Account)) return true;
            return false;
        }
    }

    /// <summary>Whether any account ever had a definition: without one each is taken as it comes.</summary>
    public bool HasAny => byHandle.Exists(static account => account.Method != default);

    /// <summary>Whether the account has a definition, be it one of before.</summary>
    public bool Has(AccountId account) =>
        account.Value >= 0 && account.Value < byHandle.Count && byHandle[account.Value].Method != default;

    /// <summary>Whether the configuration defines the account now.</summary>
    public bool IsDefined(AccountId account) => Has(account) && !retired.Contains(account.Value);

    /// <summary>
    /// Where orders of the account go that name no venue; none: wherever there is only one, as for an account that the
    /// configuration does not define.
    /// </summary>
    public VenueId VenueFor(AccountId account) => retired.Contains(account.Value) ? default : this[account].Venue;

    public void Apply(in AccountDefined e)
    {
        while (byHandle.Count <= e.Account.Value) byHandle.Add(default);
        byHandle[e.Account.Value] = e;
        retired.Remove(e.Account.Value);
    }

    public void Apply(in NameRetired e) => retired.Add(e.Handle);

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)byHandle.Count);
        foreach (AccountDefined account in byHandle)
        {
            writer.Unsigned((ulong)account.Account.Value);
            writer.Unsigned(account.Currency.Packed);
            writer.Byte((byte)((byte)account.Method | (retired.Contains(account.Account.Value) ? RetiredBit : 0)));
            writer.Unsigned((ulong)account.Venue.Value);
        }
    }

    public void Load(IStateReader reader)
    {
        byHandle.Clear();
        retired.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            AccountId account = new(reader.ReadInt());
            Currency currency = Currency.FromPacked(reader.Unsigned());
            byte method = reader.Byte();
            if ((method & RetiredBit) != 0) retired.Add(account.Value);
            byHandle.Add(new AccountDefined(
                account, currency, (LotMethod)(method & ~RetiredBit), new VenueId(reader.ReadInt())));
        }
    }
}
