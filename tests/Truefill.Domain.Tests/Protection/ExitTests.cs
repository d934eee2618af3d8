using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Tests.Advisories;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Protection;

/// <summary>Two orders that close a position, of which one cancels the other.</summary>
public class ExitTests
{
    private static readonly Bracket Stop140 = new(null, AdvisoryRig.P(140));

    [Fact]
    public void The_stop_goes_out_when_the_venue_has_the_limit_order()
    {
        AdvisoryRig rig = Holding(100, out _);
        Order exit = rig.Client(Exit(rig, 100));
        Assert.Equal("TakeProfit 100 160", rig.Protection());
        rig.Accept(exit);
        Assert.Equal("TakeProfit 100 160, StopLoss 100 140", rig.Protection());
        Assert.Equal((Side.Sell, OrdType.Stop), (rig.Leg(LegKind.StopLoss).Side, rig.Leg(LegKind.StopLoss).OrdType));
    }

    [Fact]
    public void A_partial_fill_of_the_limit_order_reduces_the_stop()
    {
        AdvisoryRig rig = Standing(out Order exit);
        rig.Fill(exit, 40, 160);
        rig.AcceptLegs();
        Assert.Equal("TakeProfit 60 160, StopLoss 60 140", rig.Protection());
    }

    [Fact]
    public void When_the_limit_order_fills_the_stop_is_taken_back()
    {
        AdvisoryRig rig = Standing(out Order exit);
        rig.Fill(exit, 100, 160);
        rig.AcceptLegs();
        Assert.Equal("", rig.Protection());
        Assert.False(rig.Table.IsAnyOpen);
    }

    [Fact]
    public void Once_the_stop_has_begun_it_goes_on_alone()
    {
        AdvisoryRig rig = Standing(out Order exit);
        Order stop = rig.Leg(LegKind.StopLoss);
        rig.Fill(stop, 30, 140);
        rig.AcceptLegs();
        Assert.False(exit.IsOpen);
        Assert.Equal("StopLoss 70 140", rig.Protection());
        rig.Fill(stop, 70, 139);
        Assert.Equal(0m, rig.Books.Positions.All.Single().Qty.Value);
        Assert.False(rig.Table.IsAnyOpen);
    }

    // Found by the whole simulation.
    [Fact]
    public void A_stop_that_has_begun_is_reduced_with_its_position()
    {
        AdvisoryRig rig = Standing(out _);
        rig.Fill(rig.Leg(LegKind.StopLoss), 30, 140);
        rig.AcceptLegs();
        rig.Fill(rig.Buy(50, null, Side.Sell), 50);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 20 140", rig.Protection());
        rig.Fill(rig.Buy(20, null, Side.Sell), 20);
        rig.AcceptLegs();
        Assert.Equal("", rig.Protection());
    }

    [Theory]
    [InlineData(ExecType.Canceled)]
    [InlineData(ExecType.Rejected)]
    [InlineData(ExecType.Expired)]
    public void When_the_venue_ends_the_stop_the_limit_order_is_taken_back(ExecType how)
    {
        AdvisoryRig rig = Holding(100, out _);
        Order exit = rig.Client(Exit(rig, 100));
        rig.Accept(exit);
        rig.Report(rig.Leg(LegKind.StopLoss), how);
        rig.AcceptLegs();
        rig.Wait(10).Tick();
        Assert.False(exit.IsOpen);
        Assert.Equal("", rig.Protection());
    }

    [Fact]
    public void Canceling_either_ends_both()
    {
        AdvisoryRig rig = Standing(out Order exit);
        Assert.Equal(DenyReason.None, rig.CancelBy(exit));
        rig.AcceptLegs();
        Assert.Equal("", rig.Protection());

        rig = Standing(out exit);
        Assert.Equal(DenyReason.None, rig.CancelBy(rig.Leg(LegKind.StopLoss)));
        rig.AcceptLegs();
        Assert.Equal("", rig.Protection());
        Assert.Equal(100m, rig.Books.Positions.All.Single().Qty.Value);
    }

