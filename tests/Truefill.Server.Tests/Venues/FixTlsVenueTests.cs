using System;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Executions;
using Truefill.Domain.Positions;
using Truefill.Domain.Venues;
using Truefill.Fix;
using Truefill.Server.Tests.Gateway;

namespace Truefill.Server.Tests.Venues;

/// <summary>
/// An order from a client to a venue and its fill back, over TLS with certificates of both sides on either line, all as
/// one configuration says; and what the fill costs.
/// </summary>
public sealed class FixTlsVenueTests
{
    [Fact]
    public async Task Certificates_of_the_configuration_open_both_lines_and_every_charge_of_a_fill_reaches_cash()
    {
        // Commission by the unit, a tax as stated, and an exchange's fee by the unit: 2 + 1.5 + 1.
        using FixTlsDay day = await new FixTlsDay(
            weAreKnown: true, (12, "0.02"), (13, "1"), (136, "2"), (137, "1.5"), (139, "2"), (137, "0.01"), (139, "4"), (891, "1")).Open();
        using GatewayClient client = new GatewayClient(day.GatewayPort, FixVersion.Fix44, tls: day.ClientTls()).Connect();
        client.Order("C1", "100", "10.25");
        client.WaitFor(m => m[35] == "8" && m[39] == "2", "the fill comes back");

        client.Until(() => day.Service.Host.Read(replica => replica.Books.Positions.All.Single().Fees.Count) == 3, "all charges are booked");
        (string fees, AccountWorth worth) = day.Service.Host.Read(replica =>
        {
            Execution fill = replica.Books.Executions.All.Single();
            string charged = string.Join(", ", replica.Books.Positions.FeesOf(fill.Handle).Select(fee => $"{fee.Kind} {fee.Amount.Amount:0.##}"));
            return (charged, AccountWorth.All(replica.Books).Single());
        });
        Assert.Equal("Commission 2, Tax 1.5, Exchange 1", fees);
        Assert.Equal((4.5m, -1029.5m), (worth.Fees, worth.Cash));
        Assert.Equal(0, day.Service.Host.Read(replica => replica.Books.DeadLetters.LastId));
    }

    [Fact]
    public async Task A_venue_that_does_not_know_our_certificate_lets_nothing_of_ours_through()
    {
        using FixTlsDay day = await new FixTlsDay(weAreKnown: false).Open();
        await Eventually.Holds(
            () => day.Log.Text.Contains("a connection failed: ", StringComparison.Ordinal),
            () => "it is refused\n" + day.Log.Text);

        Assert.DoesNotContain("In 8=", day.Log.Text, StringComparison.Ordinal);
        Assert.False(day.Service.Host.Read(replica =>
            replica.Books.Sessions.TryGet(new Domain.Names.VenueId(1)) is { Trading: TradingState.Open }));
    }
}
