using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Protection;
using Truefill.Domain.Risk;
using Truefill.Domain.Tests.Advisories;
using Truefill.Domain.Time;

namespace Truefill.Domain.Tests.Protection;

/// <summary>Live protection equals open quantity: legs that the engine holds where the venue has no linked orders.</summary>
public class HeldLegTests
{
    private static readonly Bracket Both = new(AdvisoryRig.P(160), AdvisoryRig.P(140));

    [Fact]
    public void Nothing_rests_at_the_venue_and_nothing_is_uncovered()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Mark(150);
        Assert.Empty(rig.Legs());
        Assert.True(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
        Assert.Equal(0m, rig.Wait(100).Books.Protections.GapSecondsAt(rig.Now));
    }

    [Fact]
    public void Without_a_mark_from_after_the_fill_nothing_is_protected()
    {
        AdvisoryRig rig = new(AdvisoryRig.Plain);
        rig.Mark(150);
        Order order = rig.Buy(100, Both);
        rig.Wait(1).Fill(order, 60);
        Assert.Equal(0m, rig.Table.LiveQty(rig.Table.TryGet(order.Handle)!, LegKind.StopLoss).Value);
        Assert.Equal(3m, rig.Wait(3).Table.GapSecondsAt(rig.Now));
        rig.Mark(150);
        Assert.True(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
        Assert.Equal(3m, rig.Wait(10).Table.GapSecondsAt(rig.Now));
        Assert.Equal(rig.State(), rig.Reload());
    }

    [Fact]
    public void Gaps_that_are_over_and_one_under_way_add_up_to_the_same_in_any_process()
    {
        AdvisoryRig rig = Open(out Order order);
        Assert.Equal([order.Handle], rig.Table.Gaps.Select(entry => entry.Order));
        rig.Wait(2).Mark(150);
        Assert.Empty(rig.Table.Gaps);
        rig.Wait(1).Close();
        rig.Wait(3).Open();
        Order second = rig.Buy(5, Both);
        rig.Wait(1).Fill(second, 5);
        rig.Wait(4);

        Assert.Equal([second.Handle], rig.Table.Gaps.Select(entry => entry.Order));
        Assert.Equal([order.Account], rig.Table.Accounts);
        Assert.Equal(9m, rig.Table.GapSecondsAt(rig.Now));
        ProtectionTable loaded = rig.Loaded().Protections;
        foreach (ProtectionTable table in (ProtectionTable[])[rig.Table, loaded])
        {
            decimal nanos = table.All.Sum(entry => (decimal)entry.GapNanosAt(rig.Now));
            Assert.Equal(nanos / UtcNanos.PerSecond, table.GapSecondsAt(rig.Now));
            Assert.Equal(
                table.All.Where(entry => !entry.GapSince.IsNone).Select(entry => entry.Order),
                table.Gaps.Select(entry => entry.Order));
        }

        Assert.Equal(rig.Table.GapSecondsAt(rig.Now), loaded.GapSecondsAt(rig.Now));
        Assert.Equal(rig.Table.Accounts, loaded.Accounts);
    }

    [Theory]
    [InlineData(ExecType.Expired)]
    [InlineData(ExecType.Canceled)]
    [InlineData(ExecType.DoneForDay)]
    public void What_is_reported_of_the_order_beside_fills_leaves_a_mark_from_after_the_fill_as_good(ExecType said)
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Wait(1).Mark(150);
        rig.Wait(0.4m).Report(order, said);
        Assert.True(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
        Assert.Equal(1m, rig.Wait(60_000).Table.GapSecondsAt(rig.Now));
        Assert.Equal(rig.State(), rig.Reload());
        rig.Crash();
        Assert.True(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
    }

    [Fact]
    public void A_bust_of_the_last_fill_leaves_the_mark_from_after_the_one_before_it()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Wait(1).Mark(150);
        rig.Wait(1).Fill(order, 10, exec: "X2");
        Assert.False(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
        rig.Wait(1).Report(order, ExecType.TradeCancel, exec: "X2");
        Assert.True(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
    }

    [Fact]
    public void A_split_of_the_order_leaves_no_mark_from_before_it_good()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Wait(1).Mark(150);
        rig.Wait(1).Split(order, 200, executed: 120);
        Assert.False(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
        rig.Wait(1).Mark(150);
        Assert.True(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
    }

    [Fact]
    public void While_no_order_may_go_nothing_is_protected_but_what_was_sent()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Mark(150);
        rig.Close();
        Assert.Equal(0m, rig.Table.LiveQty(rig.Table.TryGet(order.Handle)!, LegKind.StopLoss).Value);
        rig.Wait(5).Open();
        Assert.Equal(5m, rig.Wait(1).Table.GapSecondsAt(rig.Now));
        rig.Hold();
        Assert.Equal(7m, rig.Wait(2).Table.GapSecondsAt(rig.Now));
        rig.Open("ann");
        Assert.Equal(7m, rig.Wait(1).Table.GapSecondsAt(rig.Now));
        rig.Mark(139);
        rig.Close();
        Assert.Equal(60m, rig.Table.LiveQty(rig.Table.TryGet(order.Handle)!, LegKind.StopLoss).Value);
    }

    [Theory]
    [InlineData(140, LegKind.StopLoss)]
    [InlineData(139, LegKind.StopLoss)]
    [InlineData(160, LegKind.TakeProfit)]
    [InlineData(161, LegKind.TakeProfit)]
    public void A_mark_at_or_beyond_a_level_closes_by_a_market_order(decimal mark, LegKind kind)
    {
        AdvisoryRig rig = Open(out _);
        rig.Mark(mark);
        Order leg = rig.Legs().Single();
        Assert.Equal((kind, OrdType.Market, Side.Sell, 60m), (leg.Leg, leg.OrdType, leg.Side, leg.OrderQty.Value));
    }

    [Theory]
    [InlineData("140.01")]
    [InlineData("159.99")]
    public void A_mark_between_the_levels_does_nothing(string mark)
    {
        AdvisoryRig rig = Open(out _);
        rig.Mark(AdvisoryRig.D(mark));
        Assert.Empty(rig.Legs());
    }

    [Fact]
    public void A_mark_of_another_symbol_does_nothing()
    {
        AdvisoryRig rig = Open(out _);
        rig.Mark(100, "IBM");
        Assert.Empty(rig.Legs());
    }

    [Fact]
    public void A_mark_from_before_the_fill_does_nothing()
    {
        AdvisoryRig rig = new(AdvisoryRig.Plain);
        rig.Mark(130);
        rig.Wait(1).Fill(rig.Buy(60, Both), 60);
        Assert.Empty(rig.Legs());
        rig.Wait(1).Mark(130);
        Assert.Single(rig.Legs());
    }

    [Fact]
    public void Marks_that_follow_send_no_second_closing_order()
    {
        AdvisoryRig rig = Open(out _);
        rig.Mark(139);
        rig.Mark(130);
        rig.Mark(170);
        Assert.Single(rig.Legs());
        rig.Fill(rig.Legs().Single(), 60, 138);
        rig.Mark(130);
        Assert.Single(rig.Legs());
        Assert.Equal(0m, rig.Books.Positions.All.Single().Qty.Value);
    }

    [Fact]
    public void What_fills_after_the_trigger_is_closed_as_well()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Mark(139);
        rig.Fill(order, 40);
        rig.Mark(139);
        Assert.Equal("StopLoss 60, StopLoss 40", rig.Protection());
    }

    [Fact]
    public void A_closing_order_that_the_venue_refuses_is_tried_again_after_a_pause()
    {
        AdvisoryRig rig = Open(out _);
        rig.Mark(139);
        rig.Report(rig.Legs().Single(), ExecType.Rejected);
        rig.Mark(139);
        Assert.Single(rig.Legs());
        Assert.False(rig.Wait(1.9m).IsDue);
        Assert.True(rig.Wait(0.1m).IsDue);
        rig.Tick();
        Assert.Equal(2, rig.Legs().Count());
    }

    [Fact]
    public void A_bust_before_the_trigger_reduces_what_is_closed()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Fill(order, 10, exec: "X2");
        rig.Report(order, ExecType.TradeCancel, exec: "X1");
        rig.Mark(139);
        Assert.Equal(10m, rig.Legs().Single().OrderQty.Value);
    }

    [Fact]
    public void A_bust_of_all_takes_a_closing_order_back()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Mark(139);
        rig.Report(order, ExecType.TradeCancel, exec: "X1");
        Assert.Equal(RequestKind.Cancel, rig.Legs().Single().Outstanding()!.Kind);
    }

