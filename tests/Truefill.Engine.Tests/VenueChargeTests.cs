using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Venues;

namespace Truefill.Engine.Tests;

public sealed class VenueChargeTests
{
    [Fact]
    public void A_charge_that_a_venue_tells_after_its_trade_is_an_input_of_its_own()
    {
        Fee fee = new(new Money(1, Currency.Usd), FeeKind.Commission);
        VenueReport report = new()
        {
            Kind = VenueReportKind.Charge,
            ExecutionReport = new ExecutionReport
            {
                Venue = default,
                ExecType = ExecType.Trade,
                ExecId = ExecId.FromTrusted("E1"),
                Scope = 7,
                Fee = fee,
                TransactTime = new UtcNanos(5),
                VenueSeq = 6,
            },
        };

        Input input = VenueInputs.Of(in report, "SIM", new VenueId(3));

        Assert.Equal(InputKind.ChargeFee, input.Kind);
        Assert.Equal(
            new ChargeFee(new ExecKey(new VenueId(3), 7, ExecId.FromTrusted("E1")), fee, new UtcNanos(5), 6), input.Body);
    }
}
