using Truefill.Domain.Advisories;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Advisories;

/// <summary>Document C, rule 6 and "What happens on mismatch?".</summary>
public class ReconciliationTests
{
    [Fact]
    public void Broker_state_that_agrees_is_matched()
    {
        AdvisoryRig rig = Filled();
        rig.AnswerOrder();
        rig.AnswerPositions(100);
        ReconciliationReport report = rig.The.Report!;
        Assert.Equal(ReconciliationStatus.Matched, report.Status);
        Assert.False(report.RequiresManualResolution);
        Assert.Empty(report.Mismatches);
        Assert.Equal((100m, 147.98m, 155.53m),
            (report.BrokerPositionSize!.Value.Value, report.BrokerSl!.Value.Value, report.BrokerTp!.Value.Value));
        Assert.Equal((100m, 147.98m, 155.53m),
            (report.InternalPositionSize.Value, report.InternalSl!.Value.Value, report.InternalTp!.Value.Value));
    }

    [Fact]
    public void The_order_is_asked_about_once_and_then_the_positions_once()
    {
        AdvisoryRig rig = Filled();
        Assert.NotNull(rig.Asked(QueryKind.Order));
        Assert.Null(rig.Asked(QueryKind.Positions));
        rig.AnswerOrder();
        Assert.NotNull(rig.Asked(QueryKind.Positions));
        rig.AnswerPositions(50);
        rig.Wait(100).Tick();
        Assert.Equal(2, rig.Books.Queries.LastId);
    }

