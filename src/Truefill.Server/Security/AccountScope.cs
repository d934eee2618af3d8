using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Names;

namespace Truefill.Server.Security;

/// <summary>The accounts that a token is for. What belongs to another one does not exist for its holder.</summary>
public sealed class AccountScope(IEnumerable<string> names)
{
    private readonly FrozenSet<string> names = names.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. names.Order(StringComparer.Ordinal)];

    public bool Has(string account) => names.Contains(account);

    public bool Has(Books books, AccountId account) => !account.IsNone && names.Contains(books.Names.Of(account));
}

/// <summary>Which accounts a reading is about: one that was asked for, within those the caller may see.</summary>
public readonly record struct AccountFilter(AccountId Only, Func<AccountId, bool>? MaySee = null)
{
    /// <summary>Every account there is.</summary>
    public bool IsAll => Only.IsNone && MaySee is null;

    public bool Takes(AccountId account) => (Only.IsNone || account == Only) && (MaySee is null || MaySee(account));
}
