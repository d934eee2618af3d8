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
    private readonly List<AccountDefined> byHandle = [];

    public AccountDefined this[AccountId account] =>
        account.Value < byHandle.Count && byHandle[account.Value].Method != default
            ? byHandle[account.Value]
            : new AccountDefined(account, Currency.Usd, LotMethod.Fifo, default);

    /// <summary>Accounts with a definition, in the order of their handles.</summary>
    public IEnumerable<AccountDefined> Defined
    {
        get
        {
            foreach (AccountDefined account in byHandle)
                if (account.Method != default) yield return account;
        }
    }

    public void Apply(in AccountDefined e)
    {
        while (byHandle.Count <= e.Account.Value) byHandle.Add(default);
        byHandle[e.Account.Value] = e;
    }

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)byHandle.Count);
        foreach (AccountDefined account in byHandle)
        {
            writer.Unsigned((ulong)account.Account.Value);
            writer.Unsigned(account.Currency.Packed);
            writer.Byte((byte)account.Method);
            writer.Unsigned((ulong)account.Venue.Value);
        }
    }

    public void Load(IStateReader reader)
    {
        byHandle.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            byHandle.Add(new AccountDefined(
                new AccountId(reader.ReadInt()),
                Currency.FromPacked(reader.Unsigned()),
                (LotMethod)reader.Byte(),
                new VenueId(reader.ReadInt())));
        }
    }
}