    [Fact]
    public void The_held_legs_survive_a_crash()
    {
        AdvisoryRig rig = Open(out _);
        rig.Crash();
        Assert.Empty(rig.Legs());
        rig.Wait(1).Mark(139);
        Assert.Equal(60m, rig.Legs().Single().OrderQty.Value);
        rig.Crash();
        rig.Wait(5).Mark(139);
        Assert.Single(rig.Legs());
    }

    [Fact]
    public void Closing_orders_pass_under_an_active_kill_switch()
    {
        AdvisoryRig rig = Open(out _);
        rig.Kill(scope: KillScope.Global, target: "");
        rig.Mark(139);
        rig.Tick();
        Assert.Equal("StopLoss 60", rig.Protection());
        Assert.Empty(rig.Legs().Single().Chain);
    }

    [Fact]
    public void A_level_reached_while_the_line_is_down_is_acted_on_when_it_is_back_and_still_reached()
    {
        AdvisoryRig rig = Open(out _);
        rig.Close();
        rig.Mark(139);
        Assert.Empty(rig.Legs());
        rig.Open();
        Assert.Single(rig.Legs());
    }

    [Fact]
    public void A_short_position_is_closed_by_buying()
    {
        AdvisoryRig rig = new(AdvisoryRig.Plain);
        rig.Fill(rig.Buy(60, new Bracket(AdvisoryRig.P(140), AdvisoryRig.P(160)), Side.Sell), 60);
        rig.Mark(160);
        Assert.Equal((LegKind.StopLoss, Side.Buy), (rig.Legs().Single().Leg, rig.Legs().Single().Side));
    }

