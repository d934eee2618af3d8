using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Security;

/// <summary>What an address shows to prove who it is, and who vouches for the other side.</summary>
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

    /// <summary>Who may have signed the other side's certificate: one or several in a PEM file.</summary>
    /// <exception cref="TokenFileException">The file cannot be read, or holds none.</exception>
    public static X509Certificate2Collection LoadAuthorities(string file, string directory)
    {
        string path = Path.GetFullPath(file, directory);
        X509Certificate2Collection authorities = [];
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new TokenFileException($"{path}: the certificates cannot be used: {e.Message}", e);
        }

        return authorities.Count > 0
            ? authorities
            : throw new TokenFileException($"{path}: there is no certificate in it");
    }
}
