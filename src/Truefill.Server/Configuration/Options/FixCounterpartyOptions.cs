using Truefill.Server.Configuration.QuickFix;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>
/// Whom we connect to and who we are there: the same keys for a venue and for its drop copy, the session on which it
/// copies every execution, also those that were not entered by us. What a drop copy brings is counted once, whichever
/// session brings it first.
/// </summary>
public sealed record FixCounterpartyOptions
{
    public required FixTermsOptions Terms { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string SenderCompId { get; init; }

    public required string TargetCompId { get; init; }

    public required string? Username { get; init; }

    public required Secret? Password { get; init; }

    public required FixTlsOptions Tls { get; init; }

    internal static FixCounterpartyOptions ReadVenue(Section s) => Read(s, isVenue: true);

    internal static FixCounterpartyOptions ReadDropCopy(Section s) => Read(s, isVenue: false);

    private static FixCounterpartyOptions Read(Section s, bool isVenue)
    {
        QuickFixFile.FillInitiator(s, connects: isVenue);
        return new FixCounterpartyOptions
        {
            Terms = FixTermsOptions.Read(s),
            Host = s.Require("host", ValueTypes.Host, "localhost", "The counterparty's host."),
            Port = s.Require("port", ValueTypes.Port, 1, "The counterparty's port."),
            SenderCompId = s.Require("sender_comp_id", PlainTypes.Id, "", "SenderCompID(49) of what we send."),
            TargetCompId = s.Require("target_comp_id", PlainTypes.Id, "", "TargetCompID(56) of what we send."),
            Username = s.OptionalText("username", PlainTypes.Text, "Username(553) of the logon."),
            Password = s.OptionalSecret("password", "Password(554) of the logon."),
            Tls = FixTlsOptions.Read(s),
        };
    }
}
