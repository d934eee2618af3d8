using System;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

public enum FixVersion
{
    Fix42,
    Fix44,

    /// <summary>Over FIXT.1.1.</summary>
    Fix50Sp2,
}

/// <summary>A venue that speaks FIX; we are the initiator.</summary>
public sealed record FixVenueOptions
{
    public required FixVersion BeginString { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string SenderCompId { get; init; }

    public required string TargetCompId { get; init; }

    public required TimeSpan Heartbeat { get; init; }

    /// <summary>Forces a mass status and execution query before trading opens.</summary>
    public required bool ResetOnLogon { get; init; }

    public required string? Username { get; init; }

    public required Secret? Password { get; init; }

    public required bool Tls { get; init; }

    public required TimeSpan ReconnectDelay { get; init; }

    public required TimeSpan ReconnectDelayMax { get; init; }

    public required FixDialectOptions Dialect { get; init; }

    /// <summary>A second session that brings the same executions; null: there is none.</summary>
    public required FixDropCopyOptions? DropCopy { get; init; }

    internal static ValueType<FixVersion> Versions { get; } = PlainTypes.Choice(
        ("FIX.4.2", FixVersion.Fix42), ("FIX.4.4", FixVersion.Fix44), ("FIX.5.0SP2", FixVersion.Fix50Sp2));

    internal static ValueType<TimeSpan> Heartbeats { get; } = ValueTypes.Duration(TimeSpan.FromSeconds(1));

    internal static FixVenueOptions Read(Section s) => new()
    {
        BeginString =
            s.Get("begin_string", Versions, FixVersion.Fix44, "The version spoken; 5.0 SP2 goes over FIXT.1.1."),
        Host = s.Require("host", ValueTypes.Host, "localhost", "The venue's host."),
        Port = s.Require("port", ValueTypes.Port, 1, "The venue's port."),
        SenderCompId = s.Require("sender_comp_id", PlainTypes.Id, "", "SenderCompID(49) of what we send."),
        TargetCompId = s.Require("target_comp_id", PlainTypes.Id, "", "TargetCompID(56) of what we send."),
        Heartbeat = s.Get("heartbeat", Heartbeats, TimeSpan.FromSeconds(30), "HeartBtInt(108)."),
        ResetOnLogon = s.Get("reset_on_logon", PlainTypes.Flag, false,
            "Both sides start at 1 with each logon. Forces a mass status and execution query before trading opens."),
        Username = s.OptionalText("username", PlainTypes.Text, "Username(553) of the logon."),
        Password = s.OptionalSecret("password", "Password(554) of the logon."),
        Tls = s.Get("tls", PlainTypes.Flag, false, "Encrypt, and check the certificate against `host`."),
        ReconnectDelay =
            s.Get("reconnect_delay", ValueTypes.Duration(TimeSpan.FromMilliseconds(100)), TimeSpan.FromSeconds(5),
            "How long to wait before the next attempt to connect; twice as long after each that fails, and by "
            + "chance up to 30 % less."),
        ReconnectDelayMax = s.Get("reconnect_delay_max", ValueTypes.Duration(TimeSpan.FromMilliseconds(100)),
            TimeSpan.FromSeconds(30), "The longest wait between two attempts."),
        Dialect = s.Child("dialect", FixDialectOptions.Read),
        DropCopy = s.OptionalChild("drop_copy", FixDropCopyOptions.Read),
    };
}
