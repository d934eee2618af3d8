using Microsoft.AspNetCore.Http;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Time;
using Truefill.Server.Alpaca;
using Truefill.Server.Security;

namespace Truefill.Server.Http;

/// <summary>Who is asking.</summary>
/// <param name="Name">The token's name, or the user at the other end of a Unix socket; null where callers have
/// none.</param>
public readonly record struct Caller(string? Name, Role Role)
{
    /// <summary>The accounts that it may see and act for; null: all.</summary>
    public AccountScope? Accounts { get; init; }

    /// <summary>From then on its token does not hold, and what it listens to ends; none: it always holds.</summary>
    public UtcNanos Expires { get; init; }

    /// <summary>Empty where there is no credential.</summary>
    public string RoleText => Role == Role.None ? "" : Views.Words.Of(Role);

    public bool MaySee(Books books, AccountId account) => Accounts is null || Accounts.Has(books, account);
}

/// <summary>Decides who a request comes from. The route then says whether the caller's role is enough.</summary>
public interface IAccess
{
    /// <summary>Null: no credential, or one that does not hold.</summary>
    Caller? Identify(HttpContext context);

    /// <summary>As above, for a key that came in a message of the connection.</summary>
    Caller? Identify(HttpContext context, AlpacaKey key);
}
