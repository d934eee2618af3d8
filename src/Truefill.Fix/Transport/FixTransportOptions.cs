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

    /// <summary>The time, in nanoseconds since 1970 UTC. The system's clock unless a test brings its own.</summary>
    public Func<long> Clock { get; init; } = static () => FixNanos.Of(DateTimeOffset.UtcNow);

    /// <summary>TLS for an initiator: host name, trusted roots, own certificate. Null: plain TCP.</summary>
    public SslClientAuthenticationOptions? ClientTls { get; init; }

    /// <summary>TLS for an acceptor. Null: plain TCP.</summary>
    public SslServerAuthenticationOptions? ServerTls { get; init; }

    /// <summary>How an initiator comes back.</summary>
    public FixReconnect Reconnect { get; init; } = new();

    /// <summary>TLS 1.2 or newer, the server's name checked against the system's roots.</summary>
    public static SslClientAuthenticationOptions TlsTo(string host, X509CertificateCollection? own = null) => new()
    {
        TargetHost = host,
        ClientCertificates = own,
        CertificateRevocationCheckMode = X509RevocationMode.Online,
    };
}
