using System.Collections.Generic;
using System.Linq;

namespace Truefill.Architecture.Tests.Indexes;

/// <summary>
/// What users of such systems complain of most, by number, and the tests in which the venue does it to us and the books
/// stay right. 17, amounts too small to sell, is a matter of the strategy.
/// </summary>
public sealed class PainsIndexTests
{
    private static readonly SortedDictionary<int, Shown> Pains = new()
    {
        [1] = new("No answer in time was taken for a refusal, and the order had been accepted",
            "UnknownOutcomeTests.No_order_lives_twice_and_no_execution_is_missed_whatever_way_the_line_comes_back",
            "UnknownOutcomeTests.Request_without_an_answer_in_time_is_unknown",
            "UnknownOutcomeTests.An_engine_that_takes_a_lookup_that_failed_for_not_found_is_caught"),
        [2] = new("Orders given up as lost were forgotten, and filled later",
            "UnknownOutcomeTests.Restart_makes_everything_on_its_way_unknown",
            "IncidentTests.A_fill_of_a_lost_order_is_booked_outside_and_raised",
            "IncidentTests.What_was_booked_before_a_restart_is_still_booked_after_it"),
        [3] = new("Fills during an outage were never asked for",
            "UnknownOutcomeTests.An_engine_that_never_hears_of_a_trade_is_caught",
            "WholeSimulationTests.After_all_faults_have_stopped_orders_and_positions_are_the_venues",
            "WarmStartTests.An_engine_that_does_not_hear_what_was_filled_meanwhile_is_caught",
            "FixVenueTests.A_line_that_is_cut_loses_and_doubles_nothing"),
        [4] = new("The line was up and said nothing, or lost one message",
            "SilenceTests.Silence_has_open_orders_and_positions_asked_for_once",
            "SilenceTests.The_answer_to_silence_ends_what_was_missed",
            "FaultTests.Dropped_reports_never_come_and_what_they_reported_is_so",
            "MarketProperties.Whatever_faults_hide_the_executions_that_are_asked_for_afterwards_are_the_books"),
        [5] = new("A fill of an order not known, or not known yet, was dropped",
            "IncidentTests.A_fill_that_names_nothing_is_set_aside",
            "ExecutionDeskTests.A_trade_that_waited_in_suspense_moves_to_its_order_when_that_is_known",
            "NaiveModelPositionTests.A_trade_that_fits_no_order_is_in_suspense",
            "ProvisionalTests.Execution_in_suspense_is_assigned_by_a_person_and_the_account_keeps_its_total"),
        [6] = new("A fill counted twice: over two channels, by a replay, after a restart",
            "NaiveModelPositionTests.The_same_execution_on_two_channels_counts_once",
            "FixVenueTests.A_drop_copy_brings_the_same_executions_and_each_counts_once",
            "KillTests.Killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_counts_twice",
            "FaultTests.Duplicated_reports_come_again_with_the_same_execution_id"),
        [7] = new("A restart came up with other positions or orders than the venue's",
            "WarmStartTests.In_all_128_combinations_the_books_end_as_the_venues_and_only_what_was_held_is_sent",
            "FixVenueKillTests.Killed_at_any_moment_of_a_session_the_venue_and_we_end_with_the_same_books",
            "UnknownOutcomeTests.Cold_start_drops_what_was_held_and_keeps_what_is_with_the_venue"),
        [8] = new("More was filled than ordered, in truth or by a replace counted wrong",
            "LifeTests.An_overfill_is_booked_and_the_excess_is_its_own_number",
            "LifeTests.A_chain_of_a_hundred_replaces_keeps_every_id",
            "RequestTests.The_quantity_of_a_replace_is_the_whole_with_what_is_executed",
            "OrderRegressionTests.A_replaced_that_arrives_after_the_fills_it_limits_does_not_hide_their_overfill"),
        [9] = new("A fill after the cancel, out of order, or before the acknowledgement",
            "LifeTests.A_late_fill_of_everything_fills_a_canceled_order",
            "IncidentTests.A_fill_before_the_acknowledgement_counts_and_says_that_the_venue_has_the_order",
            "SimulationTests.Each_fault_alone_leaves_engine_and_model_agreed",
            "NaiveModelPositionTests.Trades_play_in_the_venues_time_not_in_the_order_they_came"),
        [10] = new("Orders hung in pending for ever",
            "UnknownTests.A_person_ends_it",
            "UnknownOutcomeTests.Unknown_order_is_asked_about_when_the_session_opens_and_then_ever_more_slowly",
            "UnknownOutcomeTests.Unknown_cancel_of_an_order_that_stands_did_not_arrive_where_the_venue_vouches_for_it",
            "IncidentTests.A_cancel_is_in_flight_until_the_venue_reports_the_order_canceled"),
        [11] = new("Comparing with the venue made the books wrong",
            "ProvisionalTests.Execution_that_comes_after_its_correction_replaces_it_at_no_gain_or_loss",
            "ProvisionalTests.Execution_that_comes_in_parts_around_its_correction_counts_once",
            "ReconciliationRoundTests.An_engine_that_books_a_late_execution_under_a_new_id_is_caught"),
        [12] = new("A query that failed, or an empty list, was read as no position",
            "ReconcilerTests.Empty_list_that_is_not_complete_is_indeterminate_and_never_flat",
            "ReconciliationRoundTests.An_engine_that_takes_a_list_cut_short_for_the_whole_is_caught",
            "FaultTests.A_lying_snapshot_fails_is_cut_is_old_or_lacks_something"),
        [13] = new("Positions of several strategies, or trades by hand, were mixed up",
            "PositionTests.Sub_ledgers_add_up_to_what_the_account_traded",
            "TradingOpensTests.Order_in_the_venues_list_that_nobody_here_entered_is_adopted",
            "WarmStartTests.An_engine_that_is_told_of_no_orphans_is_caught"),
        [14] = new("The kill switch did not stop, did not hold, or kept from getting out",
            "KillInterleavingTests.Nothing_leaks_in_100_000_random_interleavings",
            "KillSwitchTests.A_signal_engages_the_global_switch_and_a_restart_comes_up_with_it",
            "KillSwitchTests.Reducing_quantity_by_replace_passes_and_raising_it_does_not",
            "BracketTests.Legs_pass_under_an_active_kill_switch_and_rest_through_it"),
        [15] = new("The loss limit forgot the day's loss at a restart",
            "RiskReplayTests.A_restart_comes_up_tripped",
            "TripTests.Books_that_were_saved_and_loaded_refuse_what_the_live_ones_refuse",
            "TripTests.After_a_reset_the_days_loss_refuses_still_but_trips_no_more"),
        [16] = new("Protective orders were missing, there twice, or left behind",
            "BracketTests.Each_partial_fill_enlarges_the_legs",
            "BracketTests.A_position_closed_otherwise_takes_the_legs_back",
            "BracketTests.A_leg_whose_outcome_is_unknown_protects_nothing_and_is_not_sent_twice",
            "HeldLegTests.The_held_legs_survive_a_crash"),
        [18] = new("Our own questions and retries got us banned",
            "FaultTests.A_ban_refuses_everything_for_its_time",
            "UnknownOutcomeTests.Question_without_an_answer_is_given_up_and_asked_again",
            "PollingVenueTests.A_broker_that_does_not_answer_is_tried_again_ever_more_slowly_and_that_is_told",
            "BudgetStormTests.In_an_hour_of_storm_no_window_holds_more_than_the_budget_and_a_kill_ends_in_its_bound"),
    };

    [Fact]
    public void Each_complaint_has_its_tests() => Rule.Holds(TestIndex.Gaps(Pains.Values, TestIndex.All));

    [Fact]
    public void None_is_left_out() => Assert.Equal([.. Enumerable.Range(1, 16), 18], Pains.Keys);

    [Fact]
    public void What_is_shown_by_nothing_or_by_a_test_that_is_gone_is_found()
    {
        HashSet<string> tests = TestIndex.Of(
            [new SourceFile("tests/A/BTests.cs", "    [Fact]\n    public void It_is_so()\n    {\n    }\n")]);
        Assert.Equal(["BTests.It_is_so"], tests);
        Rule.Finds(2, TestIndex.Gaps([new("a"), new("b", "BTests.It_is_so", "BTests.It_was_so")], tests));
    }
}
