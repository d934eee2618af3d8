using System.Collections.Generic;
using System.Linq;

namespace Truefill.Architecture.Tests.Indexes;

/// <summary>
/// What the execution of an advisory has to do, line by line: rules, examples, decisions, scenarios, words, checklists
/// and troubles, and the tests that show it.
/// </summary>
public sealed class AdvisoryIndexTests
{
    // Each goes through the engine's inputs, HTTP and the command line.
    private const string InTime =
        "AdvisoryTimelineTests.A_fill_within_the_timeout_is_filled_with_levels_from_the_fill_and_matches";
    private const string NoFill = "AdvisoryTimelineTests.Without_a_fill_it_is_canceled_compared_and_failed_by_timeout";
    private const string InTheGrace = "AdvisoryTimelineTests.A_fill_in_the_grace_after_the_timeout_is_late_and_valid";
    private const string AfterTheFailure =
        "AdvisoryTimelineTests.A_fill_after_the_failure_is_booked_protected_and_left_to_a_person";
    private const string PartlyFilled = "AdvisoryTimelineTests.A_partial_fill_at_the_timeout_is_kept_and_protected";
    private const string TwoFills = "AdvisoryTimelineTests.Levels_follow_the_average_of_several_fills";
    private const string DeadLine =
        "AdvisoryTimelineTests.An_order_that_outlived_the_timeout_on_a_dead_line_is_unknown_and_canceled_when_the_line_is_back";
    private const string ByHash =
        "AdvisoryCheckTests.What_is_approved_is_the_snapshot_with_that_hash_and_it_does_not_change";
    private const string Killed = "AdvisoryCheckTests.An_active_kill_switch_rejects_and_the_log_says_so";
    private const string Warned =
        "AdvisoryCheckTests.A_kill_switch_in_warning_lets_it_proceed_and_so_does_one_that_is_off_again";
    private const string EachCheck = "AdvisoryCheckTests.Each_check_rejects_and_nothing_is_sent";
    private const string NoId = "AdvisoryCheckTests.Without_an_id_nothing_is_proposed";
    private const string Approved = "AdvisoryCheckTests.Only_what_a_person_approved_is_executed_and_only_once";
    private const string FirstCheck = "AdvisoryCheckTests.The_first_check_that_fails_is_the_error";
    private const string NoVenue = "AdvisoryCheckTests.A_venue_that_is_not_there_is_refused_at_the_proposal";
    private const string Differing = "AdvisoryComparisonTests.Whatever_differs_needs_a_person_and_nothing_is_corrected";
    private const string RejectedThere = "AdvisoryEndTests.Rejected_by_the_venue_is_failed_with_its_words";
    private const string CanceledByAPerson = "AdvisoryEndTests.Canceled_by_a_person_before_any_fill_is_cancelled";
    private const string KilledAfterTheFill =
        "AdvisoryEndTests.A_kill_switch_after_the_fill_leaves_the_position_and_its_legs";
    private const string KilledAfterTheSubmission =
        "AdvisoryEndTests.A_kill_switch_after_the_submission_cancels_what_is_not_filled";

    private const int WhyLeast = 20;

    private static readonly IReadOnlySet<string> ThroughEveryDoor = TestIndex.With("ThreeDoors");

    private static readonly Shown[] Rules =
    [
        new Shown("The approved snapshot cannot be changed",
            "SnapshotTests.A_snapshot_cannot_be_changed", "ApprovalTests.Who_states_a_hash_approves_only_that_snapshot")
            .Through(ByHash),
        new Shown("Stop-loss and take-profit are the fill price times one plus the offset",
            "ScenarioTests.Rule_2_levels_come_from_the_fill_and_never_from_the_reference_price")
            .Through(InTime),
        new Shown("The kill switch is looked at before the submission",
            "ScenarioTests.Scenario_2_kill_switch_before_the_submission")
            .Through(Killed),
        new Shown("The kill switch never closes a filled position",
            "ScenarioTests.Rule_3_a_kill_switch_never_closes_a_filled_position_and_leaves_its_legs")
            .Through(KilledAfterTheFill),
        new Shown("The timeout is 30 seconds and never extended",
            "TimeoutTests.The_timeout_is_a_constant_of_30_seconds", "TimeoutTests.At_30_seconds_the_cancel_goes_out_once")
            .Through(NoFill, InTheGrace),
        new Shown("The broker is asked once, and any mismatch is left to a person",
            "ReconciliationTests.The_order_is_asked_about_once_and_then_the_positions_once",
            "ReconciliationTests.A_mismatch_corrects_nothing")
            .Through(Differing),
    ];