    [Fact]
    public void Nothing_is_asked_before_the_venue_has_confirmed_the_legs_or_two_seconds_have_passed()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Fill();
        Assert.Equal(0, rig.Books.Queries.LastId);
        Assert.False(rig.Wait(1.9m).IsDue);
        Assert.True(rig.Wait(0.1m).IsDue);
        rig.Tick();
        Assert.NotNull(rig.Asked(QueryKind.Order));
    }

    [Fact]
    public void The_expected_position_is_that_of_before_and_the_fill()
    {
        AdvisoryRig rig = new();
        Order before = rig.Buy(30, null);
        rig.Fill(before, 30);
        rig.Run().Fill();
        rig.AcceptLegs();
        rig.AnswerOrder();
        rig.AnswerPositions(130);
        Assert.Equal(ReconciliationStatus.Matched, rig.The.Report!.Status);
    }

    [Fact]
    public void What_is_traded_after_the_list_was_made_is_not_expected_in_it()
    {
        AdvisoryRig rig = Filled();
        rig.AnswerOrder();
        UtcNanos listed = rig.Now;
        rig.Wait(1).Fill(rig.Buy(50, null), 50);
        rig.Answer(QueryKind.Positions, asOf: listed, positions: [Row(100)]);
        Assert.Equal(ReconciliationStatus.Matched, rig.The.Report!.Status);
        Assert.Equal(100m, rig.The.Report!.InternalPositionSize.Value);
    }

    [Fact]
    public void What_the_account_holds_at_another_venue_is_not_expected_at_this_one()
    {
        AdvisoryRig rig = new();
        rig.Define("OTHER");
        rig.Fill(rig.Client(rig.Request(50, null) with { Venue = "OTHER" }), 50);
        rig.Run().Fill();
        rig.AcceptLegs();
        rig.AnswerOrder();
        rig.AnswerPositions(100);
        Assert.Equal(ReconciliationStatus.Matched, rig.The.Report!.Status);
    }

    [Fact]
    public void What_may_be_at_any_of_several_venues_makes_it_indeterminate()
    {
        AdvisoryRig rig = new();
        rig.Define("OTHER");
        rig.Import(50);
        rig.Run().Fill();
        rig.AcceptLegs();
        rig.AnswerOrder();
        rig.AnswerPositions(100);
        Assert.Equal(ReconciliationStatus.Indeterminate, rig.The.Report!.Status);
    }

    private static VenuePosition Row(decimal size) => new(
        "ACC1", "AAPL", AdvisoryRig.Q(size), AdvisoryRig.P(151), StopLoss: AdvisoryRig.P(147.98m),
        TakeProfit: AdvisoryRig.P(155.53m));

    [Fact]
    public void A_position_that_the_broker_does_not_have_is_missing()
    {
        AdvisoryRig rig = Filled();
        rig.AnswerOrder();
        rig.AnswerPositions(0);
        Assert.Equal(ReconciliationStatus.MissingPosition, rig.The.Report!.Status);
        Assert.Contains("Expected position 100.0, found 0.0 in broker", rig.The.Report.Mismatches);
    }

    [Fact]
    public void A_position_that_only_the_broker_has_is_a_phantom()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        rig.At(30).Tick();
        rig.Report(rig.Entry, ExecType.Canceled);
        rig.At(32).Tick();
        rig.AnswerOrder(OrdStatus.Canceled, 0);
        rig.AnswerPositions(100, null, null);
        Assert.Equal(ReconciliationStatus.PhantomPosition, rig.The.Report!.Status);
        Assert.True(rig.The.RequiresManualResolution);
    }

    [Theory]
    [InlineData(false, true, "Expected SL 147.98, found none in broker")]
    [InlineData(true, false, "Expected TP 155.53, found none in broker")]
    public void A_missing_leg_is_missing_sl_tp(bool hasSl, bool hasTp, string mismatch)
    {
        AdvisoryRig rig = Filled();
        rig.AnswerOrder();
        rig.AnswerPositions(100, hasSl ? 147.98m : null, hasTp ? 155.53m : null);
        Assert.Equal(ReconciliationStatus.MissingSlTp, rig.The.Report!.Status);
        Assert.Equal([mismatch], rig.The.Report.Mismatches);
    }

    [Fact]
    public void A_leg_at_another_price_is_a_mismatch()
    {
        AdvisoryRig rig = Filled();
        rig.AnswerOrder();
        rig.AnswerPositions(100, 147);
        Assert.Equal(ReconciliationStatus.Mismatch, rig.The.Report!.Status);
        Assert.Equal(["Expected SL 147.98, found 147.0 in broker"], rig.The.Report.Mismatches);
    }

    [Fact]
    public void A_leg_that_the_engine_holds_counts_as_present()
    {
        AdvisoryRig rig = new AdvisoryRig(AdvisoryRig.Plain).Run();
        rig.Fill();
        Assert.Empty(rig.Legs());
        rig.AnswerOrder();
        rig.AnswerPositions(100, null, null);
        Assert.Equal(ReconciliationStatus.Matched, rig.The.Report!.Status);
        Assert.Equal(147.98m, rig.The.Report.InternalSl!.Value.Value);
    }

    [Fact]
    public void Where_the_broker_does_not_tell_of_protection_the_confirmed_legs_are_it()
    {
        AdvisoryRig rig = Filled(AdvisoryRig.Full & ~VenueCapabilities.ReportsProtection);
        rig.AnswerOrder();
        rig.AnswerPositions(100, null, null);
        Assert.Equal(ReconciliationStatus.Matched, rig.The.Report!.Status);
        Assert.Equal(147.98m, rig.The.Report.BrokerSl!.Value.Value);
    }

    [Fact]
    public void A_filled_size_that_differs_is_a_mismatch()
    {
        AdvisoryRig rig = Filled();
        rig.AnswerOrder(filled: 60);
        rig.AnswerPositions(100);
        Assert.Equal(ReconciliationStatus.Mismatch, rig.The.Report!.Status);
        Assert.Equal(["Expected filled 100.0, found 60.0 in broker"], rig.The.Report.Mismatches);
    }

    [Fact]
    public void An_order_that_the_broker_does_not_know_is_a_mismatch()
    {
        AdvisoryRig rig = Filled();
        rig.Answer(QueryKind.Order, AnswerStatus.NotFound);
        rig.AnswerPositions(100);
        Assert.Equal(ReconciliationStatus.Mismatch, rig.The.Report!.Status);
    }

    [Theory]
    [InlineData(AnswerStatus.Failed)]
    [InlineData(AnswerStatus.Partial)]
    public void A_failed_question_is_indeterminate_and_never_flat(AnswerStatus status)
    {
        AdvisoryRig rig = Filled();
        rig.AnswerOrder();
        rig.Answer(QueryKind.Positions, status);
        ReconciliationReport report = rig.The.Report!;
        Assert.Equal(ReconciliationStatus.Indeterminate, report.Status);
        Assert.True(report.RequiresManualResolution);
        Assert.Null(report.BrokerPositionSize);
    }

    [Fact]
    public void A_failed_question_about_the_order_is_indeterminate()
    {
        AdvisoryRig rig = Filled();
        rig.Answer(QueryKind.Order, AnswerStatus.Failed);
        Assert.Equal(ReconciliationStatus.Indeterminate, rig.The.Report!.Status);
        Assert.Null(rig.Asked(QueryKind.Positions));
    }

    [Fact]
    public void Positions_older_than_the_fill_are_indeterminate()
    {
        AdvisoryRig rig = Filled();
        rig.AnswerOrder();
        rig.Answer(QueryKind.Positions, asOf: rig.Entry.LastReportAt.AddNanos(-1));
        Assert.Equal(ReconciliationStatus.Indeterminate, rig.The.Report!.Status);
    }

    [Fact]
    public void No_answer_within_ten_seconds_is_indeterminate()
    {
        AdvisoryRig rig = Filled();
        rig.Wait(10).Tick();
        Assert.Equal(ReconciliationStatus.Indeterminate, rig.The.Report!.Status);
        Assert.Equal(0, rig.Books.Advisories.LiveCount);
    }

    [Fact]
    public void A_venue_that_cannot_be_asked_is_indeterminate()
    {
        AdvisoryRig rig = new AdvisoryRig(VenueCapabilities.OrderEntry).Run();
        rig.Fill();
        Assert.Equal(ReconciliationStatus.Indeterminate, rig.The.Report!.Status);
    }

    [Fact]
    public void A_polled_venue_is_asked_about_an_order_whose_id_it_has_given()
    {
        AdvisoryRig rig = new AdvisoryRig(VenueCapabilities.OrderEntry & ~VenueCapabilities.PushesReports
            | VenueCapabilities.QueryPositions).Run();
        rig.Accept(rig.Entry);
        rig.Fill();
        rig.AcceptLegs();
        rig.AnswerOrder();
        rig.AnswerPositions(100);
        Assert.Equal(ReconciliationStatus.Matched, rig.The.Report!.Status);
    }

    [Fact]
    public void An_order_that_still_works_after_the_timeout_is_a_mismatch()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        rig.At(30).Tick();
        rig.At(33).Tick();
        Assert.Equal(AdvisoryStage.FailedTimeout, rig.Stage);
        rig.Wait(5).Tick();
        rig.AnswerOrder(OrdStatus.New, filled: 0);
        rig.AnswerPositions(0);
        Assert.Equal(ReconciliationStatus.Mismatch, rig.The.Report!.Status);
        Assert.Equal(["Expected order to have ended, found New in broker"], rig.The.Report.Mismatches);
        Assert.True(rig.The.RequiresManualResolution);
    }

    [Fact]
    public void A_mismatch_corrects_nothing()
    {
        AdvisoryRig rig = Filled();
        int orders = rig.Books.Orders.Count;
        rig.AnswerOrder();
        rig.AnswerPositions(50, null, null);
        Assert.Equal(100m, System.Linq.Enumerable.Single(rig.Books.Positions.All).Qty.Value);
        Assert.Equal(orders, rig.Books.Orders.Count);
        Assert.DoesNotContain(rig.Legs(), l => l.Chain.Count > 0);
    }

    [Fact]
    public void Positions_of_other_accounts_and_symbols_do_not_count()
    {
        AdvisoryRig rig = Filled();
        rig.AnswerOrder();
        rig.Answer(QueryKind.Positions, positions:
        [
            new VenuePosition("ACC2", "AAPL", AdvisoryRig.Q(7)),
            new VenuePosition("ACC1", "IBM", AdvisoryRig.Q(9)),
            new VenuePosition("", "AAPL", AdvisoryRig.Q(100), StopLoss: AdvisoryRig.P(147.98m), TakeProfit: AdvisoryRig.P(155.53m)),
        ]);
        Assert.Equal(ReconciliationStatus.Matched, rig.The.Report!.Status);
    }

    private static AdvisoryRig Filled(VenueCapabilities capabilities = AdvisoryRig.Full)
    {
        AdvisoryRig rig = new AdvisoryRig(capabilities).Run();
        rig.Fill();
        rig.AcceptLegs();
        return rig;
    }
}
