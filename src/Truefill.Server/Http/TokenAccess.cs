using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Truefill.Domain.Time;
using Truefill.Server.Alpaca;
using Truefill.Server.Security;

namespace Truefill.Server.Http;

/// <summary>A bearer token as it is kept: its hash, never itself.</summary>
/// <param name="Sha256">Of the token's UTF-8 bytes.</param>
public sealed record ApiToken(string Name, Role Role, ReadOnlyMemory<byte> Sha256)
{
    /// <summary>Null: for all accounts.</summary>
    public AccountScope? Accounts { get; init; }

    /// <summary>From then on it does not hold; none: it always does.</summary>
    public UtcNanos Expires { get; init; }
}

/// <summary>
/// Bearer tokens, and the user behind a Unix socket. Every token is compared, each in constant time, so that the time
/// taken tells nothing. Where there is a token, it alone counts, wherever it is sent from.
/// </summary>
public sealed class TokenAccess(IReadOnlyList<ApiToken> tokens, Func<UtcNanos>? clock = null) : IAccess
{
    private const string Scheme = "Bearer ";
    private const int MaxLength = 512;

    public Caller? Identify(HttpContext context)
    {
        if (AlpacaKey.IsFor(context.Request.Path) && AlpacaKey.Of(context.Request) is { } key)
            return Identify(context, key);
        StringValues header = context.Request.Headers.Authorization;
        if (header.Count == 0 && UnixPeer.Of(context) is { } peer) return new Caller(peer.Name, Role.Admin);
        if (header.Count != 1 || header[0] is not { } text) return null;
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || text.Length > MaxLength) return null;
        return Of(Match(text[Scheme.Length..]));
    }

    /// <summary>The secret is a token, and the id its name where there is one.</summary>
    public Caller? Identify(HttpContext context, AlpacaKey key) =>
        key.Secret.Length <= MaxLength && Match(key.Secret) is { } found && (key.Id is null || found.Name == key.Id)
            ? Of(found)
            : null;

    private ApiToken? Match(string secret)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(secret), digest);
        ApiToken? found = null;
        foreach (ApiToken token in tokens)
            if (CryptographicOperations.FixedTimeEquals(digest, token.Sha256.Span)) found = token;
        return found;
    }

    private Caller? Of(ApiToken? found) => found is null || IsExpired(found)
        ? null
        : new Caller(found.Name, found.Role) { Accounts = found.Accounts, Expires = found.Expires };

    private bool IsExpired(ApiToken token) =>
        !token.Expires.IsNone && clock is not null && clock() >= token.Expires;
}
