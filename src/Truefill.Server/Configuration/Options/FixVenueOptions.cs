using System;
using Truefill.Server.Configuration.QuickFix;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>A venue that speaks FIX; we are the initiator.</summary>
public sealed record FixVenueOptions
{
    public required FixTermsOptions Terms { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string SenderCompId { get; init; }

    public required string TargetCompId { get; init; }

    public required string? Username { get; init; }

    public required Secret? Password { get; init; }

    public required FixTlsOptions Tls { get; init; }

    public required TimeSpan ReconnectDelay { get; init; }

    public required TimeSpan ReconnectDelayMax { get; init; }

    public required FixDialectOptions Dialect { get; init; }

    /// <summary>A second session that brings the same executions; null: there is none.</summary>
    public required FixDropCopyOptions? DropCopy { get; init; }

    internal static FixVenueOptions Read(Section s)
    {
        QuickFixFile.FillInitiator(s);
        return new FixVenueOptions
        {
            Terms = FixTermsOptions.Read(s),
            Host = s.Require("host", ValueTypes.Host, "localhost", "The venue's host."),
            Port = s.Require("port", ValueTypes.Port, 1, "The venue's port."),
            SenderCompId = s.Require("sender_comp_id", PlainTypes.Id, "", "SenderCompID(49) of what we send."),
            TargetCompId = s.Require("target_comp_id", PlainTypes.Id, "", "TargetCompID(56) of what we send."),
            Username = s.OptionalText("username", PlainTypes.Text, "Username(553) of the logon."),
            Password = s.OptionalSecret("password", "Password(554) of the logon."),
            Tls = FixTlsOptions.Read(s),
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
}
