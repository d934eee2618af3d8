using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Venues;

/// <summary>A cancel whose answer never comes, at a venue that does not vouch for what it has not received.</summary>
public sealed class LostCancelTests
{
    private const VenueCapabilities Doubtful = VenueCapabilities.OrderEntry | VenueCapabilities.QueryByWireId;

    private static readonly SetKillSwitch Global =
        new(KillScope.Global, "", null, KillSwitchState.Active, "stop", "ann");

    [Fact]
    public void Kill_switch_asks_again_where_nobody_knows_what_became_of_its_cancel()
    {
        VenueRig rig = new(Doubtful);
        Order order = Working(rig);
        rig.Kills.Set(Global);
        rig.Venues.Closed(rig.OrderRig.Venue, "line dropped");
        Assert.True(order.IsUnknown);
        rig.Venues.Opened(rig.OrderRig.Venue);
        rig.Answer(rig.LastAsked, AnswerStatus.Complete, rig.StatusOf(order, OrdStatus.New));
        Assert.True(order.IsOpen && order.IsUnknown);
        rig.Pass(3);
        Assert.Equal(2, order.Chain.Count);
        rig.OrderRig.Report(order, ExecType.Canceled);
        Assert.False(order.IsOpen);
        rig.Pass(60);
        Assert.Equal(2, order.Chain.Count);
    }

    [Fact]
    public void Each_lost_cancel_becomes_unknown_in_its_time_and_is_followed_by_another_one()
    {
        VenueRig rig = new(Doubtful);
        Order order = Working(rig);
        rig.Kills.Set(Global);
        for (int i = 0; i < 30; i++) rig.Pass(1);
        Assert.InRange(order.Chain.Count, 4, 6);
        Assert.All(order.Chain.SkipLast(1), request => Assert.False(request.UnknownSince.IsNone));
    }

    [Fact]
    public void Persons_second_cancel_that_is_lost_too_does_not_block_a_third_one()
    {
        VenueRig rig = new(Doubtful);
        Order order = Working(rig);
        rig.OrderRig.Cancel(id: "C1");
        rig.Pass(6);
        Assert.Equal(DenyReason.None, rig.OrderRig.Cancel(id: "C2"));
        Assert.Equal(DenyReason.RequestInFlight, rig.OrderRig.Cancel(id: "C3"));
        rig.Pass(6);
        Assert.Equal(DenyReason.None, rig.OrderRig.Cancel(id: "C4"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Lost_cancel_of_an_adopted_order_is_unknown_too_and_may_be_asked_again_or_resolved(bool isByTime)
    {
        VenueRig rig = new(Doubtful);
        rig.OrderRig.Send(new ExecutionReport
        {
            Venue = rig.OrderRig.Venue,
            ExecType = ExecType.New,
            ClOrdId = OrderRig.Id("BOT-7"),
            OrderId = OrderId.FromTrusted("V99"),
            OrdStatus = OrdStatus.New,
            Side = Side.Sell,
            SymbolName = "IBM",
            AccountName = "ACC1",
            OrderQty = OrderRig.Q(30),
            TransactTime = rig.OrderRig.Deciding.Now,
        });
        Order adopted = Assert.Single(rig.Books.Orders.Open);
        Assert.Equal(OrderOrigin.Adopted, adopted.Origin);
        Assert.Equal(0, rig.Books.Orders.InFlightCount);
        Assert.Equal(DenyReason.None, rig.OrderRig.Cancel("BOT-7", "C1"));
        if (isByTime) rig.Pass(6);
        else rig.Venues.Closed(rig.OrderRig.Venue, "line dropped");
        Assert.True(adopted.IsUnknown);
        rig.Venues.Opened(rig.OrderRig.Venue);
        Assert.Equal(QueryKind.Order, rig.LastAsked.Kind);
        Assert.Equal(DenyReason.None, rig.OrderRig.Cancel("BOT-7", "C2"));
        ResolveOrder asked = new()
        {
            ClOrdId = OrderRig.Id("C1"),
            As = Resolution.Rejected,
            By = "ann",
            Reason = "asked",
        };
        Assert.Equal(DenyReason.None, rig.OrderRig.Orders.Resolve(asked, out _));
    }

    private static Order Working(VenueRig rig)
    {
        Order order = rig.Submit();
        rig.OrderRig.Report(order, ExecType.New);
        return order;
    }
}
