using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Security;

/// <summary>What a listening address shows to prove who it is.</summary>
public static class CertificateFile
{
    /// <param name="directory">What relative file names are relative to.</param>
    /// <exception cref="TokenFileException">The file cannot be read, or is no certificate with its key.</exception>
    public static X509Certificate2 Load(TlsOptions tls, string directory)
    {
        ArgumentNullException.ThrowIfNull(tls);
        string certificate = Path.GetFullPath(tls.Certificate, directory);
        string? key = tls.PrivateKey is null ? null : Path.GetFullPath(tls.PrivateKey, directory);
        try
        {
            string? password = tls.Password?.Reveal();
            if (X509Certificate2.GetCertContentType(certificate) == X509ContentType.Pkcs12)
                return X509CertificateLoader.LoadPkcs12FromFile(certificate, password);
            return password is null
                ? X509Certificate2.CreateFromPemFile(certificate, key)
                : X509Certificate2.CreateFromEncryptedPemFile(certificate, password, key);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new TokenFileException($"{certificate}: the certificate cannot be used: {e.Message}", e);
        }
    }
}
