using System;
using System.Collections.Generic;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>A client that may log on to the gateway; the names are as we send them.</summary>
public sealed record FixGatewaySessionOptions
{
    public required FixVersion BeginString { get; init; }

    public required string SenderCompId { get; init; }

    public required string TargetCompId { get; init; }

    public required TimeSpan Heartbeat { get; init; }

    public required bool ResetOnLogon { get; init; }

    public required Secret? Password { get; init; }

    /// <summary>Empty: any.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    internal static FixGatewaySessionOptions Read(Section s) => new()
    {
        BeginString = s.Get("begin_string", FixVenueOptions.Versions, FixVersion.Fix44, "The version spoken."),
        SenderCompId = s.Require("sender_comp_id", PlainTypes.Id, "", "SenderCompID(49) of what we send."),
        TargetCompId =
            s.Require("target_comp_id", PlainTypes.Id, "", "TargetCompID(56) of what we send: the client's name."),
        Heartbeat = s.Get("heartbeat", FixVenueOptions.Heartbeats, TimeSpan.FromSeconds(30), "HeartBtInt(108)."),
        ResetOnLogon = s.Get("reset_on_logon", PlainTypes.Flag, false, "Both sides start at 1 with each logon."),
        Password = s.OptionalSecret("password", "Password(554) that the client's logon must carry."),
        Accounts = s.List("accounts", PlainTypes.Id, [], "The accounts that the client may trade for; none: any."),
    };
}

/// <summary>FIX order entry for clients.</summary>
public sealed record FixGatewayOptions
{
    public required string Address { get; init; }

    public required int Port { get; init; }

    /// <summary>What it shows to clients, who then encrypt; null: plain TCP.</summary>
    public required TlsOptions? Tls { get; init; }

    public required IReadOnlyList<FixGatewaySessionOptions> Sessions { get; init; }

    internal static FixGatewayOptions Read(Section s) => new()
    {
        Address = s.Get("address", ValueTypes.Host, "127.0.0.1", "Where it listens."),
        Port = s.Require("port", ValueTypes.Port, 1, "The port it listens on."),
        Tls = s.OptionalChild("tls", TlsOptions.Read),
        Sessions = s.Items("sessions", FixGatewaySessionOptions.Read) ?? [],
    };
}