    private static readonly Shown[] Examples =
    [
        new Shown("A snapshot is created and hashed", "SnapshotTests.The_hash_is_the_sha256_of_the_canonical_form")
            .Through(ByHash),
        new Shown("An execution ends filled, with its price and both levels", "ScenarioTests.Scenario_1_successful_execution")
            .Through(InTime),
        new Shown("A switch for one symbol is engaged with a reason and is active",
            "PreFlightTests.An_active_kill_switch_of_any_scope_rejects")
            .Through(Killed),
        new Shown("The timeout starts at the submission, expires, and tells the seconds",
            "TimeoutTests.Nothing_is_due_before_the_deadlines_and_each_is_due_at_its_instant",
            "AdvisoryLogTests.A_timeout_is_logged_with_the_seconds_elapsed")
            .Through(NoFill),
        new Shown("A comparison expects size, 147.98 and 155.53, and says whether a person is needed",
            "ReconciliationTests.Broker_state_that_agrees_is_matched",
            "ReconciliationTests.A_leg_at_another_price_is_a_mismatch")
            .Through(InTime, Differing),
        new Shown("Start, submission, fill, timeout and result are logged and can be exported",
            "AdvisoryLogTests.A_successful_execution_logs_its_start_submission_fill_and_result",
            "AdvisoryTests.An_advisory_goes_from_proposal_to_execution_and_is_read_without_the_service")
            .Through(InTime, NoFill),
        new Shown("An approved advisory hands over its snapshot", "ApprovalTests.Proposed_approved_and_executed_it_becomes_an_order")
            .Through(ByHash, Approved),
        new Shown("A broker that is polled is an adapter of three calls", "ConformanceTests.A_polled_broker_conforms")
            .Inside("an adapter is code of whoever embeds the engine, and no door leads to it"),
    ];

    private static readonly Shown[] Decisions =
    [
        new Shown("Expired: reject", "PreFlightTests.An_expired_advisory_is_rejected")
            .Through(EachCheck),
        new Shown("Without an id: reject", "ApprovalTests.An_id_that_cannot_be_named_is_malformed")
            .Through(NoId),
        new Shown("Size not above zero: reject", "PreFlightTests.A_position_size_that_is_not_above_zero_is_rejected")
            .Through(EachCheck),
        new Shown("Stop-loss offset not below zero: reject", "PreFlightTests.A_stop_loss_offset_that_is_not_below_zero_is_rejected")
            .Through(EachCheck),
        new Shown("Take-profit offset not above zero: reject", "PreFlightTests.A_take_profit_offset_that_is_not_above_zero_is_rejected")
            .Through(EachCheck),
        new Shown("Kill switch active: reject", "PreFlightTests.An_active_kill_switch_of_any_scope_rejects")
            .Through(Killed),
        new Shown("Each of them by HTTP and by the command line",
            "AdvisoryRouteTests.Each_check_before_the_submission_rejects_over_http_and_sends_nothing",
            "AdvisoryRouteTests.A_kill_switch_rejects_the_execution_and_the_log_says_so",
            "AdvisoryTests.Each_check_before_the_submission_rejects_at_the_command_line")
            .Through(EachCheck),
        new Shown("In this order", "PreFlightTests.The_first_check_that_fails_is_the_error")
            .Through(FirstCheck),
        new Shown("Else: submit", "PreFlightTests.A_nanosecond_before_its_expiry_it_is_executed")
            .Through(InTime),
        new Shown("A fill at 15 s or at 30 s: filled; at 31 s: late and valid", "ScenarioTests.A_delayed_fill_is_judged_by_its_second")
            .Through(InTime, InTheGrace),
        new Shown("No fill at 32 s: failed by timeout, and compared", "ScenarioTests.Scenario_3_timeout_without_a_fill")
            .Through(NoFill),
        new Shown("Levels from the fill, then one comparison, then the result",
            "ReconciliationTests.Nothing_is_asked_before_the_venue_has_confirmed_the_legs_or_two_seconds_have_passed")
            .Through(InTime),
        new Shown("Order once, positions once", "ReconciliationTests.The_order_is_asked_about_once_and_then_the_positions_once")
            .Inside("what the venue is asked is between engine and venue, and no door shows it"),
        new Shown("Another size: mismatch", "ReconciliationTests.A_filled_size_that_differs_is_a_mismatch")
            .Through(Differing),
        new Shown("Stop-loss or take-profit missing", "ReconciliationTests.A_missing_leg_is_missing_sl_tp")
            .Through(Differing),
        new Shown("Phantom position", "ReconciliationTests.A_position_that_only_the_broker_has_is_a_phantom")
            .Through(Differing),
        new Shown("Missing position", "ReconciliationTests.A_position_that_the_broker_does_not_have_is_missing")
            .Through(Differing),
        new Shown("All agree: matched", "ReconciliationTests.Broker_state_that_agrees_is_matched")
            .Through(InTime),
        new Shown("Any mismatch needs a person, and nothing is corrected", "ReconciliationTests.A_mismatch_corrects_nothing")
            .Through(Differing),
    ];

