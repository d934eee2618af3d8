using System;
using System.IO;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Fix;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Security;

namespace Truefill.Server.Tests.Gateway;

/// <summary>The gateway with a certificate, as <c>fix_gateway.tls</c> gives it one.</summary>
public sealed class GatewayTlsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fix-tls").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_client_that_encrypts_trades_and_one_that_does_not_gets_no_logon()
    {
        using X509Certificate2 certificate = Made();
        using GatewayDay day = await GatewayDay.Start(
            $"{GatewayDay.Session()}, {GatewayDay.Session(name: "PLAIN")}",
            (venue, command) => venue.Say(command, ExecType.New, OrdStatus.New),
            certificate);
        SslClientAuthenticationOptions tls = new()
        {
            TargetHost = "desk.test",
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString(),
        };
        using GatewayClient plain = new(day.Port, FixVersion.Fix44, "PLAIN");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => plain.Connect(TimeSpan.FromSeconds(1)));
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44, tls: tls).Connect();
        client.Order("C1");

        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        Assert.False(plain.Connection.IsLoggedOn);
    }

    [Fact]
    public async Task With_an_authority_only_clients_that_show_a_certificate_of_it_get_a_logon()
    {
        using X509Certificate2 certificate = Made();
        using RSA key = RSA.Create(2048);
        CertificateRequest root = new("CN=desk authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 authority = root.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "ca.pem"), authority.ExportCertificatePem());
        using GatewayDay day = await GatewayDay.Start(
            $"{GatewayDay.Session()}, {GatewayDay.Session(name: "NOBODY")}, {GatewayDay.Session(name: "STRANGER")}",
            (venue, command) => venue.Say(command, ExecType.New, OrdStatus.New),
            certificate,
            clients: CertificateFile.LoadAuthorities("ca.pem", folder));
        using X509Certificate2 known = Signed(authority);
        void IsRefused(string name, X509Certificate2? shown)
        {
            using GatewayClient refused = new(day.Port, FixVersion.Fix44, name, tls: To(certificate, shown));
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => refused.Connect(TimeSpan.FromMilliseconds(300)));
        }

        await Task.WhenAll(Task.Run(() => IsRefused("NOBODY", null)), Task.Run(() => IsRefused("STRANGER", certificate)));
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44, tls: To(certificate, known)).Connect();
        client.Order("C1");

        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
    }

    [Theory]
    [InlineData(null, "the certificates cannot be used: ")]
    [InlineData("nothing", "there is no certificate in it")]
    public void A_file_without_an_authority_is_named(string? text, string error)
    {
        if (text is not null) File.WriteAllText(Path.Combine(folder, "ca.pem"), text);

        Assert.StartsWith(
            Path.Combine(folder, "ca.pem") + ": " + error,
            Assert.Throws<TokenFileException>(() => CertificateFile.LoadAuthorities("ca.pem", folder)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_certificate_is_named()
    {
        File.WriteAllText(Path.Combine(folder, "cert.pem"), "not one");

        TokenFileException thrown = Assert.Throws<TokenFileException>(
            () => CertificateFile.Load(new TlsOptions("cert.pem", null, null), folder));

        Assert.StartsWith(Path.Combine(folder, "cert.pem") + ": the certificate cannot be used: ", thrown.Message, StringComparison.Ordinal);
    }

    // As a venue of ours is met: the one authority is the gateway's own certificate.
    private static SslClientAuthenticationOptions To(X509Certificate2 server, X509Certificate2? own) =>
        FixTransportOptions.TlsTo("desk.test", own is null ? null : [own], [server]);

    private static X509Certificate2 Signed(X509Certificate2 authority)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=client", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), [1, 2, 3]);
        return made.CopyWithPrivateKey(key);
    }

    // By way of files, as a configuration names them.
    private X509Certificate2 Made()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=desk.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), made.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return CertificateFile.Load(new TlsOptions("cert.pem", "key.pem", null), folder);
    }
}
