using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Security;

namespace Truefill.Server.Venues;

/// <summary>
/// What is shown to venues that ask who we are, and who vouches for them: read before anything is started, so that a
/// file that cannot be used is an error of the configuration.
/// </summary>
public sealed class FixCertificates
{
    private readonly Dictionary<FixTlsOptions, (X509Certificate2? Own, X509Certificate2Collection? Authorities)> read =
        [];

    private FixCertificates()
    {
    }

    /// <param name="directory">What relative file names are relative to.</param>
    /// <exception cref="TokenFileException">A file cannot be read, or is no certificate.</exception>
    public static FixCertificates Load(TruefillOptions options, string directory)
    {
        ArgumentNullException.ThrowIfNull(options);
        FixCertificates loaded = new();
        foreach (VenueOptions venue in options.Venues)
        {
            if (venue.Fix is not { } fix) continue;
            loaded.Load(fix.Counterparty.Tls, directory);
            if (fix.DropCopy is { } copy) loaded.Load(copy.Tls, directory);
        }

        return loaded;
    }

    internal X509Certificate2? OwnOf(FixTlsOptions tls) => read[tls].Own;

    internal X509Certificate2Collection? AuthoritiesOf(FixTlsOptions tls) => read[tls].Authorities;

    private void Load(FixTlsOptions tls, string directory) => read[tls] = (
        tls.Certificate is { } own ? CertificateFile.Load(own, directory) : null,
        tls.Authority is { } authority ? CertificateFile.LoadAuthorities(authority, directory) : null);
}
