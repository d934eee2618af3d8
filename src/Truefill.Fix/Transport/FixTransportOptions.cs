using System;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Truefill.Fix;

/// <summary>What sessions need to reach each other over TCP.</summary>
public sealed record FixTransportOptions
{
    public FixWait Wait { get; init; } = FixWait.Block;

    /// <summary>How often a session's timers run while nothing arrives, at the least.</summary>
    public TimeSpan TickInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>A counterparty that takes no bytes for so long is cut off.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an acceptor waits for the first message of a connection, and an initiator for the end of the
    /// TLS handshake.</summary>
    public TimeSpan LogonTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes that may wait for a counterparty that reads too slowly, before it is cut off.</summary>
    public int UnsentBytesMax { get; init; } = 64 << 20;

    /// <summary>What is read of each counterparty; null: whatever it sends.</summary>
    public FixIntake? Intake { get; init; }

    /// <summary>The time, in nanoseconds since 1970 UTC. The system's clock unless a test brings its own.</summary>
    public Func<long> Clock { get; init; } = static () => FixNanos.Of(DateTimeOffset.UtcNow);

    /// <summary>TLS for an initiator: host name, trusted roots, own certificate. Null: plain TCP.</summary>
    public SslClientAuthenticationOptions? ClientTls { get; init; }

    /// <summary>TLS for an acceptor. Null: plain TCP.</summary>
    public SslServerAuthenticationOptions? ServerTls { get; init; }

    /// <summary>How an initiator comes back.</summary>
    public FixReconnect Reconnect { get; init; } = new();

    /// <summary>TLS 1.2 or newer, the server's name checked.</summary>
    /// <param name="host">The name that its certificate has to have.</param>
    /// <param name="own">What we show, where the server asks for it.</param>
    /// <param name="authorities">Who may have signed its certificate, without a look at what was revoked; the system's
    /// roots when null.</param>
    public static SslClientAuthenticationOptions TlsTo(
        string host, X509CertificateCollection? own = null, X509Certificate2Collection? authorities = null) => new()
        {
            TargetHost = host,
            ClientCertificates = own,
            CertificateRevocationCheckMode =
            authorities is null ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
            CertificateChainPolicy = authorities is null ? null : PolicyOf(authorities),
        };

    /// <summary>TLS 1.2 or newer, for an acceptor.</summary>
    /// <param name="own">What it shows.</param>
    /// <param name="clients">Clients have to show a certificate that one of these has signed; null: none is asked
    /// for.</param>
    public static SslServerAuthenticationOptions TlsAs(
        X509Certificate2 own, X509Certificate2Collection? clients = null) => new()
        {
            ServerCertificate = own,
            ClientCertificateRequired = clients is not null,
            CertificateChainPolicy = clients is null ? null : PolicyOf(clients),
        };

    private static X509ChainPolicy PolicyOf(X509Certificate2Collection authorities)
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