    [Fact]
    public void A_position_reduced_otherwise_reduces_both_and_one_closed_otherwise_ends_both()
    {
        AdvisoryRig rig = Standing(out _);
        rig.Fill(rig.Buy(30, null, Side.Sell), 30);
        rig.AcceptLegs();
        Assert.Equal("TakeProfit 70 160, StopLoss 70 140", rig.Protection());
        rig.Fill(rig.Buy(70, null, Side.Sell), 70);
        rig.AcceptLegs();
        Assert.Equal("", rig.Protection());
    }

    [Fact]
    public void A_short_position_is_closed_from_the_other_side()
    {
        AdvisoryRig rig = Holding(100, out _, Side.Sell);
        NewOrderSingle asked = Exit(rig, 100, Side.Buy, limit: 130);
        rig.Accept(rig.Client(asked));
        Assert.Equal("TakeProfit 100 130, StopLoss 100 140", rig.Protection());
    }

    [Fact]
    public void An_exit_counts_as_working_so_that_a_second_one_is_refused()
    {
        AdvisoryRig rig = Standing(out _);
        Assert.Equal(DenyReason.NotReducing, rig.Deny(Exit(rig, 1)));
    }

    [Fact]
    public void An_exit_of_what_a_bracket_protects_is_refused()
    {
        AdvisoryRig rig = new();
        rig.Fill(rig.Buy(100, new Bracket(AdvisoryRig.P(170), AdvisoryRig.P(130))), 100);
        rig.AcceptLegs();
        Assert.Equal(DenyReason.NotReducing, rig.Deny(Exit(rig, 1)));
        rig.Fill(rig.Buy(30, null), 30);
        Assert.Equal(DenyReason.NotReducing, rig.Deny(Exit(rig, 31)));
        Assert.Equal(DenyReason.None, rig.Deny(Exit(rig, 30)));
    }

    [Fact]
    public void An_exit_keeps_to_what_brackets_leave_of_a_position_that_is_reduced()
    {
        AdvisoryRig rig = Standing(out Order exit);
        rig.Fill(rig.Buy(50, new Bracket(AdvisoryRig.P(170), AdvisoryRig.P(130))), 50);
        rig.AcceptLegs();
        rig.Fill(rig.Buy(60, null, Side.Sell), 60);
        rig.AcceptLegs();
        Assert.Equal(
            "TakeProfit 40 160, StopLoss 40 140, StopLoss 50 130, TakeProfit 50 170", rig.Protection());
        rig.Fill(rig.Buy(50, null, Side.Sell), 50);
        rig.AcceptLegs();
        Assert.False(exit.IsOpen);
        Assert.Equal("StopLoss 40 130, TakeProfit 40 170", rig.Protection());
    }

    [Fact]
    public void Of_two_exits_the_oldest_gives_way_when_the_position_is_reduced()
    {
        AdvisoryRig rig = Holding(100, out _);
        Order first = rig.Client(Exit(rig, 50));
        Order second = rig.Client(Exit(rig, 50));
        rig.AcceptLegs();
        rig.Fill(rig.Buy(70, null, Side.Sell), 70);
        rig.AcceptLegs();
        Assert.False(first.IsOpen);
        Assert.True(second.IsOpen);
        Assert.Equal("TakeProfit 30 160, StopLoss 30 140", rig.Protection());
    }

    [Fact]
    public void What_other_exits_close_is_not_free_for_one_of_the_same_strategy()
    {
        AdvisoryRig rig = Standing(out _);
        Order other = rig.Client(rig.Request(100, null) with { Strategy = "other" });
        rig.Fill(other, 100);
        Assert.Equal(DenyReason.NotReducing, rig.Deny(Exit(rig, 100)));
    }

