using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Protection;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Tests.Advisories;

namespace Truefill.Domain.Tests.Protection;

/// <summary>Live protection equals open quantity: legs that rest at the venue.</summary>
public class BracketTests
{
    private static readonly Bracket Both = new(AdvisoryRig.P(160), AdvisoryRig.P(140));

    [Fact]
    public void Nothing_is_sent_before_a_fill()
    {
        AdvisoryRig rig = new();
        rig.Accept(rig.Buy(100, Both));
        Assert.Empty(rig.Legs());
    }

    [Fact]
    public void Each_partial_fill_enlarges_the_legs()
    {
        AdvisoryRig rig = new();
        Order order = rig.Buy(100, Both);
        rig.Fill(order, 40);
        Assert.Equal("StopLoss 40 140, TakeProfit 40 160", rig.Protection());
        rig.AcceptLegs();
        rig.Fill(order, 60);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 100 140, TakeProfit 100 160", rig.Protection());
        Assert.Equal(2, rig.Legs().Count());
    }

    [Fact]
    public void A_fill_while_the_legs_are_unanswered_waits_and_is_then_protected()
    {
        AdvisoryRig rig = new();
        Order order = rig.Buy(100, Both);
        rig.Fill(order, 40);
        rig.Fill(order, 60);
        Assert.Equal("StopLoss 40 140, TakeProfit 40 160", rig.Protection());
        rig.AcceptLegs();
        Assert.Equal("StopLoss 100 140, TakeProfit 100 160", rig.Protection());
    }