    [Fact]
    public void A_position_closed_by_hand_leaves_nothing_to_trigger_in_a_later_one()
    {
        AdvisoryRig rig = Open(out _);
        rig.Fill(rig.Buy(60, null, Side.Sell), 60);
        rig.Mark(139);
        rig.Fill(rig.Buy(60, null), 60);
        rig.Mark(139);
        Assert.Empty(rig.Legs());
        Assert.False(rig.Table.IsAnyOpen);
    }

    [Fact]
    public void A_closing_order_that_waits_is_taken_back_when_the_position_shrinks_and_sent_for_the_rest()
    {
        AdvisoryRig rig = Open(out _);
        rig.Mark(139);
        Order first = rig.Legs().Single();
        rig.Accept(first);
        rig.Fill(rig.Buy(40, null, Side.Sell), 40);
        Assert.Equal(RequestKind.Cancel, first.Outstanding()!.Kind);
        rig.Wait(3).Report(first, ExecType.Canceled);
        Assert.Equal("StopLoss 20", rig.Protection());
        rig.Fill(rig.Legs().Last(), 20, 138);
        Assert.Equal(0m, rig.Books.Positions.All.Single().Qty.Value);
    }

    [Fact]
    public void A_closing_order_that_the_venue_does_not_take_back_is_asked_for_again()
    {
        AdvisoryRig rig = Open(out _);
        rig.Mark(139);
        Order first = rig.Legs().Single();
        rig.Accept(first);
        rig.Fill(rig.Buy(40, null, Side.Sell), 40);
        rig.Refuse(first);
        Assert.False(rig.Wait(1.9m).IsDue);
        Assert.True(rig.Wait(0.1m).IsDue);
        rig.Tick();
        Assert.Equal(2, first.Chain.Count);
    }

    [Fact]
    public void Of_several_closing_orders_only_those_are_taken_back_that_are_too_many()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Mark(139);
        rig.Fill(order, 40);
        rig.Mark(139);
        rig.Fill(rig.Buy(30, null, Side.Sell), 30);
        Assert.Empty(rig.Legs().First().Chain);
        Assert.Equal(RequestKind.Cancel, rig.Legs().Last().Outstanding()!.Kind);
    }

    private static AdvisoryRig Open(out Order order)
    {
        AdvisoryRig rig = new(AdvisoryRig.Plain);
        order = rig.Buy(100, Both);
        rig.Fill(order, 60, exec: "X1");
        return rig;
    }
}
