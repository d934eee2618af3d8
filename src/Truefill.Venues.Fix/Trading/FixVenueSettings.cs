using System;
using System.Security.Cryptography.X509Certificates;
using Truefill.Domain.Venues;
using Truefill.Fix;

namespace Truefill.Venues.Fix.Trading;

/// <summary>What is agreed with one venue that is spoken to in FIX.</summary>
public sealed record FixVenueSettings
{
    /// <summary>The id in the configuration.</summary>
    public required string VenueId { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>
    /// An initiator's. That the host confirms what it holds is set here, and that orders are never sent again.
    /// </summary>
    public required FixSessionOptions Session { get; init; }

    /// <summary>Where the session's numbers and messages are kept; of this venue alone.</summary>
    public required string StoreFolder { get; init; }

    public FixDialect Dialect { get; init; } = FixDialect.Standard;

    /// <summary>Encrypt, and check the certificate against <see cref="Host"/>.</summary>
    public bool Tls { get; init; }

    /// <summary>What we show to a venue that asks who we are; null: nothing.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Who may have signed the venue's certificate; null: the system's roots.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Before the first attempt to connect again; each further one waits twice as long.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan ReconnectDelayMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A question without an answer for so long has failed.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The venue answers OrderMassStatusRequest(AF), which FIX has from 4.3 on.</summary>
    public bool MassStatus { get; init; }

    /// <summary>The venue takes OrderMassCancelRequest(q), which FIX has from 4.3 on.</summary>
    public bool MassCancel { get; init; }

    /// <summary>The venue answers RequestForPositions(AN), which FIX has from 4.4 on.</summary>
    public bool Positions { get; init; }

    /// <summary>The account that positions are asked for; empty: all of the session's.</summary>
    public string PositionsAccount { get; init; } = "";

    /// <summary>
    /// The venue takes messages in the order of their numbers. As orders are never sent again, an order that a later
    /// OrderStatusRequest(H) does not find can then not arrive any more.
    /// </summary>
    public bool NotFoundIsFinal { get; init; }

    /// <summary>Gets every message, passwords blanked; null: nobody does.</summary>
    public IFixLog? Log { get; init; }

    /// <summary>Nanoseconds since 1970 UTC.</summary>
    public Func<long> Clock { get; init; } = static () => FixNanos.Of(DateTimeOffset.UtcNow);

    public bool AnswersMassStatus => MassStatus && Session.Version >= FixVersion.Fix43;

    public bool AnswersPositions => Positions && Session.Version >= FixVersion.Fix44;

    public VenueCapabilities Capabilities =>
        VenueCapabilities.OrderEntry | VenueCapabilities.QueryByWireId | VenueCapabilities.PushesReports
        | (AnswersMassStatus ? VenueCapabilities.QueryOpenOrders : VenueCapabilities.None)
        | (AnswersPositions ? VenueCapabilities.QueryPositions : VenueCapabilities.None)
        | (MassCancel && Session.Version >= FixVersion.Fix43 ? VenueCapabilities.MassCancel : VenueCapabilities.None)
        | (NotFoundIsFinal ? VenueCapabilities.NotFoundIsFinal : VenueCapabilities.None);

    internal FixSessionOptions SessionOptions => Session with
    {
        Confirmation = FixConfirmation.ByHost,
        Resend = Session.Resend with { Orders = FixResend.GapFill },
    };

    internal FixTransportOptions Transport => new()
    {
        Clock = Clock,
        ClientTls = Tls
            ? FixTransportOptions.TlsTo(Host, Certificate is null ? null : [Certificate], Authorities)
            : null,
        Reconnect = new FixReconnect
        {
            First = ReconnectDelay,
            Longest = ReconnectDelayMax > ReconnectDelay ? ReconnectDelayMax : ReconnectDelay,
        },
    };
}