    [Fact]
    public void An_exit_of_what_another_strategy_holds_is_refused()
    {
        AdvisoryRig rig = Holding(100, out _);
        Assert.Equal(DenyReason.NotReducing, rig.Deny(Exit(rig, 100) with { Strategy = "other" }));
    }

    [Fact]
    public void A_venue_without_linked_orders_is_not_asked()
    {
        AdvisoryRig rig = Holding(100, out _, capabilities: AdvisoryRig.Plain);
        Assert.Equal(DenyReason.NotOfferedByVenue, rig.Deny(Exit(rig, 100)));
    }

    [Fact]
    public void An_active_kill_switch_leaves_both_where_they_are()
    {
        AdvisoryRig rig = Standing(out Order exit);
        rig.Kill();
        rig.Wait(5).Tick();
        Assert.False(exit.HasRequestInFlight);
        Assert.Equal("TakeProfit 100 160, StopLoss 100 140", rig.Protection());
        Assert.Equal(DenyReason.KillSwitchActive, rig.Deny(Exit(rig, 1)));
    }

    [Fact]
    public void A_crash_changes_nothing_about_it()
    {
        AdvisoryRig rig = Standing(out Order exit);
        Assert.Equal(rig.State(), rig.Reload());
        rig.Crash();
        rig.Fill(rig.Books.Orders[exit.Handle], 40, 160);
        rig.AcceptLegs();
        Assert.Equal("TakeProfit 60 160, StopLoss 60 140", rig.Protection());
    }

    [Theory]
    [InlineData(139, null, null, OrdType.Limit, TimeInForce.Day)]
    [InlineData(160, 170, null, OrdType.Limit, TimeInForce.Day)]
    [InlineData(160, null, 0.1, OrdType.Limit, TimeInForce.Day)]
    [InlineData(160, null, null, OrdType.Market, TimeInForce.Day)]
    [InlineData(160, null, null, OrdType.Limit, TimeInForce.ImmediateOrCancel)]
    [InlineData(160, null, null, OrdType.Limit, TimeInForce.FillOrKill)]
    public void What_is_no_pair_is_malformed(int limit, int? profit, double? offset, OrdType type, TimeInForce life)
    {
        AdvisoryRig rig = Holding(100, out _);
        NewOrderSingle asked = Exit(rig, 100, limit: limit);
        Assert.Equal(DenyReason.MalformedRequest, rig.Deny(asked with
        {
            Bracket = new Bracket(profit is { } p ? AdvisoryRig.P(p) : null, AdvisoryRig.P(140), (decimal)(offset ?? 0)),
            Terms = asked.Terms with
            {
                OrdType = type,
                TimeInForce = life,
                Price = type == OrdType.Market ? null : asked.Terms.Price,
            },
        }));
        Assert.Equal(DenyReason.MalformedRequest, rig.Deny(asked with { Bracket = new Bracket(null, null) }));
    }

    private static NewOrderSingle Exit(AdvisoryRig rig, decimal quantity, Side side = Side.Sell, decimal limit = 160)
    {
        NewOrderSingle request = rig.Request(quantity, Stop140, side);
        return request with
        {
            Terms = request.Terms with
            {
                OrdType = OrdType.Limit,
                Price = AdvisoryRig.P(limit),
                TimeInForce = TimeInForce.GoodTillCancel,
                ReduceOnly = true,
            },
        };
    }

    private static AdvisoryRig Holding(
        decimal quantity, out Order opening, Side side = Side.Buy, VenueCapabilities capabilities = AdvisoryRig.Full)
    {
        AdvisoryRig rig = new(capabilities);
        opening = rig.Buy(quantity, null, side);
        rig.Fill(opening, quantity, 150);
        return rig;
    }

    private static AdvisoryRig Standing(out Order exit)
    {
        AdvisoryRig rig = Holding(100, out _);
        exit = rig.Client(Exit(rig, 100));
        rig.AcceptLegs();
        Assert.Equal("TakeProfit 100 160, StopLoss 100 140", rig.Protection());
        return rig;
    }
}
