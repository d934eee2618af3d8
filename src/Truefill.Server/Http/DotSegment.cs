using Truefill.Domain.Names;

namespace Truefill.Server.Http;

/// <summary>
/// Ids that no path can name: clients and servers take <c>.</c> and <c>..</c> out of it, also percent-encoded
/// (RFC 3986, 5.2.4 and 6.2.2). An order of that id could be entered, and neither shown nor canceled.
/// </summary>
internal static class DotSegment
{
    public const string Refusal = "'.' and '..' cannot be named in a path; use another id";

    public static bool Is(in ShortText id) => id.Utf8 is [(byte)'.'] or [(byte)'.', (byte)'.'];
}
