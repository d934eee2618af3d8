using Microsoft.AspNetCore.Http;

namespace Truefill.Server.Http;

/// <summary>Who is asking.</summary>
/// <param name="Name">
/// The token's name; null where callers have none. What a person approves or resolves carries it.
/// </param>
public readonly record struct Caller(string? Name, Role Role);

/// <summary>Decides who a request comes from. The route then says whether the caller's role is enough.</summary>
public interface IAccess
{
    /// <summary>Null: no credential, or one that does not hold.</summary>
    Caller? Identify(HttpContext context);
}
