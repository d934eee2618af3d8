using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;

namespace Truefill.Domain.Venues;

/// <summary>The latest that each venue said about each account's money.</summary>
public sealed class BalanceTable
{
    private readonly SortedDictionary<(int Venue, int Account, ulong Currency), BalanceReported> latest = [];

    /// <summary>By venue, account and currency.</summary>
    public IEnumerable<BalanceReported> All => latest.Values;

    public BalanceReported? TryGet(VenueId venue, AccountId account, Currency currency) =>
        latest.TryGetValue((venue.Value, account.Value, currency.Packed), out BalanceReported found) ? found : null;

    /// <summary>False: something later is known.</summary>
    public bool Apply(in BalanceReported e)
    {
        var key = (e.Venue.Value, e.Account.Value, e.Cash.Currency.Packed);

        // What was true later stays, whenever it arrived.
        if (latest.TryGetValue(key, out BalanceReported known) && known.AsOf > e.AsOf) return false;
        latest[key] = e;
        return true;
    }

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)latest.Count);
        foreach (BalanceReported balance in latest.Values)
        {
            writer.Unsigned((ulong)balance.Venue.Value);
            writer.Unsigned((ulong)balance.Account.Value);
            writer.Write(new Money(ExactDecimal.Normalize(balance.Cash.Amount), balance.Cash.Currency));
            writer.Bool(balance.BuyingPower.HasValue);
            if (balance.BuyingPower is { } power) writer.Decimal(ExactDecimal.Normalize(power));
            writer.Write(balance.AsOf);
        }
    }

    public void Load(IStateReader reader)
    {
        latest.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            BalanceReported balance = new(
                new VenueId(reader.ReadInt()),
                new AccountId(reader.ReadInt()),
                reader.ReadMoney(),
                reader.Bool() ? reader.Decimal() : null,
                reader.ReadTime());
            latest.Add((balance.Venue.Value, balance.Account.Value, balance.Cash.Currency.Packed), balance);
        }
    }
}