    [Fact]
    public void A_change_of_a_leg_that_did_not_leave_is_tried_again_after_a_pause_and_not_at_once()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Fill(order, 40, exec: "X2");
        Order leg = rig.Leg(LegKind.StopLoss);
        OrderRequest first = leg.Chain[^1];
        rig.Unsent(leg, first);
        Assert.Equal(RequestState.NotSent, first.State);
        Assert.Same(first, leg.Chain[^1]);
        rig.Wait(1);
        rig.Tick();
        Assert.Same(first, leg.Chain[^1]);
        rig.Wait(2);
        rig.Tick();
        Assert.Equal(2, leg.Chain.Count);
    }

    [Fact]
    public void A_fill_beyond_what_was_ordered_enlarges_the_legs_and_does_not_cancel_them()
    {
        AdvisoryRig rig = new();
        Order order = rig.Client(rig.Request(100, Both) with { CorrelationId = "P" });
        rig.Accept(order);
        rig.Fill(order, 100);
        rig.AcceptLegs();
        rig.Fill(order, 30);
        rig.Wait(5);
        rig.Tick();
        rig.AcceptLegs();
        Assert.Equal("StopLoss 130 140, TakeProfit 130 160", rig.Protection());
        Assert.All(rig.Legs(), leg => Assert.All(leg.Chain, each => Assert.Equal(RequestKind.Replace, each.Kind)));
    }

    [Fact]
    public void A_bust_reduces_the_legs()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Fill(order, 40, exec: "X2");
        rig.AcceptLegs();
        rig.Report(order, ExecType.TradeCancel, exec: "X1");
        rig.AcceptLegs();
        Assert.Equal("StopLoss 40 140, TakeProfit 40 160", rig.Protection());
    }

    [Fact]
    public void A_bust_of_all_takes_the_legs_back()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Report(order, ExecType.TradeCancel, exec: "X1");
        rig.AcceptLegs();
        Assert.Equal("", rig.Protection());
    }

    // Found by the whole simulation.
    [Fact]
    public void A_filled_leg_that_a_bust_opens_again_gives_way_to_the_one_that_took_its_place()
    {
        AdvisoryRig rig = Reopened(out Order filled);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 100 140, TakeProfit 100 160", rig.Protection());
        Assert.Equal(OrderClosing.Canceled, filled.Closing);
    }

    [Fact]
    public void A_leg_that_a_bust_opens_again_is_taken_back_again_when_the_venue_refuses_that()
    {
        AdvisoryRig rig = Reopened(out Order filled);
        rig.Refuse(filled);
        rig.AcceptLegs();
        Assert.True(filled.IsOpen);
        rig.Wait(10);
        Assert.True(rig.IsDue);
        rig.Tick();
        rig.AcceptLegs();
        Assert.False(filled.IsOpen);
    }

    [Fact]
    public void A_correction_changes_quantity_and_level()
    {
        AdvisoryRig rig = new();
        Order order = rig.Buy(100, new Bracket(null, null, 0.1m, -0.1m));
        rig.Fill(order, 60, 100, exec: "X1");
        rig.AcceptLegs();
        Assert.Equal("StopLoss 60 90, TakeProfit 60 110", rig.Protection());
        rig.Report(order, ExecType.TradeCorrect, 50, 200, exec: "X1");
        rig.AcceptLegs();
        Assert.Equal("StopLoss 50 180, TakeProfit 50 220", rig.Protection());
    }

    [Fact]
    public void When_one_leg_fills_the_other_is_taken_back()
    {
        AdvisoryRig rig = Open(out _);
        rig.Fill(rig.Leg(LegKind.StopLoss), 60, 140);
        Assert.Equal(RequestKind.Cancel, rig.Leg(LegKind.TakeProfit).Outstanding()!.Kind);
        rig.AcceptLegs();
        Assert.Equal("", rig.Protection());
        Assert.Equal(0m, rig.Books.Positions.All.Single().Qty.Value);
        Assert.False(rig.Table.IsAnyOpen);
    }

    [Fact]
    public void When_one_leg_fills_in_part_the_other_is_reduced()
    {
        AdvisoryRig rig = Open(out _);
        rig.Fill(rig.Leg(LegKind.TakeProfit), 20, 160);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 40 140, TakeProfit 40 160", rig.Protection());
    }

    [Fact]
    public void A_position_closed_otherwise_takes_the_legs_back()
    {
        AdvisoryRig rig = Open(out _);
        rig.Fill(rig.Buy(60, null, Side.Sell), 60);
        rig.AcceptLegs();
        Assert.Equal("", rig.Protection());
    }

    [Fact]
    public void A_position_reduced_otherwise_reduces_the_legs_so_that_they_never_flip_it()
    {
        AdvisoryRig rig = Open(out _);
        rig.Fill(rig.Buy(50, null, Side.Sell), 50);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 10 140, TakeProfit 10 160", rig.Protection());
    }

    [Fact]
    public void Of_two_orders_in_one_position_the_oldest_is_the_first_to_be_closed()
    {
        AdvisoryRig rig = Open(out _);
        Order second = rig.Buy(40, Both);
        rig.Fill(second, 40);
        rig.AcceptLegs();
        rig.Fill(rig.Buy(50, null, Side.Sell), 50);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 10 140, TakeProfit 10 160, StopLoss 40 140, TakeProfit 40 160", rig.Protection());
    }

    [Fact]
    public void A_position_closed_by_hand_leaves_nothing_to_protect_in_a_later_one()
    {
        AdvisoryRig rig = ClosedByHand(out _);
        rig.Fill(rig.Buy(60, null), 60);
        rig.AcceptLegs();
        Assert.Equal("", rig.Protection());
        Assert.False(rig.Table.IsAnyOpen);
        Assert.Equal(2, rig.Legs().Count());
        Assert.Equal(rig.State(), rig.Reload());
    }

    [Fact]
    public void What_was_closed_by_hand_in_part_stays_closed_when_more_is_bought()
    {
        AdvisoryRig rig = Open(out _);
        rig.Fill(rig.Buy(50, null, Side.Sell), 50);
        rig.Fill(rig.Buy(50, null), 50);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 10 140, TakeProfit 10 160", rig.Protection());
    }

    [Fact]
    public void What_was_bought_without_a_bracket_counts_as_closed_first()
    {
        AdvisoryRig rig = Open(out _);
        rig.Fill(rig.Buy(50, null), 50);
        rig.Fill(rig.Buy(50, null, Side.Sell), 50);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 60 140, TakeProfit 60 160", rig.Protection());
        rig.Fill(rig.Leg(LegKind.StopLoss), 20, 140);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 40 140, TakeProfit 40 160", rig.Protection());
    }

    [Fact]
    public void A_leg_closes_its_own_order_and_not_what_was_bought_beside_it()
    {
        AdvisoryRig rig = Open(out _);
        rig.Fill(rig.Buy(50, null), 50);
        rig.Fill(rig.Leg(LegKind.TakeProfit), 20, 160);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 40 140, TakeProfit 40 160", rig.Protection());
    }

    [Fact]
    public void A_bust_of_what_closed_it_by_hand_brings_protection_back()
    {
        AdvisoryRig rig = ClosedByHand(out Order closing);
        Assert.False(rig.Table.IsAnyOpen);
        rig.Crash();
        rig.Wait(5).Report(rig.Books.Orders[closing.Handle], ExecType.TradeCancel, exec: "S1");
        rig.AcceptLegs();
        Assert.Equal("StopLoss 60 140, TakeProfit 60 160", rig.Protection());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_open_is_the_same_followed_fill_by_fill_as_found_from_the_history(int seed)
    {
        System.Random random = new(seed);
        AdvisoryRig rig = new();
        List<(Order Order, string Exec)> live = [];
        for (int step = 0; step < 150; step++)
        {
            int what = random.Next(10);
            rig.Wait(1);
            if (what < 2 && live.Count > 0)
            {
                (Order Order, string Exec) busted = live[random.Next(live.Count)];
                live.Remove(busted);
                rig.Report(busted.Order, ExecType.TradeCancel, exec: busted.Exec);
            }
            else
            {
                Order? leg = what == 2 ? rig.Legs().LastOrDefault(l => l is { IsOpen: true, IsAccepted: true }) : null;
                Side side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
                Bracket both = side.IsSell() ? new(AdvisoryRig.P(140), AdvisoryRig.P(160)) : Both;
                Order order = leg ?? rig.Buy(20, what < 7 ? both : null, side);
                rig.Fill(order, 1 + random.Next((int)order.LeavesQty.Value), exec: "R" + step);
                live.Add((order, "R" + step));
            }

            if (random.Next(2) == 0) rig.AcceptLegs();
            ProtectionTable found = rig.Loaded().Protections;
            decimal held = System.Math.Abs(rig.Books.Positions.All.Single().Qty.Value);
            Assert.True(rig.Table.SpokenFor(rig.Books.Positions.All.Single().Key) <= held);
            foreach (ProtectedOrder entry in rig.Table.All)
                Assert.Equal(rig.Table.OpenQty(entry), found.OpenQty(found.TryGet(entry.Order)!));
            Assert.Equal(rig.State(), rig.Reload());
        }
    }

    [Fact]
    public void A_fill_that_turns_a_position_is_protected_as_far_as_it_opened_it()
    {
        AdvisoryRig rig = new();
        rig.Fill(rig.Buy(50, null, Side.Sell), 50);
        rig.Fill(rig.Buy(100, Both), 100);
        rig.Fill(rig.Buy(50, null), 50);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 50 140, TakeProfit 50 160", rig.Protection());
    }

    [Fact]
    public void A_leg_stays_where_the_venue_has_put_it_by_itself_and_only_shrinks()
    {
        AdvisoryRig rig = Open(out Order order);
        Order stop = rig.Leg(LegKind.StopLoss);
        rig.Restate(stop, 600, 14);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 60 14, TakeProfit 60 160", rig.Protection());
        rig.Fill(order, 40);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 60 14, TakeProfit 100 160", rig.Protection());
        Assert.False(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
        Assert.Equal(rig.State(), rig.Reload());
        rig.Wait(5).Report(stop, ExecType.Canceled);
        rig.AcceptLegs();
        Assert.Equal("TakeProfit 100 160, StopLoss 100 14", rig.Protection());
    }

    [Fact]
    public void A_leg_of_which_the_venue_restates_the_quantity_alone_gets_it_back()
    {
        AdvisoryRig rig = Open(out _);
        rig.Restate(rig.Leg(LegKind.StopLoss), 30, 140);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 60 140, TakeProfit 60 160", rig.Protection());
    }

    [Fact]
    public void What_is_protected_is_not_transferred_away_from_its_protection()
    {
        AdvisoryRig rig = Open(out _);
        rig.Fill(rig.Buy(50, null), 50);
        Assert.Equal(DenyReason.InsufficientPosition, rig.Transfer(51));
        Assert.Equal(DenyReason.None, rig.Transfer(50));
        Assert.Equal(DenyReason.InsufficientPosition, rig.Transfer(1));
        Assert.Equal("StopLoss 60 140, TakeProfit 60 160", rig.Protection());
    }

    [Fact]
    public void A_leg_that_the_venue_canceled_by_itself_is_sent_again()
    {
        AdvisoryRig rig = Open(out _);
        rig.Wait(3).Report(rig.Leg(LegKind.StopLoss), ExecType.Canceled);
        rig.AcceptLegs();
        Assert.Equal(3, rig.Legs().Count());
        Assert.Equal("TakeProfit 60 160, StopLoss 60 140", rig.Protection());
    }

    [Fact]
    public void A_leg_that_the_venue_ends_each_time_is_tried_less_often_and_held_by_the_engine_meanwhile()
    {
        AdvisoryRig rig = Open(out Order order);
        ProtectedOrder entry = rig.Table.TryGet(order.Handle)!;
        EndStopsFor(rig, seconds: 3600);
        Assert.InRange(rig.Legs().Count(), 20, 80);
        Assert.True(rig.Table.IsHeldHere(entry, LegKind.StopLoss));
        Assert.False(rig.Table.IsHeldHere(entry, LegKind.TakeProfit));
        rig.Mark(150);
        Assert.True(rig.Table.IsCovered(entry));
        rig.Wait(3).Mark(139);
        Assert.Equal(OrdType.Market, rig.Leg(LegKind.StopLoss).OrdType);
        Assert.Equal(rig.State(), rig.Reload());
    }

    [Fact]
    public void Once_the_venue_keeps_a_leg_that_it_has_ended_each_time_it_rests_there_again()
    {
        AdvisoryRig rig = Open(out Order order);
        ProtectedOrder entry = rig.Table.TryGet(order.Handle)!;
        EndStopsFor(rig, seconds: 600);
        rig.Wait(60).Tick();
        rig.AcceptLegs();
        Assert.Equal("TakeProfit 60 160, StopLoss 60 140", rig.Protection());
        Assert.False(rig.Table.IsHeldHere(entry, LegKind.StopLoss));
    }

    [Fact]
    public void A_new_session_takes_up_legs_at_once_that_the_venue_has_ended_each_time()
    {
        AdvisoryRig rig = Open(out _);
        EndStopsFor(rig, seconds: 600);
        rig.Close();
        rig.Open();
        rig.Wait(2).Tick();
        rig.AcceptLegs();
        Assert.Equal("TakeProfit 60 160, StopLoss 60 140", rig.Protection());
    }

    [Fact]
    public void A_leg_that_ends_with_each_day_is_sent_again_for_the_next_and_never_held()
    {
        AdvisoryRig rig = Open(out Order order);
        for (int day = 0; day < 10; day++)
        {
            rig.Wait(86_400).Report(rig.Leg(LegKind.StopLoss), ExecType.Expired);
            rig.AcceptLegs();
            Assert.True(rig.Leg(LegKind.StopLoss).IsOpen);
            Assert.False(rig.Table.IsHeldHere(rig.Table.TryGet(order.Handle)!, LegKind.StopLoss));
        }
    }

    [Fact]
    public void A_leg_that_the_venue_refuses_is_held_by_the_engine()
    {
        AdvisoryRig rig = new();
        Order order = rig.Buy(60, Both);
        rig.Fill(order, 60);
        rig.Report(rig.Leg(LegKind.StopLoss), ExecType.Rejected, text: "stops are closed");
        rig.AcceptLegs();
        Assert.False(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
        rig.Mark(150);
        Assert.True(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
        rig.Wait(3).Mark(140);
        Assert.Equal(OrdType.Market, rig.Leg(LegKind.StopLoss).OrdType);
        Assert.Equal(60m, rig.Leg(LegKind.StopLoss).OrderQty.Value);
    }

    [Fact]
    public void A_refused_change_is_asked_again_after_a_pause()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Fill(order, 40);
        Order stop = rig.Leg(LegKind.StopLoss);
        rig.Refuse(stop);
        rig.Report(rig.Leg(LegKind.TakeProfit), ExecType.Replaced);
        Assert.False(stop.HasRequestInFlight);
        Assert.False(rig.Wait(1.9m).IsDue);
        Assert.True(rig.Wait(0.1m).IsDue);
        rig.Tick();
        rig.AcceptLegs();
        Assert.Equal("StopLoss 100 140, TakeProfit 100 160", rig.Protection());
    }

    [Fact]
    public void Legs_pass_under_an_active_kill_switch_and_rest_through_it()
    {
        AdvisoryRig rig = new();
        Order order = rig.Buy(60, Both);
        rig.Kill(scope: KillScope.Global, target: "");
        rig.Fill(order, 60);
        Assert.Equal("StopLoss 60 140, TakeProfit 60 160", rig.Protection());
        rig.Tick();
        Assert.All(rig.Legs(), l => Assert.Empty(l.Chain));
    }

    [Fact]
    public void Without_the_line_legs_wait_and_go_out_when_it_is_back()
    {
        AdvisoryRig rig = Open(out Order order);
        rig.Close();
        rig.Fill(order, 40);
        Assert.Equal("StopLoss 60 140, TakeProfit 60 160", rig.Protection());
        rig.Open();
        rig.AcceptLegs();
        Assert.Equal("StopLoss 100 140, TakeProfit 100 160", rig.Protection());
    }

    [Fact]
    public void A_sell_order_is_protected_the_other_way_round()
    {
        AdvisoryRig rig = new();
        Order order = rig.Buy(60, new Bracket(AdvisoryRig.P(140), AdvisoryRig.P(160)), Side.Sell);
        rig.Fill(order, 60);
        Assert.All(rig.Legs(), l => Assert.Equal(Side.Buy, l.Side));
        Assert.Equal("StopLoss 60 160, TakeProfit 60 140", rig.Protection());
    }

    [Fact]
    public void One_side_alone_can_be_protected()
    {
        AdvisoryRig rig = new();
        rig.Fill(rig.Buy(60, new Bracket(null, AdvisoryRig.P(140))), 60);
        Assert.Equal("StopLoss 60 140", rig.Protection());
    }

    [Theory]
    [InlineData(140, 160, Side.Buy)]
    [InlineData(160, 140, Side.Sell)]
    [InlineData(150, 150, Side.Buy)]
    [InlineData(-1, null, Side.Buy)]
    [InlineData(null, 0, Side.Buy)]
    public void Levels_on_the_wrong_sides_are_malformed(int? profit, int? loss, Side side)
    {
        AdvisoryRig rig = new();
        NewOrderSingle request = rig.Request(1, new Bracket(Price(profit), Price(loss)), side);
        Assert.Equal(DenyReason.MalformedRequest, rig.Deny(request));
    }

    [Fact]
    public void Levels_off_the_tick_are_refused()
    {
        AdvisoryRig rig = new();
        rig.Instrument(tick: 0.05m);
        Assert.Equal(DenyReason.OffTick, rig.Deny(rig.Request(1, new Bracket(null, AdvisoryRig.P(140.01m)))));
    }

    [Fact]
    public void The_gap_is_the_time_between_a_fill_and_the_confirmation_of_its_legs()
    {
        AdvisoryRig rig = new();
        Order order = rig.Buy(60, Both);
        rig.Wait(1).Fill(order, 60);
        ProtectedOrder entry = rig.Table.TryGet(order.Handle)!;
        Assert.False(rig.Table.IsCovered(entry));
        rig.Wait(0.25m);
        Assert.Equal(0.25m, rig.Table.GapSecondsAt(rig.Now));
        rig.AcceptLegs();
        Assert.True(rig.Table.IsCovered(entry));
        rig.Wait(10);
        Assert.Equal(0.25m, rig.Table.GapSecondsAt(rig.Now));
    }

    [Fact]
    public void A_leg_whose_outcome_is_unknown_protects_nothing_and_is_not_sent_twice()
    {
        AdvisoryRig rig = new();
        Order order = rig.Buy(60, Both);
        rig.Fill(order, 60);
        rig.Close();
        rig.Open();
        rig.Wait(5).Tick();
        Assert.Equal(2, rig.Legs().Count());
        Assert.False(rig.Table.IsCovered(rig.Table.TryGet(order.Handle)!));
    }

    private static Px? Price(int? price) => price is { } p ? AdvisoryRig.P(p) : null;

    // Bought 60 of 100 with both legs, sold 60 without regard to them.
    private static AdvisoryRig ClosedByHand(out Order closing)
    {
        AdvisoryRig rig = Open(out _);
        closing = rig.Buy(60, null, Side.Sell);
        rig.Fill(closing, 60, exec: "S1");
        rig.AcceptLegs();
        Assert.Equal("", rig.Protection());
        return rig;
    }

    // Both legs of 40 rest when the trade of an earlier take-profit of 60 is busted.
    private static AdvisoryRig Reopened(out Order filled)
    {
        AdvisoryRig rig = new();
        Order order = rig.Buy(100, Both);
        rig.Fill(order, 60);
        rig.AcceptLegs();
        filled = rig.Leg(LegKind.TakeProfit);
        rig.Fill(filled, 60, 160, exec: "L1");
        rig.AcceptLegs();
        rig.Wait(5);
        rig.Fill(order, 40);
        rig.AcceptLegs();
        Assert.Equal("StopLoss 40 140, TakeProfit 40 160", rig.Protection());
        rig.Report(filled, ExecType.TradeCancel, exec: "L1");
        return rig;
    }

    // Each second the venue ends the stop that rests.
    private static void EndStopsFor(AdvisoryRig rig, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            if (rig.Leg(LegKind.StopLoss).IsOpen) rig.Report(rig.Leg(LegKind.StopLoss), ExecType.Canceled);
            rig.Wait(1);
            if (rig.IsDue) rig.Tick();
        }

        if (rig.Leg(LegKind.StopLoss).IsOpen) rig.Report(rig.Leg(LegKind.StopLoss), ExecType.Canceled);
    }

    // Bought 60 of 100 with both legs confirmed.
    private static AdvisoryRig Open(out Order order)
    {
        AdvisoryRig rig = new();
        order = rig.Buy(100, Both);
        rig.Fill(order, 60, exec: "X1");
        rig.AcceptLegs();
        return rig;
    }
}
