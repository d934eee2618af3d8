using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;

namespace Truefill.Engine.Tests;

/// <summary>Trades that state their currency and multiplier, in the journal.</summary>
public class StatedContractReplayTests
{
    [Fact]
    public void An_orders_trade_that_states_them_is_replayed_and_decided_again_like_any_other()
    {
        EngineRig rig = new();
        rig.Step(new Input
        {
            Kind = InputKind.DefineVenue,
            Source = "configuration",
            Body = new DefineVenue("SIM", ReadOnly: false),
        });
        rig.Step(new Input
        {
            Kind = InputKind.NewOrderSingle,
            Source = "test",
            Body = new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted("C1"),
                Symbol = "IBM",
                Account = "ACC1",
                Venue = "SIM",
                Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(10)),
            },
        });
        Order order = rig.Books.Orders.All.Single();
        for (int trade = 1; trade <= 3; trade++)
        {
            Assert.Equal(InputOutcome.Applied, rig.Step(Trade(order.WireId, trade))[0].Outcome);
            Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(rig.Replay().Books)));
        }

        Assert.Equal(
            new Money(-15_000, Currency.FromTrusted("GBP")), rig.Books.Positions.All.Single().NetCash);
        Assert.Null(rig.Redecide(out Books again));
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(again)));
    }

    private static Input Trade(ClOrdId wireId, int number) => new()
    {
        Kind = InputKind.ExecutionReport,
        Source = "venue:SIM",
        Report = new ExecutionReport
        {
            Venue = new VenueId(1),
            ExecType = ExecType.Trade,
            ClOrdId = wireId,
            ExecId = ExecId.FromTrusted($"E{number}"),
            SymbolName = "IBM",
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(1),
            LastPx = Px.FromTrusted(100),
            Multiplier = 50,
            Currency = Currency.FromTrusted("GBP"),
            TransactTime = new UtcNanos(1_700_000_000_000_000_000 + number),
        },
    };
}
