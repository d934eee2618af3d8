using Truefill.Domain.Advisories;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Advisories;

/// <summary>Document C, "Should execution proceed?" and the checklist before executing, in its order.</summary>
public class PreFlightTests
{
    private static readonly FrozenSnapshot Good = new AdvisoryRig().Snapshot();

    [Fact]
    public void An_expired_advisory_is_rejected()
    {
        AdvisoryRig rig = Rejected(rig => rig.Wait(3600));
        Assert.Contains("expired", rig.The.Result!.Value.Error);
    }

    [Fact]
    public void A_nanosecond_before_its_expiry_it_is_executed()
    {
        AdvisoryRig rig = new();
        rig.Propose(rig.Snapshot() with { ExpirationTimestamp = rig.Now.AddNanos(1) });
        rig.Decide();
        rig.Execute();
        Assert.Equal(AdvisoryStage.Submitted, rig.Stage);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-100)]
    public void A_position_size_that_is_not_above_zero_is_rejected(decimal size)
    {
        AdvisoryRig rig = Rejected(_ => { }, Good with { PositionSize = AdvisoryRig.Q(size) });
        Assert.Contains("position_size", rig.The.Result!.Value.Error);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.02")]
    public void A_stop_loss_offset_that_is_not_below_zero_is_rejected(string offset)
    {
        AdvisoryRig rig = Rejected(_ => { }, Good with { SlOffsetPct = AdvisoryRig.D(offset) });
        Assert.Contains("sl_offset_pct", rig.The.Result!.Value.Error);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.03")]
    public void A_take_profit_offset_that_is_not_above_zero_is_rejected(string offset)
    {
        AdvisoryRig rig = Rejected(_ => { }, Good with { TpOffsetPct = AdvisoryRig.D(offset) });
        Assert.Contains("tp_offset_pct", rig.The.Result!.Value.Error);
    }

    [Theory]
    [InlineData(KillScope.Global, "")]
    [InlineData(KillScope.Venue, AdvisoryRig.VenueName)]
    [InlineData(KillScope.Account, "ACC1")]
    [InlineData(KillScope.Strategy, "swing")]
    [InlineData(KillScope.Symbol, "AAPL")]
    public void An_active_kill_switch_of_any_scope_rejects(KillScope scope, string target)
    {
        AdvisoryRig rig = Rejected(rig => rig.Kill(scope: scope, target: target));
        Assert.Contains("Kill switch", rig.The.Result!.Value.Error);
        Assert.True(rig.The.Result!.Value.IsKillSwitch);
    }

    [Fact]
    public void A_kill_switch_in_warning_or_over_something_else_lets_it_proceed()
    {
        AdvisoryRig rig = new();
        rig.Kill(KillSwitchState.Warning);
        rig.Kill(scope: KillScope.Symbol, target: "IBM");
        rig.Run();
        Assert.Equal(AdvisoryStage.Submitted, rig.Stage);
    }

    [Fact]
    public void Buying_power_that_does_not_cover_the_reference_price_rejects()
    {
        AdvisoryRig rig = Rejected(rig => rig.Balance(14_999.99m));
        Assert.Contains("Buying power", rig.The.Result!.Value.Error);
    }

    [Fact]
    public void Buying_power_to_the_last_cent_is_enough()
    {
        AdvisoryRig rig = new();
        rig.Balance(15_000);
        Assert.Equal(AdvisoryStage.Submitted, rig.Run().Stage);
    }

    [Fact]
    public void Without_a_report_buying_power_is_off_in_simulation_and_refused_in_live()
    {
        Assert.Equal(AdvisoryStage.Submitted, new AdvisoryRig().Run().Stage);
        AdvisoryRig live = new();
        live.Propose();
        live.Decide();
        live.Execute(requiresBuyingPower: true);
        Assert.Equal(AdvisoryStage.Rejected, live.Stage);
    }

    [Theory]
    [InlineData(480_000, AdvisoryStage.Submitted)]
    [InlineData(479_999, AdvisoryStage.Rejected)]
    public void Where_no_power_is_reported_in_the_instrument_s_currency_the_account_s_counts(
        decimal power, AdvisoryStage stage)
    {
        AdvisoryRig rig = new();
        rig.Instrument(0.01m, multiplier: 1, currency: "TWD");
        rig.Rate("TWD", "USD", 32);
        rig.Balance(power);
        rig.Propose();
        rig.Decide();
        rig.Execute(requiresBuyingPower: true);
        Assert.Equal(stage, rig.Stage);
    }

    [Fact]
    public void Without_a_rate_into_it_buying_power_cannot_be_compared()
    {
        AdvisoryRig rig = new();
        rig.Instrument(0.01m, multiplier: 1, currency: "TWD");
        rig.Balance(1_000_000);
        rig.Propose();
        rig.Decide();
        rig.Execute(requiresBuyingPower: true);
        Assert.Contains("no rate into USD", rig.The.Result!.Value.Error);
    }

    [Fact]
    public void A_report_of_a_minute_ago_is_no_report()
    {
        AdvisoryRig rig = new();
        rig.Balance(1);
        rig.Propose();
        rig.Decide();
        rig.Wait(60).Execute();
        Assert.Equal(AdvisoryStage.Submitted, rig.Stage);
    }

    // Each row breaks its own check and every later one.
    [Fact]
    public void The_first_check_that_fails_is_the_error()
    {
        UtcNanos late = Good.ExpirationTimestamp;
        UtcNanos early = late.AddNanos(-1);
        FrozenSnapshot bad = Good with { AdvisoryId = " ", PositionSize = default, SlOffsetPct = 1, TpOffsetPct = -1 };
        Assert.Contains("expired", Check(bad, late));
        Assert.Contains("advisory_id", Check(bad, early));
        bad = bad with { AdvisoryId = "A" };
        Assert.Contains("position_size", Check(bad, early));
        bad = bad with { PositionSize = AdvisoryRig.Q(1) };
        Assert.Contains("sl_offset_pct", Check(bad, early));
        bad = bad with { SlOffsetPct = -0.1m };
        Assert.Contains("tp_offset_pct", Check(bad, early));
        bad = bad with { TpOffsetPct = 0.1m };
        Assert.Contains("Kill switch", Check(bad, early));
        Assert.Null(PreFlight.Check(bad, early, KillSwitchState.Warning));
    }

    [Fact]
    public void What_the_gate_refuses_is_rejected_with_its_reason()
    {
        AdvisoryRig rig = new(VenueCapabilitiesWithoutMarket);
        rig.Run();
        Assert.Equal(AdvisoryStage.Rejected, rig.Stage);
        Assert.Contains("not_offered_by_venue", rig.The.Result!.Value.Error);
        Assert.Equal(0, rig.Books.Orders.Count);
    }

    private const VenueCapabilities VenueCapabilitiesWithoutMarket =
        AdvisoryRig.Full & ~VenueCapabilities.Market;

    private static string? Check(FrozenSnapshot snapshot, UtcNanos now) =>
        PreFlight.Check(snapshot, now, KillSwitchState.Active);

    private static AdvisoryRig Rejected(System.Action<AdvisoryRig> given, FrozenSnapshot? snapshot = null)
    {
        AdvisoryRig rig = new();
        rig.Propose(snapshot);
        rig.Decide();
        given(rig);
        rig.Execute();
        Assert.Equal(AdvisoryStage.Rejected, rig.Stage);
        Assert.Equal(0, rig.Books.Orders.Count);
        return rig;
    }
}
