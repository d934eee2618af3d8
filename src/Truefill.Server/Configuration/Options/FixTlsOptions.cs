using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>How we meet a venue over TLS.</summary>
public sealed record FixTlsOptions
{
    /// <summary>Encrypt, and check the certificate against the host.</summary>
    public required bool IsOn { get; init; }

    /// <summary>What we show to a venue that asks who we are; null: nothing.</summary>
    public required TlsOptions? Certificate { get; init; }

    /// <summary>Null: the system's roots.</summary>
    public required string? Authority { get; init; }

    internal static FixTlsOptions Read(Section s)
    {
        FixTlsOptions read = new()
        {
            IsOn = s.Get("tls", PlainTypes.Flag, false, "Encrypt, and check the certificate against `host`."),
            Certificate = s.OptionalChild("tls_certificate", TlsOptions.Read),
            Authority = s.OptionalText("tls_authority", PlainTypes.Text,
                "PEM file of who may have signed the venue's certificate; without it, the system's roots."),
        };
        if (read is { IsOn: false, Certificate: not null } && !s.IsDescribing)
            s.Error("tls_certificate", "it is shown to nobody without 'tls: true'");
        else if (read is { IsOn: false, Authority: not null } && !s.IsDescribing)
            s.Error("tls_authority", "it signs nothing without 'tls: true'");
        return read;
    }
}
