using System.Linq;

namespace Truefill.Architecture.Tests.Indexes;

/// <summary>
/// What the execution of an advisory has to do, line by line: rules, examples, decisions, scenarios, words, checklists
/// and troubles, and the tests that show it.
/// </summary>
public sealed class AdvisoryIndexTests
{
    private static readonly Shown[] Rules =
    [
        new("The approved snapshot cannot be changed",
            "SnapshotTests.A_snapshot_cannot_be_changed", "ApprovalTests.Who_states_a_hash_approves_only_that_snapshot"),
        new("Stop-loss and take-profit are the fill price times one plus the offset",
            "ScenarioTests.Rule_2_levels_come_from_the_fill_and_never_from_the_reference_price"),
        new("The kill switch is looked at before the submission",
            "ScenarioTests.Scenario_2_kill_switch_before_the_submission"),
        new("The kill switch never closes a filled position",
            "ScenarioTests.Rule_3_a_kill_switch_never_closes_a_filled_position_and_leaves_its_legs"),
        new("The timeout is 30 seconds and never extended",
            "TimeoutTests.The_timeout_is_a_constant_of_30_seconds", "TimeoutTests.At_30_seconds_the_cancel_goes_out_once"),
        new("The broker is asked once, and any mismatch is left to a person",
            "ReconciliationTests.The_order_is_asked_about_once_and_then_the_positions_once",
            "ReconciliationTests.A_mismatch_corrects_nothing"),
    ];

    private static readonly Shown[] Examples =
    [
        new("A snapshot is created and hashed", "SnapshotTests.The_hash_is_the_sha256_of_the_canonical_form"),
        new("An execution ends filled, with its price and both levels", "ScenarioTests.Scenario_1_successful_execution"),
        new("A switch for one symbol is engaged with a reason and is active",
            "PreFlightTests.An_active_kill_switch_of_any_scope_rejects"),
        new("The timeout starts at the submission, expires, and tells the seconds",
            "TimeoutTests.Nothing_is_due_before_the_deadlines_and_each_is_due_at_its_instant",
            "AdvisoryLogTests.A_timeout_is_logged_with_the_seconds_elapsed"),
        new("A comparison expects size, 147.98 and 155.53, and says whether a person is needed",
            "ReconciliationTests.Broker_state_that_agrees_is_matched",
            "ReconciliationTests.A_leg_at_another_price_is_a_mismatch"),
        new("Start, submission, fill, timeout and result are logged and can be exported",
            "AdvisoryLogTests.A_successful_execution_logs_its_start_submission_fill_and_result",
            "AdvisoryTests.An_advisory_goes_from_proposal_to_execution_and_is_read_without_the_service"),
        new("An approved advisory hands over its snapshot", "ApprovalTests.Proposed_approved_and_executed_it_becomes_an_order"),
        new("A broker that is polled is an adapter of three calls", "ConformanceTests.A_polled_broker_conforms"),
    ];

    private static readonly Shown[] Decisions =
    [
        new("Expired: reject", "PreFlightTests.An_expired_advisory_is_rejected"),
        new("Without an id: reject", "ApprovalTests.An_id_that_cannot_be_named_is_malformed"),
        new("Size not above zero: reject", "PreFlightTests.A_position_size_that_is_not_above_zero_is_rejected"),
        new("Stop-loss offset not below zero: reject", "PreFlightTests.A_stop_loss_offset_that_is_not_below_zero_is_rejected"),
        new("Take-profit offset not above zero: reject", "PreFlightTests.A_take_profit_offset_that_is_not_above_zero_is_rejected"),
        new("Kill switch active: reject", "PreFlightTests.An_active_kill_switch_of_any_scope_rejects"),
        new("Each of them by HTTP and by the command line",
            "AdvisoryRouteTests.Each_check_before_the_submission_rejects_over_http_and_sends_nothing",
            "AdvisoryRouteTests.A_kill_switch_rejects_the_execution_and_the_log_says_so",
            "AdvisoryTests.Each_check_before_the_submission_rejects_at_the_command_line"),
        new("In this order", "PreFlightTests.The_first_check_that_fails_is_the_error"),
        new("Else: submit", "PreFlightTests.A_nanosecond_before_its_expiry_it_is_executed"),
        new("A fill at 15 s or at 30 s: filled; at 31 s: late and valid", "ScenarioTests.A_delayed_fill_is_judged_by_its_second"),
        new("No fill at 32 s: failed by timeout, and compared", "ScenarioTests.Scenario_3_timeout_without_a_fill"),
        new("Levels from the fill, then one comparison, then the result",
            "ReconciliationTests.Nothing_is_asked_before_the_venue_has_confirmed_the_legs_or_two_seconds_have_passed"),
        new("Order once, positions once", "ReconciliationTests.The_order_is_asked_about_once_and_then_the_positions_once"),
        new("Another size: mismatch", "ReconciliationTests.A_filled_size_that_differs_is_a_mismatch"),
        new("Stop-loss or take-profit missing", "ReconciliationTests.A_missing_leg_is_missing_sl_tp"),
        new("Phantom position", "ReconciliationTests.A_position_that_only_the_broker_has_is_a_phantom"),
        new("Missing position", "ReconciliationTests.A_position_that_the_broker_does_not_have_is_missing"),
        new("All agree: matched", "ReconciliationTests.Broker_state_that_agrees_is_matched"),
        new("Any mismatch needs a person, and nothing is corrected", "ReconciliationTests.A_mismatch_corrects_nothing"),
    ];

