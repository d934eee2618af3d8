using System;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>
/// The address that a receiver is posted to. It often is the key to the receiver, so it is never shown.
/// </summary>
internal static class WebhookUrl
{
    private static readonly ValueType<Uri> Type = ValueTypes.Url("http", "https") with { Show = _ => Secret.Redacted };

    /// <summary>Reads the key <c>url</c>, which has to be there; null where it is wrong, with the error said.</summary>
    public static Secret? Read(Section s, string meaning)
    {
        if (!s.IsDescribing && !s.Has("url")) s.Error("url", "the key 'url' is missing");
        return s.OptionalSecret("url", meaning + " Required.", Type);
    }
}
