using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Truefill.Server.Http;

/// <summary>A bearer token as it is kept: its hash, never itself.</summary>
/// <param name="Sha256">Of the token's UTF-8 bytes.</param>
public sealed record ApiToken(string Name, Role Role, ReadOnlyMemory<byte> Sha256);

/// <summary>
/// Bearer tokens. Every token is compared, each in constant time, so that the time taken tells nothing.
/// </summary>
public sealed class TokenAccess(IReadOnlyList<ApiToken> tokens) : IAccess
{
    private const string Scheme = "Bearer ";
    private const int MaxLength = 512;

    public Caller? Identify(HttpContext context)
    {
        StringValues header = context.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } text) return null;
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || text.Length > MaxLength) return null;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text[Scheme.Length..]), digest);
        Caller? caller = null;
        foreach (ApiToken token in tokens)
            if (CryptographicOperations.FixedTimeEquals(digest, token.Sha256.Span))
                caller = new Caller(token.Name, token.Role);
        return caller;
    }
}
