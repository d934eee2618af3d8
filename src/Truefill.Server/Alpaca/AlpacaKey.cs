using System;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Truefill.Server.Alpaca;

/// <summary>
/// A key as Alpaca's clients send it: in two headers, as Basic, or in the first message of the stream. The id is the
/// name of a token, the secret the token itself.
/// </summary>
/// <param name="Id">Null: the token came alone, as a client that was let in by OAuth sends it to the stream.</param>
public readonly record struct AlpacaKey(string? Id, string Secret)
{
    public const string IdHeader = "APCA-API-KEY-ID";
    public const string SecretHeader = "APCA-API-SECRET-KEY";
    private const string Scheme = "Basic ";
    private const int MaxLength = 1024;

    /// <summary>Is this path one that Alpaca's clients call?</summary>
    public static bool IsFor(PathString path) =>
        path.StartsWithSegments("/v2", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Does who asks there read Alpaca's errors? Of its further versions there is nothing here but that answer.
    /// </summary>
    public static bool ReadsErrors(PathString path) =>
        IsFor(path)
        || path.StartsWithSegments("/v2beta1", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/v3", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null: there is none, or it is not of the form.</summary>
    public static AlpacaKey? Of(HttpRequest request)
    {
        StringValues id = request.Headers[IdHeader];
        StringValues secret = request.Headers[SecretHeader];
        if (id.Count > 0 || secret.Count > 0)
            return id is [{ } name] && secret is [{ } value] ? new AlpacaKey(name, value) : null;
        return request.Headers.Authorization is [{ } text] ? OfBasic(text) : null;
    }

    private static AlpacaKey? OfBasic(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || text.Length > MaxLength) return null;
        byte[] bytes = new byte[MaxLength];
        if (!Convert.TryFromBase64String(text[Scheme.Length..], bytes, out int length)) return null;
        string pair = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : new AlpacaKey(pair[..colon], pair[(colon + 1)..]);
    }
}
