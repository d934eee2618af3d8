using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Engine.Reading;

/// <summary>What all accounts were worth at the end of a minute.</summary>
/// <param name="Rows">In the order of accounts.</param>
public sealed record WorthSample(UtcNanos At, IReadOnlyList<AccountWorth> Rows)
{
    internal void Save(IStateWriter writer)
    {
        writer.Write(At);
        writer.Unsigned((ulong)Rows.Count);
        foreach (AccountWorth row in Rows)
        {
            writer.Unsigned((ulong)row.Account.Value);
            writer.Unsigned(row.Currency.Packed);
            foreach (decimal? amount in (ReadOnlySpan<decimal?>)
                [row.Realized, row.Unrealized, row.Fees, row.Cash, row.Long, row.Short])
            {
                writer.Bool(amount.HasValue);
                if (amount is { } value) writer.Decimal(value);
            }

            writer.Decimal(row.BroughtIn);
        }
    }

    internal static WorthSample Load(IStateReader reader)
    {
        UtcNanos at = reader.ReadTime();
        AccountWorth[] rows = new AccountWorth[reader.ReadInt()];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new AccountWorth(
                new AccountId(reader.ReadInt()), Currency.FromPacked(reader.Unsigned()), Amount(), Amount(), Amount(),
                Amount(), Amount(), Amount(), reader.Decimal());
        }

        return new WorthSample(at, rows);

        decimal? Amount() => reader.Bool() ? reader.Decimal() : null;
    }
}