    private static readonly Shown[] Scenarios =
    [
        new("1, with 147.98", "ScenarioTests.Scenario_1_successful_execution"),
        new("2", "ScenarioTests.Scenario_2_kill_switch_before_the_submission"),
        new("3", "ScenarioTests.Scenario_3_timeout_without_a_fill"),
        new("4, with 147.98", "ScenarioTests.Scenario_4_late_fill_after_the_timeout"),
        new("5", "ScenarioTests.Scenario_5_reconciliation_mismatch"),
        new("By HTTP", "AdvisoryRouteTests.From_proposal_to_result_over_http"),
        new("By the command line", "AdvisoryTests.An_advisory_goes_from_proposal_to_execution_and_is_read_without_the_service"),
    ];

    private static readonly Shown[] Words =
    [
        new("Submitted", "AdvisoryLogTests.What_never_left_was_not_submitted"),
        new("Pending, filled", "ScenarioTests.Scenario_1_successful_execution"),
        new("Filled late", "ScenarioTests.Scenario_4_late_fill_after_the_timeout"),
        new("Cancelled", "ScenarioTests.Canceled_by_a_person_before_any_fill_is_cancelled"),
        new("Failed", "ScenarioTests.Rejected_by_the_venue_is_failed_with_its_words"),
        new("Failed by timeout", "ScenarioTests.Scenario_3_timeout_without_a_fill"),
        new("Rejected", "PreFlightTests.What_the_gate_refuses_is_rejected_with_its_reason"),
        new("Partly filled", "TimeoutTests.A_partial_fill_at_the_timeout_is_kept_and_protected"),
        new("Switches: global, of a symbol, by hand", "PreFlightTests.An_active_kill_switch_of_any_scope_rejects",
            "KillSwitchTests.Type_has_to_fit_the_scope_and_a_switch_stops_what_it_covers_while_it_is_active_and_nothing_else"),
        new("Switch by a limit", "TripTests.A_loss_that_a_mark_makes_stops_the_account_by_a_risk_limit_switch"),
        new("Off, warning, active", "PreFlightTests.A_kill_switch_in_warning_or_over_something_else_lets_it_proceed",
            "KillRouteTests.A_warning_lets_orders_proceed"),
        new("A question that fails is none of the five results",
            "ReconciliationTests.A_failed_question_is_indeterminate_and_never_flat"),
    ];

    private static readonly Shown[] Checks =
    [
        new("Before: approved", "ApprovalTests.What_is_not_approved_is_not_executed"),
        new("Before: not expired", "PreFlightTests.A_nanosecond_before_its_expiry_it_is_executed"),
        new("Before: size and offsets", "PreFlightTests.The_first_check_that_fails_is_the_error"),
        new("Before: kill switch off", "ScenarioTests.Scenario_2_kill_switch_before_the_submission"),
        new("Before: the adapter is there", "ApprovalTests.A_venue_that_is_not_there_is_refused_at_the_proposal"),
        new("Before: enough margin", "PreFlightTests.Buying_power_that_does_not_cover_the_reference_price_rejects"),
        new("After: the result is read", "AdvisoryRouteTests.From_proposal_to_result_over_http"),
        new("After: a mismatch is reviewed", "ScenarioTests.Scenario_5_reconciliation_mismatch"),
        new("After: the levels of a late fill", "ScenarioTests.Scenario_4_late_fill_after_the_timeout"),
        new("After: what was found at a timeout", "ScenarioTests.Scenario_3_timeout_without_a_fill"),
        new("After: the log", "AdvisoryLogTests.A_fill_after_the_failure_adds_rows_and_changes_none"),
        new("By result: rejected with its error", "AdvisoryTests.A_rejected_execution_exits_6_and_a_declined_one_is_not_executed"),
        new("By mismatch: both sides are shown", "ReconciliationTests.The_expected_position_is_that_of_before_and_the_fill"),
        new("By log row: kill", "AdvisoryLogTests.A_kill_switch_abort_is_logged_and_no_submission"),
        new("Trouble: pending orders after a timeout",
            "TimeoutTests.An_order_that_outlived_the_timeout_on_a_dead_line_is_canceled_when_the_line_is_back"),
        new("Trouble: a switch has a state and not only a type",
            "PreFlightTests.A_kill_switch_in_warning_or_over_something_else_lets_it_proceed"),
        new("Trouble: levels by the wrong formula", "ScenarioTests.Levels_follow_the_average_of_several_fills"),
        new("Polled where the broker does not push", "PollingVenueTests.Fills_are_told_from_the_change_of_the_filled_quantity"),
    ];

    [Fact]
    public void Each_line_has_its_tests() => Rule.Holds(TestIndex.Gaps(
        [.. Rules, .. Examples, .. Decisions, .. Scenarios, .. Words, .. Checks], TestIndex.All));

    [Fact]
    public void The_six_rules_and_the_five_scenarios_are_all_there()
    {
        Assert.Equal(6, Rules.Length);
        Assert.Equal(["1", "2", "3", "4", "5"], Scenarios.Take(5).Select(scenario => scenario.What[..1]));
    }
}
