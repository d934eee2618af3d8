using System;
using System.Collections.Generic;
using Truefill.Server.Configuration.QuickFix;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>A client that may log on to the gateway; the names are as we send them.</summary>
public sealed record FixGatewaySessionOptions
{
    public required FixTermsOptions Terms { get; init; }

    public required string SenderCompId { get; init; }

    public required string TargetCompId { get; init; }

    public required Secret? Password { get; init; }

    /// <summary>Empty: any.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>
    /// Of what makes or changes an order and is sent again: how long ago it was sent first. Zero: any time.
    /// </summary>
    public TimeSpan MaxOrderAge { get; init; } = DefaultMaxOrderAge;

    private static TimeSpan DefaultMaxOrderAge { get; } = TimeSpan.FromMinutes(2);

    internal static FixGatewaySessionOptions Read(Section s) => new()
    {
        Terms = FixTermsOptions.Read(s),
        SenderCompId = s.Require("sender_comp_id", PlainTypes.Id, "", "SenderCompID(49) of what we send."),
        TargetCompId =
            s.Require("target_comp_id", PlainTypes.Id, "", "TargetCompID(56) of what we send: the client's name."),
        Password = s.OptionalSecret("password", "Password(554) that the client's logon must carry."),
        Accounts = s.List("accounts", PlainTypes.Id, [], "The accounts that the client may trade for; none: any."),
        MaxOrderAge = s.Get("max_order_age", ValueTypes.Duration(), DefaultMaxOrderAge,
            "An order or replace that is sent again, PossDupFlag(43)=Y, is refused when OrigSendingTime(122) is longer "
            + "ago; `0s`: it never is."),
    };
}

/// <summary>FIX order entry for clients.</summary>
public sealed record FixGatewayOptions
{
    public required string Address { get; init; }

    public required int Port { get; init; }

    /// <summary>What it shows to clients, who then encrypt; null: plain TCP.</summary>
    public required TlsOptions? Tls { get; init; }

    /// <summary>Clients have to show a certificate that it has signed; null: none is asked for.</summary>
    public string? ClientAuthority { get; init; }

    /// <summary>Of each client, on average; more is read later.</summary>
    public int MessagesPerSecond { get; init; } = DefaultMessagesPerSecond;

    /// <summary>The same in bytes.</summary>
    public long BytesPerSecond { get; init; } = DefaultBytesPerSecond;

    public required IReadOnlyList<FixGatewaySessionOptions> Sessions { get; init; }

    private const int DefaultMessagesPerSecond = 10_000;
    private const long DefaultBytesPerSecond = 4 << 20;

    // One read of a socket takes as much: less would leave it alone for longer than a heartbeat.
    private const long LeastBytesPerSecond = 64 << 10;

    internal static FixGatewayOptions Read(Section s)
    {
        QuickFixFile.FillAcceptor(s);
        FixGatewayOptions read = new()
        {
            Address = s.Get("address", ValueTypes.Host, "127.0.0.1", "Where it listens."),
            Port = s.Require("port", ValueTypes.Port, 1, "The port it listens on."),
            Tls = s.OptionalChild("tls", TlsOptions.Read),
            ClientAuthority = s.OptionalText("client_authority", PlainTypes.Text,
                "PEM file of who signs the clients' certificates; with it, a client has to show one. Needs `tls`."),
            MessagesPerSecond = s.Get("messages_per_second", PlainTypes.Integer(100, 1_000_000),
                DefaultMessagesPerSecond,
                "What is read of each client on average; ten seconds' worth may come at once. The rest waits in its "
                + "socket."),
            BytesPerSecond = s.Get("bytes_per_second", ValueTypes.Size, DefaultBytesPerSecond,
                "The same in bytes; 64KiB at the least."),
            Sessions = s.Items("sessions", FixGatewaySessionOptions.Read) ?? [],
        };
        if (read is { Tls: null, ClientAuthority: not null } && !s.IsDescribing)
            s.Error("client_authority", "clients are asked for no certificate without 'tls'");
        if (read.BytesPerSecond < LeastBytesPerSecond && !s.IsDescribing)
            s.Error("bytes_per_second", "is less than 64KiB");
        return read;
    }
}