    private static readonly Shown[] Scenarios =
    [
        new Shown("1, with 147.98", "ScenarioTests.Scenario_1_successful_execution")
            .Through(InTime),
        new Shown("2", "ScenarioTests.Scenario_2_kill_switch_before_the_submission")
            .Through(Killed),
        new Shown("3", "ScenarioTests.Scenario_3_timeout_without_a_fill")
            .Through(NoFill),
        new Shown("4, with 147.98", "ScenarioTests.Scenario_4_late_fill_after_the_timeout")
            .Through(InTheGrace),
        new Shown("5", "ScenarioTests.Scenario_5_reconciliation_mismatch")
            .Through(Differing),
        new Shown("By HTTP", "AdvisoryRouteTests.From_proposal_to_result_over_http")
            .Through(InTime),
        new Shown("By the command line", "AdvisoryTests.An_advisory_goes_from_proposal_to_execution_and_is_read_without_the_service")
            .Through(InTime),
    ];

    private static readonly Shown[] Words =
    [
        new Shown("Submitted", "AdvisoryLogTests.What_never_left_was_not_submitted")
            .Through(InTime),
        new Shown("Pending, filled", "ScenarioTests.Scenario_1_successful_execution")
            .Through(NoFill, InTime),
        new Shown("Filled late", "ScenarioTests.Scenario_4_late_fill_after_the_timeout")
            .Through(InTheGrace),
        new Shown("Cancelled", "ScenarioTests.Canceled_by_a_person_before_any_fill_is_cancelled")
            .Through(CanceledByAPerson, KilledAfterTheSubmission),
        new Shown("Failed", "ScenarioTests.Rejected_by_the_venue_is_failed_with_its_words")
            .Through(RejectedThere),
        new Shown("Failed by timeout", "ScenarioTests.Scenario_3_timeout_without_a_fill")
            .Through(NoFill),
        new Shown("Rejected", "PreFlightTests.What_the_gate_refuses_is_rejected_with_its_reason")
            .Through(EachCheck),
        new Shown("Partly filled", "TimeoutTests.A_partial_fill_at_the_timeout_is_kept_and_protected")
            .Through(PartlyFilled),
        new Shown("Switches: global, of a symbol, by hand", "PreFlightTests.An_active_kill_switch_of_any_scope_rejects",
            "KillSwitchTests.Type_has_to_fit_the_scope_and_a_switch_stops_what_it_covers_while_it_is_active_and_nothing_else")
            .Through(Killed),
        new Shown("Switch by a limit", "TripTests.A_loss_that_a_mark_makes_stops_the_account_by_a_risk_limit_switch")
            .Inside("a limit that is reached engages it, and nobody asks for that through a door"),
        new Shown("Off, warning, active", "PreFlightTests.A_kill_switch_in_warning_or_over_something_else_lets_it_proceed",
            "KillRouteTests.A_warning_lets_orders_proceed")
            .Through(Warned),
        new Shown("A question that fails is none of the five results",
            "ReconciliationTests.A_failed_question_is_indeterminate_and_never_flat")
            .Through(Differing),
    ];

