using System.Collections.Generic;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>The certificate that an encrypted address shows.</summary>
public sealed record TlsOptions(string Certificate, string? PrivateKey, Secret? Password)
{
    internal static TlsOptions Read(Section s) => new(
        s.Require("certificate", PlainTypes.Text, "", "The certificate's file, PEM or PKCS#12."),
        s.OptionalText("private_key", PlainTypes.Text, "The private key's file, when it is apart."),
        s.OptionalSecret("password", "What the private key is encrypted with."));
}

/// <summary>Who may reach the API, and how.</summary>
public sealed record ApiOptions
{
    /// <summary>Tokens with name, role, accounts and hash. Null: loopback needs none.</summary>
    public required string? TokensFile { get; init; }

    public required IReadOnlyList<string> CorsOrigins { get; init; }

    public required int? GrpcPort { get; init; }

    public required bool Alpaca { get; init; }

    public required TlsOptions? Tls { get; init; }

    /// <summary>A proxy in front ends TLS, so plain http beyond loopback is meant.</summary>
    public required bool BehindTlsProxy { get; init; }

    /// <summary>Host names that may be asked for beside those of <c>urls</c>.</summary>
    public required IReadOnlyList<string> AllowedHosts { get; init; }

    internal static ApiOptions Read(Section s) => new()
    {
        TokensFile = s.OptionalText("tokens_file", PlainTypes.Text,
            "The file of tokens (name, role, accounts, hash). Without it, only loopback, and no token is asked for."),
        CorsOrigins = s.List("cors_origins", PlainTypes.Text, [], "Origins of web pages that may call the API."),
        GrpcPort = s.Optional("grpc_port", ValueTypes.Port, "The port of the gRPC API."),
        Alpaca = s.Get("alpaca", PlainTypes.Flag, true, "Serve the Alpaca-compatible API."),
        Tls = s.OptionalChild("tls", TlsOptions.Read),
        BehindTlsProxy = s.Get("behind_tls_proxy", PlainTypes.Flag, false,
            "A proxy in front ends TLS: http beyond loopback is meant, and X-Forwarded-For is recorded. "
                + "Needs `tokens_file`."),
        AllowedHosts = s.List("allowed_hosts", PlainTypes.Text, [],
            "Names that the service may be called by, beside those in `urls`."),
    };
}
