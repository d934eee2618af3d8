using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Security;

namespace Truefill.Server.Http;

/// <summary>Who may reach the API, and how.</summary>
public sealed record ApiPlan
{
    /// <summary>Null: this machine may do everything, nobody else anything.</summary>
    public IReadOnlyList<ApiToken>? Tokens { get; init; }

    /// <summary>What https addresses show.</summary>
    public X509Certificate2? Certificate { get; init; }

    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>The port of the gRPC API; null: there is none.</summary>
    public int? GrpcPort { get; init; }

    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public bool BehindTlsProxy { get; init; }

    public RateLimitsOptions RateLimits { get; init; } = RateLimitsOptions.Default;

    public CacheOptions Cache { get; init; } = CacheOptions.Default;

    public MetricsOptions Metrics { get; init; } = new(SourceNames: false, Symbols: false);

    /// <summary>How often who asks for snapshots on the stream gets one.</summary>
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromSeconds(1);

    public AlertOptions Alerts { get; init; } = AlertOptions.Default;

    public IReadOnlyList<NotificationOptions> Notifications { get; init; } = [];

    /// <summary>Serves what Alpaca's clients call.</summary>
    public bool Alpaca { get; init; } = true;

    /// <summary>The market's hours for them: XNYS where it is configured, else the only calendar there is.</summary>
    public CalendarOptions? Calendar { get; init; }

    /// <param name="directory">What relative file names are relative to.</param>
    /// <exception cref="TokenFileException">The tokens or the certificate cannot be used.</exception>
    public static ApiPlan Of(TruefillOptions options, string directory)
    {
        ApiOptions api = options.Api;
        return new ApiPlan
        {
            Tokens = api.TokensFile is null ? null : TokenFile.Read(Path.GetFullPath(api.TokensFile, directory)),
            Certificate = api.Tls is null ? null : CertificateFile.Load(api.Tls, directory),
            CorsOrigins = api.CorsOrigins,
            GrpcPort = api.GrpcPort,
            AllowedHosts = api.AllowedHosts,
            BehindTlsProxy = api.BehindTlsProxy,
            RateLimits = options.RateLimits,
            Cache = options.Cache,
            Metrics = options.Metrics,
            SnapshotInterval = options.Snapshots.Interval,
            Alerts = options.Alerts,
            Notifications = options.Notifications,
            Alpaca = api.Alpaca,
            Calendar = options.Calendars.FirstOrDefault(calendar => calendar.Name == "XNYS")
                ?? (options.Calendars.Count == 1 ? options.Calendars[0] : null),
        };
    }
}