    private static readonly Shown[] Checks =
    [
        new Shown("Before: approved", "ApprovalTests.What_is_not_approved_is_not_executed")
            .Through(Approved),
        new Shown("Before: not expired", "PreFlightTests.A_nanosecond_before_its_expiry_it_is_executed")
            .Through(EachCheck),
        new Shown("Before: size and offsets", "PreFlightTests.The_first_check_that_fails_is_the_error")
            .Through(EachCheck),
        new Shown("Before: kill switch off", "ScenarioTests.Scenario_2_kill_switch_before_the_submission")
            .Through(Killed),
        new Shown("Before: the adapter is there", "ApprovalTests.A_venue_that_is_not_there_is_refused_at_the_proposal")
            .Through(NoVenue),
        new Shown("Before: enough margin", "PreFlightTests.Buying_power_that_does_not_cover_the_reference_price_rejects")
            .Through(EachCheck),
        new Shown("After: the result is read", "AdvisoryRouteTests.From_proposal_to_result_over_http")
            .Through(InTime),
        new Shown("After: a mismatch is reviewed", "ScenarioTests.Scenario_5_reconciliation_mismatch")
            .Through(Differing),
        new Shown("After: the levels of a late fill", "ScenarioTests.Scenario_4_late_fill_after_the_timeout")
            .Through(InTheGrace),
        new Shown("After: what was found at a timeout", "ScenarioTests.Scenario_3_timeout_without_a_fill")
            .Through(NoFill),
        new Shown("After: the log", "AdvisoryLogTests.A_fill_after_the_failure_adds_rows_and_changes_none")
            .Through(AfterTheFailure),
        new Shown("By result: rejected with its error", "AdvisoryTests.A_rejected_execution_exits_6_and_a_declined_one_is_not_executed")
            .Through(EachCheck),
        new Shown("By mismatch: both sides are shown", "ReconciliationTests.The_expected_position_is_that_of_before_and_the_fill")
            .Through(Differing),
        new Shown("By log row: kill", "AdvisoryLogTests.A_kill_switch_abort_is_logged_and_no_submission")
            .Through(Killed),
        new Shown("Trouble: pending orders after a timeout",
            "TimeoutTests.An_order_that_outlived_the_timeout_on_a_dead_line_is_canceled_when_the_line_is_back")
            .Through(DeadLine),
        new Shown("Trouble: a switch has a state and not only a type",
            "PreFlightTests.A_kill_switch_in_warning_or_over_something_else_lets_it_proceed")
            .Through(Warned),
        new Shown("Trouble: levels by the wrong formula", "ScenarioTests.Levels_follow_the_average_of_several_fills")
            .Through(TwoFills),
        new Shown("Polled where the broker does not push", "PollingVenueTests.Fills_are_told_from_the_change_of_the_filled_quantity")
            .Inside("how an adapter hears of fills is between it and its broker, and no door shows it"),
    ];

    private static readonly Shown[] Protections =
    [
        new Shown("At the venue, where one leg that fills ends the other",
            "BracketTests.Each_partial_fill_enlarges_the_legs", "BracketTests.When_one_leg_fills_the_other_is_taken_back")
            .Through("AdvisoryProtectionTests.A_leg_that_fills_takes_the_other_one_with_it"),
        new Shown("Held by the engine where the venue has none",
            "HeldLegTests.A_mark_at_or_beyond_a_level_closes_by_a_market_order", "HeldLegTests.The_held_legs_survive_a_crash")
            .Through("AdvisoryProtectionTests.A_leg_that_the_venue_refuses_is_held_counts_as_present_and_sells_at_its_level"),
        new Shown("The same for an ordinary order",
            "BracketTests.Each_partial_fill_enlarges_the_legs", "BracketTests.A_position_closed_otherwise_takes_the_legs_back")
            .Through("AdvisoryProtectionTests.An_ordinary_order_has_the_same_protection_as_far_as_it_is_filled"),
        new Shown("Through a correction and a bust",
            "BracketTests.A_correction_changes_quantity_and_level", "BracketTests.A_bust_of_all_takes_the_legs_back")
            .Through("AdvisoryProtectionTests.Protection_follows_a_correction_and_a_bust"),
    ];

    private static IEnumerable<Shown> Lines =>
        [.. Rules, .. Examples, .. Decisions, .. Scenarios, .. Words, .. Checks, .. Protections];

    [Fact]
    public void Each_line_has_its_tests() => Rule.Holds(TestIndex.Gaps(Lines, TestIndex.All));

    [Fact]
    public void Each_line_is_shown_through_every_door_or_says_why_no_door_shows_it() => Rule.Holds(
        TestIndex.Gaps(Lines.Where(line => line.Why is null).Select(line => line.AtTheDoors), ThroughEveryDoor));

    [Fact]
    public void A_line_that_no_door_shows_says_why() => Assert.All(Lines.Where(line => line.Why is not null), line =>
    {
        Assert.Empty(line.AtTheDoors.By);
        Assert.True(line.Why!.Length >= WhyLeast, line.What);
    });

    [Fact]
    public void A_test_of_one_door_alone_does_not_show_a_line_at_the_doors() =>
        Rule.Finds(1, TestIndex.Gaps(
            [new Shown("a", "AdvisoryRouteTests.From_proposal_to_result_over_http")], ThroughEveryDoor));

    [Fact]
    public void The_six_rules_and_the_five_scenarios_are_all_there()
    {
        Assert.Equal(6, Rules.Length);
        Assert.Equal(["1", "2", "3", "4", "5"], Scenarios.Take(5).Select(scenario => scenario.What[..1]));
    }
}
